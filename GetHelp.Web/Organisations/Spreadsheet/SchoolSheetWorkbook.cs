using ClosedXML.Excel;
using GetHelp.Core.Organisations.Spreadsheet;

namespace GetHelp.Web.Organisations.Spreadsheet;

/// <summary>Makes the workbook in which a responsible body changes its schools: what may be filled in is open and the rest locked, choices are lists, and everything
/// is there once more, hidden, as it was downloaded.</summary>
public static class SchoolSheetWorkbook
{
    private const string Guide = "How to fill this in";
    private const string AsText = "@";
    private const double GuideWidth = 110;

    private static readonly string[] Rules =
    [
        "Change what you like in the columns from “Who orders” on. The other columns say which school a row is about, and are locked.",
        "“Who orders” is School or Centrally: for a school that is ordered for centrally, you place the orders.",
        "“Chromebooks needed” is Yes, No or Not known. With No or Not known the school has no Google domain and no recovery email address.",
        "A contact has a name, an email address and a telephone number.",
        "A cell that you leave as it is, or empty, changes nothing.",
        $"To remove a domain or a recovery email address, type {SchoolSheet.Nothing}. To remove a contact, type {SchoolSheet.Nothing} as their name.",
        "You can delete rows, and send back only the schools that you want to change. Leave the headings and the hidden sheet as they are.",
        "Type values, and no formulas.",
        "Save the workbook as .xlsx and upload it where you downloaded it. You see what would change, row by row, before anything does.",
        "What a colleague or the school has changed since you downloaded this is never overwritten: you see both values, and choose.",
    ];

    public static MemoryStream Make(SchoolSheetContents contents)
    {
        using var workbook = new XLWorkbook();
        FillIn(workbook.AddWorksheet(SchoolSheet.Name), contents);
        Explain(workbook.AddWorksheet(Guide), contents);
        var kept = workbook.AddWorksheet(SchoolSheet.AsDownloaded);
        Write(kept, contents);
        kept.Protect();
        kept.Hide();
        var file = new MemoryStream();
        workbook.SaveAs(file);
        file.Position = 0;
        return file;
    }

    private static void FillIn(IXLWorksheet sheet, SchoolSheetContents contents)
    {
        Write(sheet, contents);
        sheet.SheetView.Freeze(1, SchoolSheet.NameColumn + 1);
        for (var i = 0; i < SchoolSheet.Columns.Count; i++)
        {
            var column = SchoolSheet.Columns[i];
            sheet.Column(i + 1).Width = column.Width;
            if (column.Field is not null && contents.Rows.Count > 0)
            {
                Open(sheet.Range(2, i + 1, contents.Rows.Count + 1, i + 1), column);
                sheet.Cell(1, i + 1).Style.Fill.SetBackgroundColor(XLColor.LightYellow);
            }
        }

        sheet.Protect();
    }

    /// <summary>As text: Excel would take the nought off a telephone number.</summary>
    private static void Open(IXLRange cells, SheetColumn column)
    {
        cells.Style.Protection.SetLocked(false);
        cells.Style.NumberFormat.SetFormat(AsText);
        cells.Style.Fill.SetBackgroundColor(XLColor.LightYellow);
        if (column.Choices.Count > 0)
        {
            var choice = cells.SetDataValidation();
            choice.List($"\"{string.Join(',', column.Choices)}\"", true);
            choice.IgnoreBlanks = true;
            choice.ErrorTitle = column.Title;
            choice.ErrorMessage = $"Choose one: {string.Join(", ", column.Choices)}.";
        }
    }

    private static void Write(IXLWorksheet sheet, SchoolSheetContents contents)
    {
        for (var i = 0; i < SchoolSheet.Columns.Count; i++)
        {
            sheet.Cell(1, i + 1).SetValue(SchoolSheet.Columns[i].Title);
        }

        sheet.Row(1).Style.Font.SetBold();
        for (var line = 0; line < contents.Rows.Count; line++)
        {
            Write(sheet, line + 2, contents.Rows[line]);
        }
    }

    private static void Write(IXLWorksheet sheet, int line, IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i++)
        {
            if (texts[i].Length > 0)
            {
                sheet.Cell(line, i + 1).SetValue(texts[i]).SetDataType(XLDataType.Text);
            }
        }
    }

    private static void Explain(IXLWorksheet sheet, SchoolSheetContents contents)
    {
        sheet.Column(1).Width = GuideWidth;
        sheet.Column(1).Style.Alignment.SetWrapText();
        sheet.Cell(1, 1).SetValue($"Schools of {contents.ResponsibleBody}").Style.Font.SetBold();
        for (var i = 0; i < Rules.Length; i++)
        {
            sheet.Cell(i + 2, 1).SetValue(Rules[i]);
        }

        sheet.Protect();
    }
}
