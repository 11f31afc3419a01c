using GetHelp.Core;
using GetHelp.Core.Orders;
using GetHelp.Web.People;
using GetHelp.Web.Shared.Export;

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

    private static async Task<IResult> CsvAsync(
        HttpContext http, OrderBoard board, CurrentViewer viewers, TimeProvider clock, int? responsibleBodyId, CancellationToken cancellationToken)
    {
        var rows = board.ReadAllAsync(await viewers.GetAsync(http.User, cancellationToken), Query(http, responsibleBodyId));
        return TypedResults.Stream(to => CsvExport.WriteAsync(to, Columns, rows, cancellationToken), CsvExport.ContentType, FileName(clock, "csv"));
    }

    private static async Task<IResult> ExcelAsync(
        HttpContext http, OrderBoard board, CurrentViewer viewers, TimeProvider clock, int? responsibleBodyId, CancellationToken cancellationToken)
    {
        var rows = board.ReadAllAsync(await viewers.GetAsync(http.User, cancellationToken), Query(http, responsibleBodyId));
        return TypedResults.Stream(await ExcelExport.MakeAsync("Orders", Columns, rows, cancellationToken), ExcelExport.ContentType, FileName(clock, "xlsx"));
    }

    private static OrderBoardQuery Query(HttpContext http, int? responsibleBodyId) =>
        OrderLinks.BoardQuery($"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}{http.Request.QueryString}") with { ResponsibleBodyId = responsibleBodyId };

    private static string Waiting(OrderBoardRow row) =>
        string.Join(", ", new[] { row.OpenRequest?.Words(), row.OpenReports > 0 ? "Problem reported" : null }.OfType<string>());

    private static string FileName(TimeProvider clock, string ending) => $"orders-{LondonTime.Of(clock.GetUtcNow().UtcDateTime):yyyy-MM-dd-HHmm}.{ending}";
}
