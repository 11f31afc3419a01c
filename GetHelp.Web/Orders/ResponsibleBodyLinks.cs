using System.Globalization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Orders;

/// <summary>The addresses of the pages on which a responsible body orders; nobody else writes them.</summary>
public static class ResponsibleBodyLinks
{
    public static string Home(int id) => string.Create(CultureInfo.InvariantCulture, $"/responsible-bodies/{id}");

    /// <summary>What is coming to its schools, and what has come.</summary>
    public static string Deliveries(int id, DeliveriesShown shown = DeliveriesShown.OnTheWay, string? search = null, int page = 1) =>
        Searched($"{Home(id)}/deliveries", search, page, new KeyValuePair<string, string?>("show", shown == DeliveriesShown.OnTheWay ? null : shown.Slug()));

    /// <summary>What such an address asks for. What cannot be read is as if it were not there.</summary>
    public static BodyDeliveriesQuery DeliveriesIn(string uri, int id)
    {
        var search = SearchIn(uri, id);
        return new()
        {
            ResponsibleBodyId = id,
            Search = search.Search,
            Show = Slugs.Parse<DeliveriesShown>(QueryHelpers.ParseQuery(new Uri(uri).Query).GetValueOrDefault("show")) ?? DeliveriesShown.OnTheWay,
            Page = search.Page,
        };
    }

    /// <summary>What to know before it tells us who will order.</summary>
    public static string TellUs(int id) => $"{Home(id)}/tell-us-who-will-order";

    public static string ChooseWhoWillOrder(int id) => $"{TellUs(id)}/choose";

    /// <summary>What another default would change.</summary>
    public static string CheckDefault(int id, WhoWillOrder? who = null) => who is { } chosen ? $"{TellUs(id)}/check?who={chosen.Slug()}" : $"{TellUs(id)}/check";

    /// <summary>What happens now that it has told us, saying how many schools have just changed.</summary>
    public static string Told(int id, int changed) => string.Create(CultureInfo.InvariantCulture, $"{TellUs(id)}/told?changed={changed}");

    public static string Order(int id) => $"/responsible-bodies/{id}/order";

    public static string Chromebooks(int id, ChromebooksDraft? draft = null, string? search = null, int page = 1) =>
        Searched($"{Order(id)}/chromebooks", search, page, draft?.Values() ?? []);

    public static string CheckChromebooks(int id, ChromebooksDraft? draft = null) => Searched($"{Order(id)}/chromebooks/check", null, 1, draft?.Values() ?? []);

    /// <summary>One order for several schools: how many, then where to, then once more all of it.</summary>
    public static string OrderFromPool(int id, OrderDraft? draft = null) => With($"{Order(id)}/devices", draft);

    public static string WhereToDeliver(int id, OrderDraft draft, string? search = null, int page = 1) => Searched(With($"{Order(id)}/devices/where", draft), search, page);

    public static string CheckPoolOrder(int id, OrderDraft? draft = null) => With($"{Order(id)}/devices/check", draft);

    /// <summary>The orders that one press placed.</summary>
    public static string ChromebooksPlaced(int id, IEnumerable<OrderNumber> orders) => $"{Order(id)}/chromebooks/placed?orders={string.Join(',', orders)}";

    /// <summary>Who would order, in the address of <see cref="CheckDefault"/>; null when it does not say.</summary>
    public static WhoWillOrder? DefaultIn(string uri) => Slugs.Parse<WhoWillOrder>(QueryHelpers.ParseQuery(new Uri(uri).Query).GetValueOrDefault("who"));

    private static string With(string path, OrderDraft? draft) => draft is null ? path : $"{path}?{draft.ToQuery()}";

    /// <summary>A page with a list of schools, searched.</summary>
    public static string Searched(string path, string? search, int page, params IEnumerable<KeyValuePair<string, string?>> others) => QueryHelpers.AddQueryString(
        path,
        others.Append(new("search", search?.Trim())).Append(new("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null))
            .Where(value => !string.IsNullOrEmpty(value.Value)));

    /// <summary>The same of one group of schools alone.</summary>
    public static string Grouped(string path, OrderingGroup? group, string? search = null, int page = 1) => Searched(path, search, page, new KeyValuePair<string, string?>("show", group?.Slug()));

    /// <summary>The search in such an address. What cannot be read is as if it were not there.</summary>
    public static ManagedSchoolsQuery SearchIn(string uri, int id)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            ResponsibleBodyId = id,
            Search = values.TryGetValue("search", out var text) && !string.IsNullOrWhiteSpace(text) ? text.ToString().Trim() : null,
            Group = Slugs.Parse<OrderingGroup>(values.GetValueOrDefault("show")),
            Page = InAddress.Page(values.GetValueOrDefault("page")),
        };
    }
}
