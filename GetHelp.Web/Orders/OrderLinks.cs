using System.Globalization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Orders;

/// <summary>The addresses of everything about orders; nobody else writes them.</summary>
public static class OrderLinks
{
    public const string SupportBoard = "/support/orders";

    /// <summary>What schools ask of support about their orders.</summary>
    public const string Requests = "/support/requests";

    public static string ResponsibleBodyBoard(int responsibleBodyId) => $"/responsible-bodies/{responsibleBodyId}/orders";

    public static string Order(OrderNumber number) => $"/orders/{number}";

    public static string Placed(OrderNumber number) => $"/orders/{number}/placed";

    /// <summary>The order's page, saying what was just done there.</summary>
    public static string OrderAfter(OrderNumber number, OrderDeed done) => $"{Order(number)}?done={done.Slug()}";

    public static string StopOrCorrect(OrderNumber number) => $"/orders/{number}/stop-or-correct";

    public static string ReportDelivery(OrderNumber number, DeliveryKind kind) => $"/orders/{number}/deliveries/{kind.Slug()}/report";

    public static string SchoolHome(Urn urn) => $"/schools/{urn}";

    /// <summary>What is coming to a school, and what has come.</summary>
    public static string Deliveries(Urn urn, int page = 1) => page > 1 ? string.Create(CultureInfo.InvariantCulture, $"/schools/{urn}/deliveries?page={page}") : $"/schools/{urn}/deliveries";

    /// <summary>A local authority's social care account.</summary>
    public static string SocialCare(int responsibleBodyId) => $"/responsible-bodies/{responsibleBodyId}/social-care";

    public static string OrderForSocialCare(int responsibleBodyId, OrderDraft? draft = null) =>
        $"{SocialCare(responsibleBodyId)}/order{(draft is null ? "" : $"?{draft.ToQuery()}")}";

    public static string CheckSocialCare(int responsibleBodyId, OrderDraft draft) => $"{SocialCare(responsibleBodyId)}/order/check?{draft.ToQuery()}";

    /// <summary>Where whoever an order is for looks after their orders.</summary>
    public static string HomeOf(OrderDetails order) => order.Urn is { } urn ? SchoolHome(urn) : SocialCare(order.ResponsibleBodyId);

    /// <summary>Where the same organisation places another order.</summary>
    public static string OrderAgain(OrderDetails order) => order.Urn is { } urn ? OrderDevices(urn) : OrderForSocialCare(order.ResponsibleBodyId);

    public static string OrderDevices(Urn urn, OrderDraft? draft = null) => draft is null ? $"/schools/{urn}/order" : $"/schools/{urn}/order?{draft.ToQuery()}";

    public static string CheckOrder(Urn urn, OrderDraft draft) => $"/schools/{urn}/order/check?{draft.ToQuery()}";

    /// <summary>A board with its filters, sort and page.</summary>
    public static string Board(string path, OrderBoardQuery query) => QueryHelpers.AddQueryString(path, BoardValues(query));

    /// <summary>What of a board's query is in its address: all that is not as it is anyway.</summary>
    private static Dictionary<string, string?> BoardValues(OrderBoardQuery query)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        Add("search", query.Search);
        Add("status", query.Status?.Slug());
        Add("authority", query.LocalAuthorityId?.ToString(CultureInfo.InvariantCulture));
        Add("product", query.Product?.Slug());
        Add("account", query.Account?.Slug());
        Add("placed-with", query.Source?.Slug());
        Add("ordered-by", query.OrderedBy?.Slug());
        Add("domain", query.UnknownDomain ? "unknown" : null);
        Add("overdue", query.Overdue ? "yes" : null);
        Add("waiting", query.Waiting ? "yes" : null);
        Add("sort", query.Sort == OrderBoardSort.Number ? null : query.Sort.Slug());
        Add("order", query.Ascending ? "ascending" : null);
        Add("page", query.Page == 1 ? null : query.Page.ToString(CultureInfo.InvariantCulture));
        return values;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                values[name] = value;
            }
        }
    }

    /// <summary>The query in a board's address. What cannot be read is as if it were not there.</summary>
    public static OrderBoardQuery BoardQuery(string uri)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            Search = Text("search"),
            Status = Slugs.Parse<OrderStatus>(Text("status")),
            LocalAuthorityId = int.TryParse(Text("authority"), NumberStyles.None, CultureInfo.InvariantCulture, out var authority) ? authority : null,
            Product = Slugs.Parse<Product>(Text("product")),
            Account = Slugs.Parse<Account>(Text("account")),
            Source = Slugs.Parse<OrderSource>(Text("placed-with")),
            OrderedBy = Slugs.Parse<WhoWillOrder>(Text("ordered-by")),
            UnknownDomain = Text("domain") == "unknown",
            Overdue = Text("overdue") == "yes" && Text("waiting") != "yes",
            Waiting = Text("waiting") == "yes",
            Sort = Slugs.Parse<OrderBoardSort>(Text("sort")) ?? OrderBoardSort.Number,
            Ascending = Text("order") == "ascending",
            Page = InAddress.Page(Text("page")),
        };

        string? Text(string name) => values.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.ToString().Trim() : null;
    }
}

/// <summary>What somebody has just done on an order's pages.</summary>
public enum OrderDeed
{
    Asked,
    Reported,
    Agreed,
    Refused,
    Answered,
}
