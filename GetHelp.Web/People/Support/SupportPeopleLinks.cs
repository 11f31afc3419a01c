using System.Globalization;
using GetHelp.Core.People;
using GetHelp.Core.People.Support;
using GetHelp.Web.Allocations;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.People.Support;

/// <summary>The addresses of support's pages about people; nobody else writes them.</summary>
public static class SupportPeopleLinks
{
    public const string People = "/support/people";

    public static string Person(int userId, int page = 1) => page > 1 ? QueryHelpers.AddQueryString(One(userId), "page", page.ToString(CultureInfo.InvariantCulture)) : One(userId);

    /// <summary>The person's page, saying that they were just removed from the service.</summary>
    public static string AfterRemoving(int userId) => $"{One(userId)}?removed=yes";

    public static string Remove(int userId) => $"{One(userId)}/remove";

    /// <summary>The page on which the details of somebody are changed: one for each place that they have.</summary>
    public static string Change(SupportPersonPlace place, int userId) => string.Create(CultureInfo.InvariantCulture, $"{Colleagues(place)}/{userId}");

    /// <summary>The people of an organisation.</summary>
    public static string Colleagues(SupportPersonPlace place) =>
        place.Urn is { } urn ? PeopleLinks.OfSchool(urn) : PeopleLinks.OfResponsibleBody(place.Organisation.ResponsibleBodyId!.Value);

    /// <summary>Support's page of an organisation.</summary>
    public static string Organisation(SupportPersonPlace place) =>
        place.Urn is { } urn ? AllocationLinks.School(urn) : AllocationLinks.ResponsibleBody(place.Organisation.ResponsibleBodyId!.Value);

    public static string Search(PersonSearch search) => QueryHelpers.AddQueryString(
        People,
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["search"] = search.Text,
            ["role"] = search.Role?.Slug(),
            ["standing"] = search.Standing?.Slug(),
            ["page"] = search.Page > 1 ? search.Page.ToString(CultureInfo.InvariantCulture) : null,
        }.Where(value => value.Value is not null));

    /// <summary>What such an address asks for. What cannot be read is as if it were not there.</summary>
    public static PersonSearch SearchIn(string uri)
    {
        var (search, values) = (AllocationLinks.SearchIn(uri), QueryHelpers.ParseQuery(new Uri(uri).Query));
        return new()
        {
            Text = search.Text,
            Page = search.Page,
            Role = Slugs.Parse<Role>(values.GetValueOrDefault("role")),
            Standing = Slugs.Parse<PersonStanding>(values.GetValueOrDefault("standing")),
        };
    }

    private static string One(int userId) => string.Create(CultureInfo.InvariantCulture, $"{People}/{userId}");
}
