using GetHelp.Web.Shared;

namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>The addresses of signing in at a provider, and out.</summary>
public static class ProviderLinks
{
    public const string SignIn = "/sign-in/openid-connect";
    public const string Refused = "/sign-in/openid-connect/refused";
    public const string SignOut = "/sign-out/provider"; // under /sign-out, to which the cookie of ProviderSignOut goes

    public const string Why = "why";

    /// <summary>Where signing in at the provider begins, leading on to the page that a person wanted.</summary>
    public static string SignInTo(string? returnUrl) => SignIn + ReturnTo('?', returnUrl);

    public static string RefusedBecause(WhyNotSignedIn why, string? returnUrl) => $"{Refused}?{Why}={why.Slug()}{ReturnTo('&', returnUrl)}";

    private static string ReturnTo(char first, string? returnUrl) =>
        LocalUrl.OrNull(returnUrl) is { } local and not Home.Landing.Home ? $"{first}{SignInLinks.ReturnUrl}={Uri.EscapeDataString(local)}" : "";
}
