using System.ComponentModel.DataAnnotations;
using GetHelp.Core.People;

namespace GetHelp.Core.SignIn.Limits;

/// <summary>The section "SignIn" of the settings: who needs more than a link, and how often somebody may ask for one and try it. All of that is within an
/// hour. A school, or the office of a local authority, reaches us from one address: what a client may do is for all who work there.</summary>
public sealed class SignInOptions
{
    public const string Section = "SignIn";

    private const int Most = 1_000_000;

    /// <summary>Those who, after a link, type a code from a second e-mail. Support's third line is support.</summary>
    public ISet<Role> SecondCodeFor { get; } = new HashSet<Role>();

    /// <summary>Those whom no link lets in: they sign in at the provider. Support's third line is support.</summary>
    public ISet<Role> OpenIdConnectFor { get; } = new HashSet<Role>();

    /// <summary>Links to one e-mail address, whoever asks for them.</summary>
    [Range(1, Most)]
    public int LinksPerAddress { get; set; } = 5;

    /// <summary>Links that one client asks for: sixty people who come to work in one hour.</summary>
    [Range(1, Most)]
    public int LinksPerClient { get; set; } = 60;

    /// <summary>So many different addresses that nobody has can one client ask for and be told so. Somebody who mistypes needs one or two.</summary>
    [Range(0, Most)]
    public int UnknownAddressesTold { get; set; } = 3;

    /// <summary>Whole secrets that are none of ours, from one client. What was cut short is none.</summary>
    [Range(1, Most)]
    public int WrongLinksPerClient { get; set; } = 30;

    internal bool AsksForCode(Role role) => IsAmong(SecondCodeFor, role);

    internal bool AsksForProvider(Role role) => IsAmong(OpenIdConnectFor, role);

    private static bool IsAmong(ISet<Role> named, Role role) => named.Contains(role) || (role == Role.SupportThirdLine && named.Contains(Role.Support));
}
