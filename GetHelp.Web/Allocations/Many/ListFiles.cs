using CsvHelper;
using GetHelp.Core;
using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.Uploads;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Allocations.Many;

/// <summary>Takes the rows of a list out of a file that somebody gave. The first sheet of a workbook is read as the CSV file that it could have
/// been saved as: there is one reader, and one way to count lines.</summary>
public static class ListFiles
{
    /// <summary>Far more than the rows of all schools need.</summary>
    private const int MostColumns = 100;

    public static async Task<Result<IReadOnlyList<GivenRow>>> ReadAsync(IFormFile file, CancellationToken cancellationToken = default)
    {
        var isWorkbook = Path.GetExtension(file.FileName).Equals(".xlsx", StringComparison.OrdinalIgnoreCase);
        if (!isWorkbook && !Path.GetExtension(file.FileName).Equals(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return new UnusableFile("Choose a CSV file or an Excel workbook (.xlsx).");
        }

        var given = await GivenFiles.ReadAsync(file, cancellationToken);
        if (EvidenceCheck.Check(given) is { Refused: true, Refusals: var refusals })
        {
            return Result<IReadOnlyList<GivenRow>>.Refuse(refusals);
        }

        if (!isWorkbook)
        {
            return GivenRows.InFile(new MemoryStream(given.Bytes));
        }

        return UploadedWorkbook.Read(given.Bytes, AsCsv) is { } csv ? GivenRows.InFile(csv) : new UnusableFile("The workbook cannot be read. Save its sheet as CSV and try again.");
    }

    private static MemoryStream AsCsv(UploadedWorkbook workbook)
    {
        var columns = Math.Min(workbook.Columns, MostColumns);
        var csv = new MemoryStream();
        using (var writer = CsvWriter.Create(csv, CsvWriterOptions.Default, leaveOpen: true))
        {
            while (workbook.NextRow() && workbook.Row <= GivenRows.Most + 2)
            {
                writer.WriteRecord([.. Enumerable.Range(0, columns).Select(column => workbook.Cell(column).Text)]);
            }
        }

        csv.Position = 0;
        return csv;
    }
}
