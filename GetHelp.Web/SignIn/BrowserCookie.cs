using GetHelp.Core.SignIn;

namespace GetHelp.Web.SignIn;

/// <summary>By what a browser is known again that has asked for a link. It says nothing of whose browser it is.</summary>
internal static class BrowserCookie
{
    public const string Name = "ght-browser";

    /// <summary>Longer than e-mail ever takes.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Null where no link was asked for here, or not since yesterday.</summary>
    public static SignInSecret? Read(HttpContext http) => SignInSecret.TryParse(http.Request.Cookies[Name], out var secret) ? secret : null;

    /// <summary>What this browser is known by from now on.</summary>
    public static SignInSecret Ensure(HttpContext http)
    {
        var secret = Read(http) ?? SignInSecret.New();
        http.Response.Cookies.Append(Name, secret.Reveal(), new() { HttpOnly = true, Secure = http.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = Lifetime });
        return secret;
    }
}
