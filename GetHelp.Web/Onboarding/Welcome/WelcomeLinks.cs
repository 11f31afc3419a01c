using GetHelp.Core.Onboarding.Welcome;
using GetHelp.Core.Organisations;
using GetHelp.Web.Orders;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Onboarding.Welcome;

/// <summary>The addresses of a school's welcome; nobody else writes them.</summary>
public static class WelcomeLinks
{
    /// <summary>The end of an address, after the school's own.</summary>
    public const string Welcome = "welcome";

    /// <summary>Says on the school's home that somebody has just come through.</summary>
    public const string Finished = "welcomed";

    /// <summary>Says there that they named somebody, who is invited now.</summary>
    public const string Invited = "invited";

    /// <summary>Begins it, or goes on with it.</summary>
    /// <param name="returnUrl">Where the person was going; null for the school's home, where it leads anyway.</param>
    public static string Start(Urn urn, string? returnUrl = null) =>
        JourneyLinks.With($"{OrderLinks.SchoolHome(urn)}/{Welcome}", returnUrl == OrderLinks.SchoolHome(urn) ? null : returnUrl);

    public static string Question(Urn urn, WelcomeQuestion question) => $"{Start(urn)}/{question.Slug()}";

    /// <summary>The school's home, which says what was done and leads on to where the person was going.</summary>
    public static string Home(Urn urn, bool invited, string? returnUrl) => QueryHelpers.AddQueryString(
        OrderLinks.SchoolHome(urn),
        new Dictionary<string, string?>(StringComparer.Ordinal) { [Finished] = "yes", [Invited] = invited ? "yes" : null, [JourneyLinks.Return] = returnUrl });
}
