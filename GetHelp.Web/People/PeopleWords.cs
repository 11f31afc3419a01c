using System.Globalization;
using GetHelp.Core;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.People.Nominations;
using GetHelp.Core.SignIn;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared;

namespace GetHelp.Web.People;

/// <summary>The words of the pages about people.</summary>
internal static class PeopleWords
{
    public const string NameField = "full-name";
    public const string EmailField = "email-address";
    public const string TelephoneField = "telephone";

    /// <summary>Where it is said whether somebody may order on an account.</summary>
    public static string OrderField(Account account) => $"orders-{account.Slug()}";

    /// <summary>What stands above who orders on an account: its name, where there is more than one.</summary>
    public static string Column(OrganisationPeople people, Account account) => people.Accounts.Count > 1 ? account.Words() : "Ordering";

    /// <summary>" on the social care account", where there is more than one.</summary>
    public static string On(OrganisationPeople people, Account account) =>
        people.Accounts.Count > 1 ? $" on the {account.Words().ToLowerInvariant()} account" : "";

    /// <summary>"for social care", on an account of two; otherwise nothing.</summary>
    public static string For(OrganisationPeople people, Account account) =>
        people.Accounts.Count == 1 ? "" : account == Account.SocialCare ? " for social care" : " for schools";

    public static string ButtonId(Colleague person, Account account) =>
        string.Create(CultureInfo.InvariantCulture, $"{account.Slug()}-{person.UserId}");

    public static string InviteAgainId(Colleague person) => string.Create(CultureInfo.InvariantCulture, $"invite-again-{person.UserId}");

    /// <summary>Each refusal at the field where it can be put right.</summary>
    public static IReadOnlyList<FieldError> AtFields(this IEnumerable<Refusal> refusals, string otherwise) =>
        [.. refusals.Select(refusal => new FieldError(FieldOf(refusal) ?? otherwise, refusal.Message))];

    /// <summary>Null when it is not at a field about a person.</summary>
    internal static string? FieldOf(Refusal refusal) => refusal switch
    {
        NotAPersonsName => NameField,
        NotAnEmailAddress or AddressTaken or AlreadyHere or NotAMembersAddress or NominatedTwice => EmailField,
        NotATelephoneNumber => TelephoneField,
        _ => null,
    };
}
