using System.Globalization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People.Invitations;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Organisations.YourSchools;

/// <summary>The addresses of a responsible body's grid of schools. What is filtered, and in which order, is in each of them, so that a school's page knows
/// which one is next and the way back leads where one was.</summary>
public static class YourSchoolsLinks
{
    public static string Grid(int responsibleBodyId) => $"/responsible-bodies/{responsibleBodyId}/schools";

    public static string Grid(SchoolGridQuery query) => QueryHelpers.AddQueryString(Grid(query.ResponsibleBodyId), Values(query));

    /// <summary>One of its schools.</summary>
    public static string School(SchoolGridQuery query, Urn urn) => QueryHelpers.AddQueryString($"{Grid(query.ResponsibleBodyId)}/{urn}", Values(query));

    /// <summary>Where its contact is named.</summary>
    public static string Contact(SchoolGridQuery query, Urn urn) => QueryHelpers.AddQueryString($"{Grid(query.ResponsibleBodyId)}/{urn}/contact", Values(query));

    /// <summary>One of its schools, saying what became of naming its contact.</summary>
    public static string SchoolAfterNaming(SchoolGridQuery query, Urn urn, ContactInvited invited) =>
        QueryHelpers.AddQueryString(School(query, urn), ContactSaid.Name, ContactSaid.Value(invited));

    /// <summary>What was changed lately, and can be undone.</summary>
    public static string Recent(int responsibleBodyId) => $"{Grid(responsibleBodyId)}/recent-changes";

    public static string Csv(SchoolGridQuery query) => Export(query, "export.csv");

    public static string Excel(SchoolGridQuery query) => Export(query, "export.xlsx");

    /// <summary>The query in such an address. What cannot be read is as if it were not there.</summary>
    public static SchoolGridQuery QueryIn(string uri, int responsibleBodyId)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            ResponsibleBodyId = responsibleBodyId,
            Search = Text("search"),
            Group = Slugs.Parse<OrderingGroup>(Text("show")),
            Status = Slugs.Parse<SchoolStatus>(Text("status")),
            WhoWillOrder = Slugs.Parse<WhoWillOrder>(Text("who")),
            Setting = Slugs.Parse<SchoolSetting>(Text("setting")),
            CanOrder = Slugs.Parse<YesOrNo>(Text("can-order")) is { } can ? can == YesOrNo.Yes : null,
            Chromebooks = Slugs.Parse<ChromebookFilter>(Text("chromebooks")),
            Sort = Slugs.Parse<SchoolGridColumn>(Text("sort")),
            Descending = Text("order") == "descending",
            Page = InAddress.Page(Text("page")),
        };

        string? Text(string name) => values.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.ToString().Trim() : null;
    }

    private static string Export(SchoolGridQuery query, string file) => QueryHelpers.AddQueryString($"{Grid(query.ResponsibleBodyId)}/{file}", Values(query with { Page = 1 }));

    /// <summary>What of a query is in its address: all that is not as it is anyway.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Values(SchoolGridQuery query) => new KeyValuePair<string, string?>[]
    {
        new("search", query.Search?.Trim()),
        new("show", query.Group?.Slug()),
        new("status", query.Status?.Slug()),
        new("who", query.WhoWillOrder?.Slug()),
        new("setting", query.Setting?.Slug()),
        new("can-order", query.CanOrder is { } can ? (can ? YesOrNo.Yes : YesOrNo.No).Slug() : null),
        new("chromebooks", query.Chromebooks?.Slug()),
        new("sort", query.Sort?.Slug()),
        new("order", query.Descending ? "descending" : null),
        new("page", query.Page > 1 ? query.Page.ToString(CultureInfo.InvariantCulture) : null),
    }.Where(value => !string.IsNullOrEmpty(value.Value));
}

/// <summary>A filter that is one or the other.</summary>
public enum YesOrNo
{
    Yes,
    No,
}
