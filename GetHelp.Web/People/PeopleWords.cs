using System.Globalization;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared;

namespace GetHelp.Web.People;

/// <summary>The words of the pages about people.</summary>
internal static class PeopleWords
{
    /// <summary>What stands above who orders on an account: its name, where there is more than one.</summary>
    public static string Column(OrganisationPeople people, Account account) => people.Accounts.Count > 1 ? account.Words() : "Ordering";

    /// <summary>" on the social care account", where there is more than one.</summary>
    public static string On(OrganisationPeople people, Account account) =>
        people.Accounts.Count > 1 ? $" on the {account.Words().ToLowerInvariant()} account" : "";

    public static string ButtonId(Colleague person, Account account) =>
        string.Create(CultureInfo.InvariantCulture, $"{account.Slug()}-{person.UserId}");
}
