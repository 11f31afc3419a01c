using ClosedXML.Excel;

namespace GetHelp.Web.Shared.Export;

/// <summary>A table as an Excel workbook: typed cells, a bold and frozen first row. Text is written as text, so nothing in it is run.</summary>
public static class ExcelExport
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Of Excel's calendar, and not quite as everybody else has it.</summary>
    private const int FirstYear = 1900;

    public static async Task<MemoryStream> MakeAsync<TRow>(
        string sheetName, IReadOnlyList<ExportColumn<TRow>> columns, IAsyncEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet(sheetName);
        for (var i = 0; i < columns.Count; i++)
        {
            sheet.Cell(1, i + 1).SetValue(columns[i].Title);
            sheet.Column(i + 1).Width = columns[i].Width;
        }

        sheet.Row(1).Style.Font.SetBold();
        sheet.SheetView.FreezeRows(1);
        var line = 1;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            line++;
            for (var i = 0; i < columns.Count; i++)
            {
                Write(sheet.Cell(line, i + 1), columns[i].Value(row));
            }
        }

        var file = new MemoryStream();
        workbook.SaveAs(file);
        file.Position = 0;
        return file;
    }

    private static void Write(IXLCell cell, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case DateTime { Year: > FirstYear } moment:
                cell.SetValue(moment).Style.DateFormat.SetFormat("d mmm yyyy hh:mm");
                break;
            case DateOnly { Year: > FirstYear } date: // what Excel's calendar does not have is text
                cell.SetValue(date.ToDateTime(TimeOnly.MinValue)).Style.DateFormat.SetFormat("d mmm yyyy");
                break;
            case int number:
                cell.SetValue(number);
                break;
            default:
                cell.SetValue(value.ToString()).SetDataType(XLDataType.Text);
                break;
        }
    }
}
