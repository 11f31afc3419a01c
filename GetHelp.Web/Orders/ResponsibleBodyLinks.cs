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
    public static string Order(int id) => $"/responsible-bodies/{id}/order";

    public static string Chromebooks(int id, ChromebooksDraft? draft = null, string? search = null, int page = 1) =>
        Searched($"{Order(id)}/chromebooks", search, page, draft?.Values() ?? []);

    public static string CheckChromebooks(int id, ChromebooksDraft? draft = null) => Searched($"{Order(id)}/chromebooks/check", null, 1, draft?.Values() ?? []);

    /// <summary>The orders that one press placed.</summary>
    public static string ChromebooksPlaced(int id, IEnumerable<OrderNumber> orders) => $"{Order(id)}/chromebooks/placed?orders={string.Join(',', orders)}";

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
            Page = int.TryParse(values.GetValueOrDefault("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000_000) : 1,
        };
    }
}
