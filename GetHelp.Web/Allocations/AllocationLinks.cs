using System.Globalization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Allocations;

/// <summary>The addresses of support's pages about schools and what they can order; nobody else writes them.</summary>
public static class AllocationLinks
{
    public const string Schools = "/support/schools";

    public static string School(Urn urn) => $"{Schools}/{urn}";

    /// <summary>The school's page, saying what was just changed.</summary>
    public static string SchoolAfter(Urn urn, ChangeMade change) => $"{School(urn)}?changed={change.Slug()}";

    public static string ChangeOrderState(Urn urn, OrderStateDraft? draft = null) => $"{School(urn)}/order-state{draft?.ToQuery()}";

    public static string CheckOrderState(Urn urn, OrderStateDraft? draft = null) => $"{School(urn)}/order-state/check{draft?.ToQuery()}";

    public static string ChangeAllocation(Urn urn, DeviceCategory category) => $"{School(urn)}/allocation/{category.Slug()}";

    public const string ResponsibleBodies = "/support/responsible-bodies";

    public static string ResponsibleBody(int id) => $"{ResponsibleBodies}/{id}";

    /// <summary>The responsible body's page, saying what was just changed.</summary>
    public static string ResponsibleBodyAfter(int id, BodyChange change) => $"{ResponsibleBody(id)}?changed={change.Slug()}";

    public static string Pooling(int id) => $"{ResponsibleBody(id)}/pooling";

    public static string ChangeSocialCare(int id) => $"{ResponsibleBody(id)}/social-care";

    /// <summary>The list of all schools: searched, filtered and sorted.</summary>
    public static string Search(SupportSchoolSearch search) => QueryHelpers.AddQueryString(
        Search(Schools, search),
        new Dictionary<string, string?>
        {
            ["state"] = search.OrderState?.Slug(),
            ["who"] = search.WhoWillOrder?.Slug(),
            ["sort"] = search.Sort?.Slug(),
            ["order"] = search.Descending ? "descending" : null,
        }.Where(value => value.Value is not null));

    /// <summary>What such an address asks for. What cannot be read is as if it were not there.</summary>
    public static SupportSchoolSearch SupportSearchIn(string uri)
    {
        var (search, values) = (SearchIn(uri), QueryHelpers.ParseQuery(new Uri(uri).Query));
        return new()
        {
            Text = search.Text,
            Page = search.Page,
            OrderState = Slugs.Parse<OrderState>(values.GetValueOrDefault("state")),
            WhoWillOrder = Slugs.Parse<WhoWillOrder>(values.GetValueOrDefault("who")),
            Sort = Slugs.Parse<SupportSchoolSort>(values.GetValueOrDefault("sort")),
            Descending = values.GetValueOrDefault("order") == "descending",
        };
    }

    /// <summary>The list of responsible bodies, searched.</summary>
    public static string SearchBodies(SchoolSearch search) => Search(ResponsibleBodies, search);

    /// <summary>Another list, searched in the same way.</summary>
    public static string Search(string list, SchoolSearch search)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (!string.IsNullOrWhiteSpace(search.Text))
        {
            values["search"] = search.Text.Trim();
        }

        if (search.Page > 1)
        {
            values["page"] = search.Page.ToString(CultureInfo.InvariantCulture);
        }

        return QueryHelpers.AddQueryString(list, values);
    }

    /// <summary>The search in the list's address. What cannot be read is as if it were not there.</summary>
    public static SchoolSearch SearchIn(string uri)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            Text = values.TryGetValue("search", out var text) && !string.IsNullOrWhiteSpace(text) ? text.ToString().Trim() : null,
            Page = InAddress.Page(values.GetValueOrDefault("page")),
        };
    }
}

/// <summary>What somebody has just changed of a school.</summary>
public enum ChangeMade
{
    OrderState,
    Allocation,
}

/// <summary>What somebody has just changed of a responsible body.</summary>
public enum BodyChange
{
    Pooling,
    SocialCare,
}
