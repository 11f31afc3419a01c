using System.Diagnostics;
using System.IO.Compression;
using GetHelp.Bench.Hosting;
using GetHelp.Core.Data;
using GetHelp.Core.Data.Demonstration;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.People;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.RegisterImport;

/// <summary>The register's import into an empty database, beside sqlite3's own import of the same file into an indexed table.</summary>
internal sealed class RegisterImportBenchmark(string? register) : IBenchmark
{
    private const int Runs = 7;

    public string Name => "register-import";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var file = register ?? await ExtractAsync(workshop);
        var sqlite = new SqliteImport(file);
        workshop.Say($"{Runs} imports of {Path.GetFileName(file)} by each, by turns");
        var (imports, floor) = (new List<Import>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            imports.Add(await ImportAsync(workshop, file, cancellationToken));
            floor.Add(await sqlite.RunAsync(workshop.NewPath("floor.db")));
        }

        return Found(imports, floor, sqlite.Rows);
    }

    /// <summary>The same three steps that the page and the command line take.</summary>
    private static async Task<Import> ImportAsync(Workshop workshop, string file, CancellationToken cancellationToken)
    {
        var path = workshop.NewPath("import.db");
        await using var core = FilledDatabase.Core(path, services =>
            services.Configure<RegisterImportOptions>(options => options.Folder = Path.Combine(Path.GetDirectoryName(path)!, "uploads")));
        await core.GetRequiredService<DatabaseSetup>().RunAsync(_ => Task.CompletedTask, cancellationToken);
        var service = core.GetRequiredService<RegisterImportService>();
        await using var upload = File.OpenRead(file);

        var began = Stopwatch.GetTimestamp();
        var import = await service.StartAsync(Viewer.Service, new(Path.GetFileName(file), upload), trusts: null, cancellationToken);
        await service.PreviewAsync(Viewer.Service, import.Value, cancellationToken);
        var previewed = Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        var report = await service.ApplyAsync(Viewer.Service, import.Value, cancellationToken);
        var applied = Stopwatch.GetElapsedTime(began);
        SqliteConnection.ClearAllPools();
        return new(previewed.TotalMilliseconds, applied.TotalMilliseconds, report.Value);
    }

    /// <summary>The demonstration's schools as a file of the register's format.</summary>
    private static async Task<string> ExtractAsync(Workshop workshop)
    {
        var path = workshop.NewPath("demonstration-schools.csv");
        await using var packed = typeof(DemonstrationData).Assembly.GetManifestResourceStream("GetHelp.Demonstration.schools.csv.gz")!;
        await using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        await using var file = File.Create(path);
        await unpacked.CopyToAsync(file);
        return path;
    }

    private static Finding Found(List<Import> imports, List<double> floor, int rows)
    {
        var (ours, theirs) = (imports.Select(i => i.Previewed + i.Applied).Median(), floor.Median());
        return new()
        {
            Title = "Import of the register",
            Ours = new("Portal: from the file to the commit, preview included, median", Milliseconds(ours)),
            Floor = new("sqlite3's .import of the same file, median", Milliseconds(theirs)),
            Ratio = ours / theirs,
            Aim = 1.8,
            Details =
            [
                new("Rows in the file", $"{rows:N0}"),
                new("Rows kept as schools, each with its two allocations", $"{imports[0].Report.New.Total:N0}"),
                new("Portal, the first import of the process", Milliseconds(imports[0].Previewed + imports[0].Applied)),
                new("Portal, the preview (upload stored, read, compared, report kept), median", Milliseconds(imports.Select(i => i.Previewed).Median())),
                new("Portal, applying (read, compared and written in one transaction), median", Milliseconds(imports.Select(i => i.Applied).Median())),
                new("sqlite3, quickest to slowest", $"{Milliseconds(floor.Min())} to {Milliseconds(floor.Max())}"),
            ],
            How = $"""
                `RegisterImportService`, which the page and the command line both call, imports into an empty migrated SQLite database. The time is that of
                all its steps: it stores the file, reads and compares it for the preview, and, as if somebody had said yes at once, reads and compares
                it again and writes schools, allocations, responsible bodies and history in one transaction. Beside it Debian's `sqlite3` imports every row and column of the same file with `.import` into a table with
                a unique index on the URN and one on the name, in WAL mode like ours. {Runs} of each by turns, each into a new file.
                """,
        };
    }

    private static string Milliseconds(double milliseconds) => $"{milliseconds:0} ms";

    private sealed record Import(double Previewed, double Applied, RegisterReport Report);
}
