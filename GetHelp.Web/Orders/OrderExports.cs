using GetHelp.Core;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Web.People;
using GetHelp.Web.Shared.Export;
using Microsoft.AspNetCore.Http.Extensions;

namespace GetHelp.Web.Orders;

/// <summary>The orders of a board as a file: exactly those that its filters leave, on all pages.</summary>
public static class OrderExports
{
    private static readonly ExportColumn<OrderBoardRow>[] Columns =
    [
        new("Order", row => row.Number),
        new("School", row => row.School ?? "", 40),
        new("URN", row => row.Urn?.Value, 9),
        new("Town", row => row.Town, 20),
        new("Responsible body", row => row.ResponsibleBody, 34),
        new("Account", row => row.Account.Words()),
        new("Google domain", row => row.GoogleDomain, 24),
        new("Placed with", row => row.Source.Words()),
        new("What", row => row.Contents, 40),
        new("State", row => row.Status.Words()),
        new("Waiting for an answer", row => Waiting(row), 24),
        new("Placed", row => LondonTime.Of(row.PlacedAt), 18),
        new("Due", row => row.DueOn),
        new("Overdue", row => row.Overdue ? "Yes" : "No", 10),
    ];

    public static WebApplication MapOrderExports(this WebApplication app)
    {
        Map(app.MapGroup(OrderLinks.SupportBoard).RequireAuthorization(Policies.Support));
        Map(app.MapGroup("/responsible-bodies/{responsibleBodyId:int}/orders").RequireAuthorization(Policies.SignedIn));
        return app;
    }

    // A group's own address and ".csv" are one segment, which a group cannot say: the ending is a segment of its own.
    private static void Map(RouteGroupBuilder board)
    {
        board.MapGet("/export.csv", CsvAsync);
        board.MapGet("/export.xlsx", ExcelAsync);
    }

    private static async Task<IResult> CsvAsync([AsParameters] Download download) => await download.RowsAsync() is { } rows
        ? TypedResults.Stream(to => CsvExport.WriteAsync(to, Columns, rows, download.Cancelled), CsvExport.ContentType, download.FileName("csv"))
        : TypedResults.NotFound();

    private static async Task<IResult> ExcelAsync([AsParameters] Download download) => await download.RowsAsync() is { } rows
        ? TypedResults.Stream(await ExcelExport.MakeAsync("Orders", Columns, rows, download.Cancelled), ExcelExport.ContentType, download.FileName("xlsx"))
        : TypedResults.NotFound();

    private static string Waiting(OrderBoardRow row) =>
        string.Join(", ", new[] { row.OpenRequest?.Words(), row.OpenReports > 0 ? "Problem reported" : null }.OfType<string>());

    /// <summary>What a request for the file brings with it.</summary>
    /// <param name="ResponsibleBodyId">Null on support's board, which has those of all.</param>
    private readonly record struct Download(
        int? ResponsibleBodyId, HttpContext Http, OrderBoard Board, OrganisationNames Names, CurrentViewer Viewers, TimeProvider Clock, CancellationToken Cancelled)
    {
        /// <summary>Null when there is no such body that the viewer may see: a board of nobody's is no file.</summary>
        public async Task<IAsyncEnumerable<OrderBoardRow>?> RowsAsync()
        {
            var viewer = await Viewers.GetAsync(Http.User, Cancelled);
            return ResponsibleBodyId is { } id && await Names.ResponsibleBodyAsync(viewer, id, Cancelled) is null
                ? null
                : Board.ReadAllAsync(viewer, OrderLinks.BoardQuery(Http.Request.GetEncodedUrl()) with { ResponsibleBodyId = ResponsibleBodyId });
        }

        public string FileName(string ending) => $"orders-{LondonTime.Of(Clock.GetUtcNow().UtcDateTime):yyyy-MM-dd-HHmm}.{ending}";
    }
}
