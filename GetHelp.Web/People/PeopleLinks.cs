using System.Globalization;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.People;

/// <summary>The addresses of the pages about an organisation's people; nobody else writes them.</summary>
public static class PeopleLinks
{
    public static string OfSchool(Urn urn) => $"/schools/{urn}/people";

    public static string OfResponsibleBody(int id) => string.Create(CultureInfo.InvariantCulture, $"/responsible-bodies/{id}/people");

    public static string Of(OrganisationPeople people) =>
        people.Urn is { } urn ? OfSchool(urn) : OfResponsibleBody(people.Organisation.ResponsibleBodyId!.Value);

    public static string Change(OrganisationPeople people, Colleague colleague) => One(people, colleague.UserId);

    public static string Remove(OrganisationPeople people, Colleague colleague) => $"{One(people, colleague.UserId)}/remove";

    /// <param name="draft">What was typed before, protected.</param>
    public static string Invite(OrganisationPeople people, string? draft = null) => WithDraft($"{Of(people)}/invite", draft);

    public static string CheckInvitation(OrganisationPeople people, string draft) => WithDraft($"{Of(people)}/invite/check", draft);

    /// <summary>What was done, and what is to be said with it.</summary>
    public static string Invited(OrganisationPeople people, Invited invited) => QueryHelpers.AddQueryString(
        $"{One(people, invited.UserId)}/invited",
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["known"] = invited.WasKnown ? "yes" : null,
            ["asked-to-order"] = invited.NotOrdering.Count > 0 ? "yes" : null,
        });

    /// <summary>The list, saying that somebody was just removed.</summary>
    public static string AfterRemoving(OrganisationPeople people) => $"{Of(people)}?removed=yes";

    /// <summary>The list, saying that somebody was just changed.</summary>
    public static string AfterChanging(OrganisationPeople people, Colleague colleague) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(people)}?changed={colleague.UserId}");

    private static string One(OrganisationPeople people, int userId) => string.Create(CultureInfo.InvariantCulture, $"{Of(people)}/{userId}");

    private static string WithDraft(string address, string? draft) => draft is null ? address : QueryHelpers.AddQueryString(address, "draft", draft);
}
