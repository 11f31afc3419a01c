using GetHelp.Web.People.Support;

namespace GetHelp.Web.PersonalData;

/// <summary>The addresses of the pages about what is kept of people; nobody else writes them.</summary>
public static class PersonalDataLinks
{
    public const string Retention = "/support/retention";

    /// <summary>Where a person's data is asked for as a file, by a form.</summary>
    public static string Export(int userId) => $"{SupportPeopleLinks.Person(userId)}/export";

    public static string Erase(int userId) => $"{SupportPeopleLinks.Person(userId)}/erase";

    /// <summary>The page of somebody who was just erased.</summary>
    public static string AfterErasing(int userId) => $"{SupportPeopleLinks.Person(userId)}?erased=yes";
}
