using System.Diagnostics;
using ClosedXML.Excel;
using ExcelDataReader;
using GetHelp.Bench.Hosting;
using GetHelp.Bench.Pool;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Web.Organisations.Spreadsheet;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.Spreadsheet;

/// <summary>A body's 629 schools are uploaded in a workbook, and what would change is shown, beside reading the workbook alone.</summary>
internal sealed class SpreadsheetBenchmark : IBenchmark
{
    private const int Schools = 629;
    private const int WarmUp = 150;
    private const int Times = 100;

    public string Name => "spreadsheet";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        await using var core = FilledDatabase.Core(
            await FilledDatabase.CreateAsync(workshop), services => services.Configure<RegisterImportOptions>(o => o.Folder = Path.GetDirectoryName(workshop.NewPath("uploads"))!));
        var body = await PoolSchools.OfAsync(core, Schools);
        var file = new GivenFile("schools.xlsx", await FilledInAsync(core, body));
        var (given, read, previewed, floor) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var (rows, changes) = (0, 0);
        for (var i = 0; i < WarmUp + Times; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            read.Add(Time(() => SchoolSheetReader.Read(file).Value)); // first: it makes known the encodings that the library asks for
            floor.Add(Time(() => ReadAll(file.Bytes)));
            var (id, giving) = await TimeAsync(async () => (await core.GetRequiredService<SpreadsheetService>().GiveAsync(body.Admin, body.Body, file, cancellationToken)).Value);
            var (view, showing) = await TimeAsync(async () => (await core.GetRequiredService<SpreadsheetService>().FindAsync(body.Admin, body.Body, id, cancellationToken: cancellationToken))!);
            given.Add(giving);
            previewed.Add(showing);
            (rows, changes) = view.Problems == 0 ? (view.Rows, view.Changes) : throw new InvalidOperationException($"{view.Problems} rows have problems.");
        }

        SqliteConnection.ClearAllPools();
        var whole = given.Zip(previewed, (one, other) => one + other).ToList();
        return new()
        {
            Title = $"Upload of {rows} schools, previewed",
            Ours = new("Portal, from the bytes to the preview", Milliseconds(whole)),
            Floor = new("ExcelDataReader, every cell of the same workbook", Milliseconds(floor)),
            Ratio = Median(whole) / Median(floor),
            Aim = 1.5,
            Details =
            [
                new("Of it: checked, read and understood", Milliseconds(read)),
                new("Of it: the same, and kept on disk", Milliseconds(given)),
                new("Of it: compared with the schools as they are", Milliseconds(previewed)),
                new("Schools that would change", $"{changes:N0}"),
                new("Size of the workbook", $"{file.Bytes.Length / 1024:N0} KB"),
            ],
            How = $"""
                `SpreadsheetService.GiveAsync` and `FindAsync` on the demonstration's SQLite database with one responsible body of {rows} schools, and the workbook as
                the portal makes it, with the Chromebook answer of every other school filled in: the file is checked (size, parts, macros, what it unpacks to), read, its rows compared
                with what was downloaded, kept on disk, read from there, and compared with the database. Beside it ExcelDataReader reads every cell of every sheet of the same bytes, and
                nothing else. By turns, {Times} times each after {WarmUp} to warm up; medians.
                """,
        };
    }

    private static async Task<byte[]> FilledInAsync(ServiceProvider core, PoolSchools body)
    {
        var contents = (await core.GetRequiredService<SchoolSheetQuery>().FindAsync(body.Admin, body.Body))!;
        await using var downloaded = SchoolSheetWorkbook.Make(contents);
        using var workbook = new XLWorkbook(downloaded);
        var column = SchoolSheet.Columns.Select(c => c.Title).ToList().IndexOf("Chromebooks needed") + 1;
        var sheet = workbook.Worksheet(SchoolSheet.Name);
        for (var row = 2; row <= contents.Rows.Count; row += 2)
        {
            var cell = sheet.Cell(row, column);
            cell.SetValue(cell.GetString() == "No" ? "Not known" : "No");
        }

        using var file = new MemoryStream();
        workbook.SaveAs(file);
        return file.ToArray();
    }

    private static int ReadAll(byte[] bytes)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
        var cells = 0;
        do
        {
            while (reader.Read())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    cells += reader.GetValue(column) is null ? 0 : 1;
                }
            }
        }
        while (reader.NextResult());
        return cells;
    }

    private static double Time<T>(Func<T> act)
    {
        var began = Stopwatch.GetTimestamp();
        _ = act();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<(T Value, double Milliseconds)> TimeAsync<T>(Func<Task<T>> act)
    {
        var began = Stopwatch.GetTimestamp();
        var value = await act();
        return (value, Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private static double Median(List<double> times) => times.Skip(WarmUp).Median();

    private static string Milliseconds(List<double> times) => $"{Median(times):0.0} ms";
}
