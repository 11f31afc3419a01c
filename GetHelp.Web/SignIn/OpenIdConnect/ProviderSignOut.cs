using System.Security.Cryptography;
using GetHelp.Core;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>Ends the session at the provider too. What shows it whose session that is, the ID token, is kept by the browser alone, encrypted, in a cookie
/// that is sent to where people sign out and nowhere else.</summary>
internal sealed class ProviderSignOut(
    IDataProtectionProvider protection, ProviderDiscovery discovery, IOptionsMonitor<OpenIdConnectOptions> options, IOptions<SiteOptions> site)
{
    private const string Cookie = "ght-provider";

    private readonly ChunkingCookieManager cookies = new(); // a token may be longer than one cookie
    private readonly IDataProtector protector = protection.CreateProtector("GetHelp.SignIn.OpenIdConnect.SignOut");

    /// <summary>Keeps what shows the provider who signs out.</summary>
    public void Remember(HttpContext http, string idToken) =>
        cookies.AppendResponseCookie(http, Cookie, protector.Protect(idToken), CookieOptions(http));

    /// <summary>Whether this browser's last session began at the provider.</summary>
    public bool Remembers(HttpContext http) => cookies.GetRequestCookie(http, Cookie) is not null;

    public void Forget(HttpContext http) => cookies.DeleteCookie(http, Cookie, CookieOptions(http));

    /// <summary>Where the provider signs this browser's person out and sends them back; null where it does not do that.</summary>
    /// <exception cref="ProviderException">The provider cannot be asked where.</exception>
    public async Task<string?> AddressAsync(HttpContext http)
    {
        var settings = options.Get(OpenIdConnectServices.Scheme);
        var provider = await discovery.GetAsync(http.RequestAborted);
        return string.IsNullOrEmpty(provider.EndSessionEndpoint) ? null : QueryHelpers.AddQueryString(provider.EndSessionEndpoint, new Dictionary<string, string?>
        {
            ["client_id"] = settings.ClientId,
            ["post_logout_redirect_uri"] = new Uri(site.Value.BaseAddress, settings.SignedOutCallbackPath.Value).AbsoluteUri,
            ["id_token_hint"] = Kept(http),
        }.Where(parameter => parameter.Value is not null));
    }

    private string? Kept(HttpContext http)
    {
        try
        {
            return cookies.GetRequestCookie(http, Cookie) is { } kept ? protector.Unprotect(kept) : null;
        }
        catch (CryptographicException)
        {
            return null; // of another installation, or of long ago: the provider asks its person
        }
    }

    private static CookieOptions CookieOptions(HttpContext http) => new()
    {
        Path = SignInLinks.SignOut,
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
    };
}
