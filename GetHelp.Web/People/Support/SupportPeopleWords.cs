using GetHelp.Core.People;
using GetHelp.Core.People.Support;

namespace GetHelp.Web.People.Support;

/// <summary>The words of support's pages about people.</summary>
internal static class SupportPeopleWords
{
    /// <summary>The id of the button that removes somebody from the service.</summary>
    public const string RemoveButton = "remove";

    /// <summary>What people can be in the service. The service itself is none of them.</summary>
    public static IReadOnlyList<Role> Roles { get; } = [.. Enum.GetValues<Role>().Except([Role.Service])];

    public static string Words(this Role role) => role switch
    {
        Role.Member => "School or responsible body",
        Role.Support => "Support",
        Role.SupportThirdLine => "Support, third line",
        Role.Network => "Mobile network",
        Role.Supplier => "Supplier",
        _ => role.ToString(),
    };

    public static string Words(this PersonStanding standing) => standing switch
    {
        PersonStanding.NotSignedIn => "Not signed in yet",
        PersonStanding.SignedIn => "Has signed in",
        _ => "Removed",
    };

    /// <summary>What of an organisation's ordering somebody does.</summary>
    public static string Orders(SupportPersonPlace place) => (place.OrdersDevices, place.OrdersForSocialCare) switch
    {
        (true, true) => "Can order, for social care too",
        (true, false) => "Can order",
        (false, true) => "Can order for social care",
        _ => "Cannot order",
    };
}
