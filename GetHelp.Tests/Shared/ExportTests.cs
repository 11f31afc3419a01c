using System.Text;
using ClosedXML.Excel;
using GetHelp.Web.Shared.Export;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shared;

public sealed class ExportTests
{
    private static readonly ExportColumn<(string Name, int Count, DateOnly? On)>[] Columns =
    [
        new("Name", row => row.Name),
        new("Count", row => row.Count),
        new("On", row => row.On),
    ];

    [Fact]
    public async Task A_CSV_opens_in_Excel_and_runs_nothing()
    {
        using var file = new MemoryStream();

        await CsvExport.WriteAsync(file, Columns, Rows(("=HYPERLINK(\"http://example.org\")", -3, new(2021, 3, 3)), ("St Mary's, Städte\nand more", 2, null)), default);

        file.ToArray().Take(3).ShouldBe(Encoding.UTF8.GetPreamble());
        var text = Encoding.UTF8.GetString(file.ToArray());
        text.ShouldContain("\"'=HYPERLINK(\"\"http://example.org\"\")\"");
        text.ShouldContain("2021-03-03\r\n");
        text.ShouldContain("\"St Mary's, Städte\nand more\",2,\r\n");
    }

    [Fact]
    public async Task A_workbook_has_typed_cells_and_runs_nothing()
    {
        using var file = await ExcelExport.MakeAsync("Orders", Columns, Rows(("=1+1", 12, new(2021, 3, 3))), default);

        using var workbook = new XLWorkbook(file);
        var sheet = workbook.Worksheet("Orders");
        sheet.Row(1).CellsUsed().Select(c => c.GetString()).ShouldBe(["Name", "Count", "On"]);
        (sheet.Cell(2, 1).HasFormula, sheet.Cell(2, 1).GetString()).ShouldBe((false, "=1+1"));
        (sheet.Cell(2, 2).DataType, sheet.Cell(2, 2).GetValue<int>()).ShouldBe((XLDataType.Number, 12));
        (sheet.Cell(2, 3).DataType, sheet.Cell(2, 3).GetDateTime()).ShouldBe((XLDataType.DateTime, new DateTime(2021, 3, 3)));
        sheet.SheetView.SplitRow.ShouldBe(1);
    }

    private static async IAsyncEnumerable<(string Name, int Count, DateOnly? On)> Rows(params (string Name, int Count, DateOnly? On)[] rows)
    {
        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }
}
