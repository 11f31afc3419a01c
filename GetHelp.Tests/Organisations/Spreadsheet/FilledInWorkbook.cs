using ClosedXML.Excel;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Web.Organisations.Spreadsheet;

namespace GetHelp.Tests.Organisations.Spreadsheet;

/// <summary>A downloaded workbook as somebody's program opens it, changes it and saves it.</summary>
internal sealed class FilledInWorkbook : IDisposable
{
    private readonly List<Stream> files; // what was opened or saved last is read again when it is saved once more
    private readonly XLWorkbook workbook;

    public FilledInWorkbook(Stream downloaded)
    {
        files = [downloaded];
        workbook = new(downloaded);
    }

    public FilledInWorkbook(SchoolSheetContents contents)
        : this(SchoolSheetWorkbook.Make(contents))
    {
    }

    public IXLWorkbook Workbook => workbook;

    public IXLWorksheet Schools => workbook.Worksheet(SchoolSheet.Name);

    public IXLWorksheet AsDownloaded => workbook.Worksheet(SchoolSheet.AsDownloaded);

    /// <summary>The cell under a heading, in the row with this number.</summary>
    public IXLCell Cell(int row, string heading) => Schools.Cell(row, ColumnOf(heading));

    /// <summary>The cell under a heading, in the school's row.</summary>
    public IXLCell Cell(Urn school, string heading) => Cell(RowOf(school), heading);

    public int RowOf(Urn school) => Schools.RowsUsed().Single(row => row.Cell(1).GetString() == $"{school}").RowNumber();

    public FilledInWorkbook Type(Urn school, string heading, string text)
    {
        Cell(school, heading).SetValue(text).SetDataType(XLDataType.Text);
        return this;
    }

    public GivenFile Save(string name = "schools.xlsx")
    {
        var file = new MemoryStream();
        files.Add(file);
        workbook.SaveAs(file);
        return new(name, file.ToArray());
    }

    public void Dispose()
    {
        workbook.Dispose();
        files.ForEach(file => file.Dispose());
    }

    public static int ColumnOf(string heading) => SchoolSheet.Columns.Select(column => column.Title).ToList().IndexOf(heading) + 1;
}
