using System.Globalization;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Web.People;

/// <summary>The addresses of the pages about an organisation's people; nobody else writes them.</summary>
public static class PeopleLinks
{
    public static string OfSchool(Urn urn) => $"/schools/{urn}/people";

    public static string OfResponsibleBody(int id) => string.Create(CultureInfo.InvariantCulture, $"/responsible-bodies/{id}/people");

    public static string Of(OrganisationPeople people) =>
        people.Urn is { } urn ? OfSchool(urn) : OfResponsibleBody(people.Organisation.ResponsibleBodyId!.Value);

    public static string Remove(OrganisationPeople people, Colleague colleague) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(people)}/{colleague.UserId}/remove");

    /// <summary>The list, saying that somebody was just removed.</summary>
    public static string AfterRemoving(OrganisationPeople people) => $"{Of(people)}?removed=yes";
}
