using System.Globalization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Organisations;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Allocations.Queries;

/// <summary>The addresses of everything about requests for more devices; nobody else writes them.</summary>
public static class AllocationQueryLinks
{
    public const string Support = "/support/allocation-queries";

    public const string NationalTotals = "/support/national-totals";

    /// <summary>Where the form is posted, of any school.</summary>
    public const string DraftPattern = "/schools/{number}/more-devices/draft";

    /// <summary>A file of evidence, of any request.</summary>
    public const string EvidencePattern = "/allocation-queries/{id:int}/evidence/{fileId:int}";

    /// <summary>The schools that a responsible body may ask for, searched.</summary>
    public static string Schools(int responsibleBodyId, SchoolSearch? search = null) =>
        AllocationLinks.Search($"/responsible-bodies/{responsibleBodyId}/more-devices", search ?? new());

    /// <summary>What was asked for a school.</summary>
    public static string School(Urn urn) => $"{OrderLinks.SchoolHome(urn)}/more-devices";

    /// <summary>One request among them.</summary>
    public static string Request(Urn urn, int id) => $"{School(urn)}#{RequestId(id)}";

    public static string RequestId(int id) => $"request-{id}";

    public static string Ask(Urn urn) => $"{School(urn)}/ask";

    /// <summary>The form again, with what is to be put right.</summary>
    public static string AskAgain(Urn urn, DraftProblem problem = DraftProblem.Answers) => $"{Ask(urn)}?problem={problem}";

    public static string Draft(Urn urn) => $"{School(urn)}/draft";

    public static string Check(Urn urn) => $"{School(urn)}/check";

    public static string Sent(Urn urn, int id) => $"{School(urn)}/{id}/sent";

    public static string Evidence(int id, int fileId) => $"/allocation-queries/{id}/evidence/{fileId}";

    /// <summary>A request, as support sees it.</summary>
    public static string SupportQuery(int id) => $"{Support}/{id}";

    /// <summary>Support's list, filtered.</summary>
    public static string SupportList(AllocationQueryFilter filter)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (filter.Decided)
        {
            values["show"] = "decided";
        }

        if (filter.Page > 1)
        {
            values["page"] = filter.Page.ToString(CultureInfo.InvariantCulture);
        }

        return QueryHelpers.AddQueryString(Support, values);
    }

    /// <summary>The filter in the list's address. What cannot be read is as if it were not there.</summary>
    public static AllocationQueryFilter FilterIn(string uri)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new()
        {
            Decided = values.GetValueOrDefault("show") == "decided",
            Page = InAddress.Page(values.GetValueOrDefault("page")),
        };
    }
}

/// <summary>Why the form comes back.</summary>
public enum DraftProblem
{
    /// <summary>Something in it is to be put right: the draft says what.</summary>
    Answers,

    /// <summary>All files together were too much to be read.</summary>
    TooLarge,

    /// <summary>The form was open for too long, or it did not come from this service.</summary>
    Stale,
}
