using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.Uploads;

namespace GetHelp.Core.Organisations.Spreadsheet;

/// <summary>Takes apart a workbook that was downloaded here and filled in: all of its rows, or one sentence about why it cannot be used.</summary>
public static class SchoolSheetReader
{
    internal const string Again = "Download the workbook again and fill that one in.";

    public static Result<IReadOnlyList<SheetRow>> Read(GivenFile file)
    {
        if (!".xlsx".Equals(Path.GetExtension(file.Name), StringComparison.OrdinalIgnoreCase))
        {
            return new UnusableFile("Choose the Excel workbook (.xlsx) that you downloaded and filled in.");
        }

        if (EvidenceCheck.Check(file) is { Refused: true, Refusals: var refusals })
        {
            return Result<IReadOnlyList<SheetRow>>.Refuse(refusals);
        }

        var read = UploadedWorkbook.Read(
            file.Bytes,
            workbook => (Sheets: SheetsRead.Of(workbook), Formulas: WorkbookFormulas.In(file.Bytes, SchoolSheet.Name, SchoolSheet.MostRows)));
        return read.Sheets is not { } sheets ? new UnusableFile($"The workbook cannot be read. {Again}")
            : sheets.WhyNot is { } why ? new UnusableFile(why)
            : new SheetRowRules(sheets.Downloaded, read.Formulas).Decide(sheets.Given).ToList();
    }
}

/// <summary>The two sheets that count, as they were read.</summary>
internal sealed class SheetsRead
{
    private readonly List<GivenSheetRow> given = [];
    private readonly Dictionary<Urn, IReadOnlyList<string>> downloaded = [];
    private bool hasSchools;
    private bool hasDownloaded;
    private string? whyNot;

    private SheetsRead()
    {
    }

    /// <summary>The rows that were filled in, or might have been.</summary>
    public IReadOnlyList<GivenSheetRow> Given => given;

    /// <summary>What they were.</summary>
    public IReadOnlyDictionary<Urn, IReadOnlyList<string>> Downloaded => downloaded;

    /// <summary>Why none of it can be used; null when it can.</summary>
    public string? WhyNot => whyNot
        ?? (hasSchools && hasDownloaded ? null : $"This is not a workbook that was downloaded here, or a sheet of it is gone. {SchoolSheetReader.Again}")
        ?? (given.Count == 0 ? $"There is no school in the workbook. {SchoolSheetReader.Again}" : null);

    public static SheetsRead Of(UploadedWorkbook workbook)
    {
        var sheets = new SheetsRead();
        do
        {
            switch (workbook.Sheet)
            {
                case SchoolSheet.Name:
                    sheets.hasSchools = true;
                    sheets.ReadRows(workbook, sheets.given.Add);
                    break;
                case SchoolSheet.AsDownloaded:
                    sheets.hasDownloaded = true;
                    sheets.ReadRows(workbook, sheets.Keep);
                    break;
            }
        }
        while (sheets.whyNot is null && workbook.NextSheet());
        return sheets;
    }

    private void Keep(GivenSheetRow row)
    {
        if (row.Urn is { } urn)
        {
            downloaded[urn] = [.. row.Cells.Select(cell => cell.Text)];
        }
    }

    private void ReadRows(UploadedWorkbook workbook, Action<GivenSheetRow> take)
    {
        whyNot = workbook.NextRow() ? WhyNotTheHeadings(workbook) : WhyNotTheHeading(0, "");
        while (whyNot is null && workbook.NextRow())
        {
            var cells = SchoolSheet.Columns.Select((_, column) => workbook.Cell(column)).ToArray();
            if (workbook.Row > SchoolSheet.MostRows)
            {
                whyNot = $"The workbook has more than {SchoolSheet.MostRows:N0} rows, and nobody has as many schools. {SchoolSheetReader.Again}";
            }
            else if (cells.Any(cell => cell.Kind != CellKind.Empty))
            {
                take(new(workbook.Row, cells));
            }
        }
    }

    private static string? WhyNotTheHeadings(UploadedWorkbook workbook) => Enumerable.Range(0, Math.Max(workbook.Columns, SchoolSheet.Columns.Count))
        .Select(column => WhyNotTheHeading(column, workbook.Cell(column).Text)).FirstOrDefault(why => why is not null);

    private static string? WhyNotTheHeading(int column, string heading)
    {
        var was = SchoolSheet.Columns.ElementAtOrDefault(column)?.Title ?? "";
        return heading == was ? null : $"The heading of column {(char)('A' + Math.Min(column, 25))} {Words(was, "was")} and {Words(heading, "is")}. {SchoolSheetReader.Again}";
    }

    private static string Words(string heading, string verb) => heading.Length == 0 ? $"{verb} empty" : $"{verb} “{heading}”";
}
