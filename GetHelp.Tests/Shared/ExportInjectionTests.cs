using System.Reflection;
using System.Text;
using ClosedXML.Excel;
using CsvHelper;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Tests.Fuzz;
using GetHelp.Web.Organisations.Spreadsheet;
using GetHelp.Web.Shared.Export;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shared;

/// <summary>What somebody is called is not to be run by the spreadsheet of whoever downloads it (spec 08 E10): every column of every file that is given out,
/// with names that begin as formulas do.</summary>
public sealed class ExportInjectionTests
{
    private static readonly string[] Formulas = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\uFF1D1+1", "=cmd|'/c calc'!A0", "\"=1+1", "'=1+1", ";=1+1", "a\r\n=1+1"];

    public static TheoryData<string> Tables => [.. Columns().Select(Name)];

    [Theory, MemberData(nameof(Tables))]
    public async Task No_cell_of_a_file_is_a_formula(string table)
    {
        var field = Columns().Single(columns => Name(columns) == table);
        var row = field.FieldType.GetElementType()!.GetGenericArguments()[0];
        await (Task)GetType().GetMethod(nameof(CheckAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(row).Invoke(null, [field.GetValue(null)])!;
    }

    [Fact]
    public void No_cell_of_the_workbook_of_schools_is_a_formula()
    {
        foreach (var formula in Formulas)
        {
            var texts = Enumerable.Repeat(formula, SchoolSheet.Columns.Count).ToList();
            using var workbook = new XLWorkbook(SchoolSheetWorkbook.Make(new() { ResponsibleBodyId = 1, ResponsibleBody = formula, Rows = [texts] }));

            workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed()).ShouldAllBe(cell => !cell.HasFormula);
        }
    }

    private static string Name(FieldInfo columns) => $"{columns.DeclaringType!.Name}.{columns.Name}";

    private static IEnumerable<FieldInfo> Columns() =>
        from type in typeof(CsvExport).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
        where field.FieldType.IsArray && field.FieldType.GetElementType() is { IsGenericType: true } element && element.GetGenericTypeDefinition() == typeof(ExportColumn<>)
        select field;

    private static async Task CheckAsync<TRow>(ExportColumn<TRow>[] columns)
    {
        foreach (var formula in Formulas)
        {
            var row = (TRow)new HostileArguments(formula, [Urn.From(123_456)], turn: 1).Make(typeof(TRow))!;
            await CheckCsvAsync(columns, row, formula);
            using var workbook = new XLWorkbook(await ExcelExport.MakeAsync("Rows", columns, new[] { row }.ToAsyncEnumerable(), default));
            workbook.Worksheet(1).CellsUsed().ShouldAllBe(cell => !cell.HasFormula);
        }
    }

    private static async Task CheckCsvAsync<TRow>(ExportColumn<TRow>[] columns, TRow row, string formula)
    {
        using var file = new MemoryStream();
        await CsvExport.WriteAsync(file, columns, new[] { row }.ToAsyncEnumerable(), default);
        using var read = CsvReader.Create(new MemoryStream(file.ToArray()), CsvReaderOptions.Default);
        read.Read();
        while (read.Read())
        {
            for (var i = 0; i < columns.Length; i++)
            {
                var cell = read.GetString(i);
                IsRun(cell).ShouldBeFalse($"{columns[i].Title}: \"{cell}\" for \"{formula}\" in {Encoding.UTF8.GetString(file.ToArray())}");
            }
        }
    }

    /// <summary>A spreadsheet looks past spaces, and takes the wide signs of Asian keyboards for the others; a number that is negative is a number.</summary>
    private static bool IsRun(string cell) => cell.TrimStart(' ') is [var first, ..] && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".Contains(first) && !int.TryParse(cell, out _);
}
