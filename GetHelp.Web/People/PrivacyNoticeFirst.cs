using GetHelp.Web.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;

namespace GetHelp.Web.People;

/// <summary>Whoever has not read the privacy notice reads it before any page of theirs, whichever link they came by, and goes on from there to
/// where they were going. The original showed it after signing in only, and a link in an e-mail led around it (spec 08 C14).</summary>
public static class PrivacyNoticeFirst
{
    public const string Notice = "/privacy-notice";

    /// <summary>After authorization: it has to be known who asks, and that they may.</summary>
    public static WebApplication UsePrivacyNoticeFirst(this WebApplication app)
    {
        app.Use(LeadThereAsync);
        return app;
    }

    /// <summary>The notice, leading on to a page of this site.</summary>
    public static string Before(string url) => $"{Notice}?{SignInLinks.ReturnUrl}={Uri.EscapeDataString(url)}";

    private static async Task LeadThereAsync(HttpContext http, RequestDelegate next)
    {
        if (IsAPageOfTheirs(http) && await HasToReadAsync(http))
        {
            http.Response.Redirect(Before(http.Request.Path + http.Request.QueryString));
            return;
        }

        await next(http);
    }

    /// <summary>Pages alone, and not those for everybody: a file or a form is reached from a page.</summary>
    private static bool IsAPageOfTheirs(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } metadata
        && metadata.GetMetadata<ComponentTypeMetadata>() is { } page && page.Type != typeof(PrivacyNoticePage)
        && metadata.GetMetadata<IAuthorizeData>() is not null;

    private static async Task<bool> HasToReadAsync(HttpContext http) =>
        await http.RequestServices.GetRequiredService<CurrentViewer>().FindRecentAsync(http.User) is { NeedsPrivacyNotice: true };
}
