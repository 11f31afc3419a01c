using Microsoft.AspNetCore.WebUtilities;

namespace GetHelp.Web.Onboarding;

/// <summary>What the addresses of all journeys have in common.</summary>
public static class JourneyLinks
{
    /// <summary>Names the address to go back to.</summary>
    public const string Return = "return";

    /// <param name="returnUrl">Where to go back to in the end; null for where such a viewer usually comes from.</param>
    public static string With(string path, string? returnUrl) => returnUrl is null ? path : QueryHelpers.AddQueryString(path, Return, returnUrl);
}
