using System.Globalization;
using ClosedXML.Excel;
using CsvHelper;
using GetHelp.Core;
using GetHelp.Core.Allocations.Many;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations.Register;

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

        var bytes = await BytesAsync(file, cancellationToken);
        if (EvidenceCheck.Check(new(file.FileName, bytes)) is { Refused: true, Refusals: var refusals })
        {
            return Result<IReadOnlyList<GivenRow>>.Refuse(refusals);
        }

        if (!isWorkbook)
        {
            return GivenRows.InFile(new MemoryStream(bytes));
        }

        return AsCsv(bytes) is { } csv ? GivenRows.InFile(csv) : new UnusableFile("The workbook cannot be read. Save its sheet as CSV and try again.");
    }

    /// <summary>No more of it than says that it is too much.</summary>
    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellationToken)
    {
        await using var content = file.OpenReadStream();
        var bytes = new byte[Math.Min(file.Length, EvidenceFile.MostBytes + 1)];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    private static MemoryStream? AsCsv(byte[] bytes)
    {
        try
        {
            using var workbook = new XLWorkbook(new MemoryStream(bytes));
            return AsCsv(workbook.Worksheet(1));
        }
#pragma warning disable CA1031 // A workbook can be broken in more ways than its reader has exceptions, and each of them is the file's fault.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static MemoryStream AsCsv(IXLWorksheet sheet)
    {
        var rows = Math.Min(sheet.LastRowUsed()?.RowNumber() ?? 0, GivenRows.Most + 2);
        var columns = Math.Min(sheet.LastColumnUsed()?.ColumnNumber() ?? 0, MostColumns);
        var csv = new MemoryStream();
        using (var writer = CsvWriter.Create(csv, CsvWriterOptions.Default, leaveOpen: true))
        {
            for (var row = 1; row <= rows; row++)
            {
                writer.WriteRecord([.. Enumerable.Range(1, columns).Select(column => Text(sheet.Cell(row, column)))]);
            }
        }

        csv.Position = 0;
        return csv;
    }

    /// <summary>A number without the commas that it is shown with, and text on one line.</summary>
    private static string Text(IXLCell cell) => cell.DataType == XLDataType.Number
        ? cell.GetDouble().ToString(CultureInfo.InvariantCulture)
        : cell.GetString().ReplaceLineEndings(" ");
}
