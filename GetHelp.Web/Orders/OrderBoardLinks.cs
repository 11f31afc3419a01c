using GetHelp.Core.Orders;

namespace GetHelp.Web.Orders;

/// <summary>Where a board's links lead while its query stays the same: written once, not at every change of an order.</summary>
internal sealed class OrderBoardLinks
{
    public OrderBoardLinks(string path, OrderBoardQuery query)
    {
        var all = query with { Status = null, Overdue = false, Waiting = false, Page = 1 };
        All = OrderLinks.Board(path, all);
        ByStatus = [.. Enum.GetValues<OrderStatus>().Select(status => (status, OrderLinks.Board(path, all with { Status = status })))];
        Overdue = OrderLinks.Board(path, all with { Overdue = true });
        Waiting = OrderLinks.Board(path, all with { Waiting = true });
        Csv = OrderLinks.Board($"{path}/export.csv", query with { Page = 1 });
        Excel = OrderLinks.Board($"{path}/export.xlsx", query with { Page = 1 });
    }

    /// <summary>The same filters, but for the state.</summary>
    public string All { get; }

    public IReadOnlyList<(OrderStatus Status, string Url)> ByStatus { get; }

    public string Overdue { get; }

    public string Waiting { get; }

    public string Csv { get; }

    public string Excel { get; }
}
