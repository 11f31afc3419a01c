using System.Globalization;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.People.Nominations;
using GetHelp.Web.Shared;
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

    /// <summary>The form in which several colleagues are nominated at once to order on one account of a responsible body.</summary>
    public static string Nominate(int responsibleBodyId, Account account) => $"{OfResponsibleBody(responsibleBodyId)}/nominate/{account.Slug()}";

    /// <summary>Who was just nominated, and what became of each.</summary>
    public static string Nominated(int responsibleBodyId, Account account, ColleaguesNominated nominated) => QueryHelpers.AddQueryString(
        $"{Nominate(responsibleBodyId, account)}/done",
        nominated.People.GroupBy(one => one.Outcome)
            .Select(group => KeyValuePair.Create(group.Key.Slug(), (string?)string.Join(',', group.Select(one => one.UserId.ToString(CultureInfo.InvariantCulture))))));

    /// <summary>Who such an address says was nominated, and what became of each. What cannot be read is as if it were not there.</summary>
    public static IReadOnlyDictionary<int, NominationOutcome> NominatedIn(string uri)
    {
        var values = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return Enum.GetValues<NominationOutcome>()
            .SelectMany(outcome => values.GetValueOrDefault(outcome.Slug()).ToString().Split(',')
                .Select(text => (Id: int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0, Outcome: outcome)))
            .Where(one => one.Id > 0).DistinctBy(one => one.Id).ToDictionary(one => one.Id, one => one.Outcome);
    }

    /// <summary>The list, saying that somebody was just removed.</summary>
    public static string AfterRemoving(OrganisationPeople people) => $"{Of(people)}?removed=yes";

    /// <summary>The list, saying that somebody was just changed.</summary>
    public static string AfterChanging(OrganisationPeople people, Colleague colleague) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(people)}?changed={colleague.UserId}");

    private static string One(OrganisationPeople people, int userId) => string.Create(CultureInfo.InvariantCulture, $"{Of(people)}/{userId}");

    private static string WithDraft(string address, string? draft) => draft is null ? address : QueryHelpers.AddQueryString(address, "draft", draft);
}
