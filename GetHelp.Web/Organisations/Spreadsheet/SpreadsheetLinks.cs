using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Web.Organisations.YourSchools;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Organisations.Spreadsheet;

/// <summary>The addresses of changing a body's schools in a spreadsheet; nobody else writes them.</summary>
public static class SpreadsheetLinks
{
    /// <summary>The form that takes a workbook, and the way to one. Not the root: that page is static, and a circuit, which knows no static pages, would take
    /// "spreadsheet" for a school's URN.</summary>
    public static string Form(int responsibleBodyId) => $"{Root(responsibleBodyId)}/new";

    public static string Workbook(int responsibleBodyId) => $"{Root(responsibleBodyId)}/schools.xlsx";

    /// <summary>What a workbook would change, or has.</summary>
    public static string Given(int responsibleBodyId, Guid id, SheetFilter? show = null, int page = 1) => (show, page) switch
    {
        (null, <= 1) => $"{Root(responsibleBodyId)}/{id:N}",
        (null, _) => $"{Root(responsibleBodyId)}/{id:N}?page={page}",
        ({ } rows, <= 1) => $"{Root(responsibleBodyId)}/{id:N}?show={rows.Slug()}",
        ({ } rows, _) => $"{Root(responsibleBodyId)}/{id:N}?show={rows.Slug()}&page={page}",
    };

    private static string Root(int responsibleBodyId) => $"{YourSchoolsLinks.Grid(responsibleBodyId)}/spreadsheet";
}
