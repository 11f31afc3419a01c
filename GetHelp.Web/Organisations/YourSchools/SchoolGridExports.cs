using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Web.Allocations;
using GetHelp.Web.People;
using GetHelp.Web.Shared.Export;
using Microsoft.AspNetCore.Http.Extensions;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>The grid as a file: every column, and exactly the schools that its filters leave, in its order.</summary>
public static class SchoolGridExports
{
    private static readonly ExportColumn<SchoolGridRow>[] Columns =
    [
        new("School", row => row.Name, 44),
        new("URN", row => row.Urn.Value, 9),
        new("Town", row => row.Town, 20),
        new("Setting", row => row.Setting.InWords(), 24),
        new("Who orders", row => row.WhoWillOrder.Words()),
        new("Contact", row => row.Contact?.Name, 24),
        new("Contact's email address", row => row.Contact?.EmailAddress, 34),
        new("Contact's telephone number", row => row.Contact?.TelephoneNumber, 18),
        new("Contact's access", row => row.Contact?.Access.Words(), 26),
        new("Order state", row => row.OrderState.Words(), 34),
        new("Laptops and tablets set aside", row => row.LaptopsAndTablets.Allocation),
        new("Laptops and tablets to order", row => row.LaptopsAndTablets.Left),
        new("Laptops and tablets ordered", row => row.LaptopsAndTablets.Ordered),
        new("Routers set aside", row => row.Routers.Allocation),
        new("Routers to order", row => row.Routers.Left),
        new("Routers ordered", row => row.Routers.Ordered),
        new("Shares the pool", row => row.IsPooled ? "Yes" : "No", 10),
        new("Chromebooks", row => row.Chromebooks.Answer.Said(), 16),
        new("Google domain", row => row.Chromebooks.Domain, 28),
        new("Recovery address", row => row.Chromebooks.RecoveryAddress, 34),
        new("Status", row => row.Status.WordsToBody(), 28),
    ];

    public static IEndpointRouteBuilder MapSchoolGridExports(this IEndpointRouteBuilder endpoints)
    {
        var grid = endpoints.MapGroup("/responsible-bodies/{id:int}/schools").RequireAuthorization(Policies.SignedIn);
        grid.MapGet("/export.csv", CsvAsync);
        grid.MapGet("/export.xlsx", ExcelAsync);
        return endpoints;
    }

    private static async Task<IResult> CsvAsync([AsParameters] Download download) => await download.RowsAsync() is { } rows
        ? TypedResults.Stream(to => CsvExport.WriteAsync(to, Columns, rows.ToAsyncEnumerable(), download.Cancelled), CsvExport.ContentType, download.FileName("csv"))
        : TypedResults.NotFound();

    private static async Task<IResult> ExcelAsync([AsParameters] Download download) => await download.RowsAsync() is { } rows
        ? TypedResults.Stream(await ExcelExport.MakeAsync("Schools", Columns, rows.ToAsyncEnumerable(), download.Cancelled), ExcelExport.ContentType, download.FileName("xlsx"))
        : TypedResults.NotFound();

    /// <summary>What a request for the file brings with it.</summary>
    private readonly record struct Download(int Id, HttpContext Http, SchoolGridReader Reader, CurrentViewer Viewers, TimeProvider Clock, CancellationToken Cancelled)
    {
        /// <summary>Null when there is no such body that the viewer may see.</summary>
        public async Task<IReadOnlyList<SchoolGridRow>?> RowsAsync() =>
            await Reader.ReadAllAsync(await Viewers.GetAsync(Http.User, Cancelled), YourSchoolsLinks.QueryIn(Http.Request.GetEncodedUrl(), Id), Cancelled);

        public string FileName(string ending) => $"schools-{LondonTime.Of(Clock.GetUtcNow().UtcDateTime):yyyy-MM-dd-HHmm}.{ending}";
    }
}
