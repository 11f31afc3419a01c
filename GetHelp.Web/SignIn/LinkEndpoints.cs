using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Web.Home;
using GetHelp.Web.Limits;
using GetHelp.Web.SignIn.Looks;
using Microsoft.AspNetCore.Mvc;

namespace GetHelp.Web.SignIn;

/// <summary>Takes a link out of the address bar when it is opened, and uses it up when somebody says yes to it.</summary>
internal static class LinkEndpoints
{
    public static void MapSignInLinks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(SignInLinks.Link, Open).AllowAnonymous();
        endpoints.MapPost(SignInLinks.UseLink, UseAsync).AllowAnonymous().WithMetadata(new AlsoInALookAttribute());
    }

    /// <summary>Neither kept by the browser or on the way to it, nor told to where the page leads.</summary>
    public static void KeepQuiet(this HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache, no-store"; // both, or a form in the page writes it anew and complains
        response.Headers["Referrer-Policy"] = "no-referrer";
    }

    /// <summary>What this browser says of the link that it opened.</summary>
    public static LinkAttempt Attempt(this HttpContext http, OpenedNote opened) =>
        new() { Secret = opened.Secret, Browser = BrowserCookie.Read(http), Client = http.Client() };

    /// <summary>Signs nobody in and looks nothing up: mail scanners open every link.</summary>
    private static IResult Open(HttpContext http, SignInNote<OpenedNote> note, string? secret, string? returnUrl)
    {
        http.Response.KeepQuiet();
        note.Write(http, new(SignInSecret.TryParse(secret, out var whole) ? whole.Reveal() : null, LocalUrl.OrNull(returnUrl)));
        return Results.LocalRedirect(SignInLinks.Continue);
    }

    /// <summary>Where the link does not sign in, the page from which yes was said tells why.</summary>
    private static async Task<IResult> UseAsync(
        HttpContext http, SignInService signIn, SignInNote<OpenedNote> note, SignInNote<CodeNote> codes, [FromForm] int link, [FromForm] string? confirmed)
    {
        http.Response.KeepQuiet();
        if (note.Read(http) is not { } opened)
        {
            return Results.LocalRedirect(SignInLinks.Continue);
        }

        var used = await signIn.UseLinkAsync(http.Attempt(opened) with { Seen = link, SaysWhoAsked = confirmed == "yes" }, http.RequestAborted);
        if (used.Refused)
        {
            return Results.LocalRedirect(used.Refusals is [NotSaidWhoAsked] ? SignInLinks.ContinueUnconfirmed : SignInLinks.Continue);
        }

        note.Delete(http);
        if (used.Value.Code is { } awaited)
        {
            codes.Write(http, new(awaited.Reveal(), opened.ReturnUrl));
            return Results.LocalRedirect(SignInLinks.Code);
        }

        await http.SignInAsync(used.Value.Person, SignInWay.EmailedLink);
        return Results.LocalRedirect(LocalUrl.OrNull(opened.ReturnUrl) ?? Landing.Home);
    }
}
