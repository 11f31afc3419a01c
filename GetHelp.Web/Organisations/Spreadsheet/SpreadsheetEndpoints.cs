using System.Security.Claims;
using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Web.People;
using GetHelp.Web.Shared.Export;

namespace GetHelp.Web.Organisations.Spreadsheet;

internal static class SpreadsheetEndpoints
{
    public static IEndpointRouteBuilder MapSpreadsheets(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/responsible-bodies/{id:int}/schools/spreadsheet/schools.xlsx", DownloadAsync).RequireAuthorization(Policies.SignedIn);
        return endpoints;
    }

    private static async Task<IResult> DownloadAsync(int id, SchoolSheetQuery query, CurrentViewer viewers, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        await query.FindAsync(await viewers.GetAsync(person, cancellationToken), id, cancellationToken) is { } contents
            ? TypedResults.File(SchoolSheetWorkbook.Make(contents), ExcelExport.ContentType, "schools.xlsx")
            : TypedResults.NotFound();
}
