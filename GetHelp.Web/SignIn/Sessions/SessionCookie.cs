using GetHelp.Core.SignIn.Sessions;
using GetHelp.Web.Shell;
using GetHelp.Web.SignIn.Looks;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.SignalR;

namespace GetHelp.Web.SignIn.Sessions;

/// <summary>The cookie that carries a session's secret, and what is asked of it where somebody's name matters.</summary>
internal static class SessionCookie
{
    public const string Name = "ght-session";

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // the link in the e-mail comes from another site
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(30); // the session's row says when it is over, and a circuit can go on for days without a request
        options.SlidingExpiration = false;
        options.LoginPath = SignInLinks.SignIn;
        options.ReturnUrlParameter = SignInLinks.ReturnUrl;
        options.Events.OnRedirectToAccessDenied = Forbid;
        options.Events.OnValidatePrincipal = ValidateAsync;
    }

    /// <summary>Somebody signed in but not for this: the shell's page says so, at the same address.</summary>
    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Lets the request go on as whoever the session is of now, or as nobody.</summary>
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        if (!AsksWho(context.HttpContext))
        {
            return;
        }

        if (SessionPrincipal.Of(context.Principal!) is { } session && await FindAsync(context.HttpContext, session) is { Viewer: { } viewer } state)
        {
            context.ReplacePrincipal(SessionPrincipal.Make(session.Secret, state.Owner, viewer));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>Pages, circuits, and what is for signed-in people alone: a stylesheet does not read the database. Nor does an error page, which shows
    /// in place of another: what is known by then is all that it knows.</summary>
    private static bool AsksWho(HttpContext http) => http.GetEndpoint()?.Metadata is { } endpoint
        && (StatusPage.IsShownBy(endpoint)
            ? http.Features.Get<SessionState>() is not null
            : endpoint.GetMetadata<IAuthorizeData>() is not null || endpoint.GetMetadata<ComponentTypeMetadata>() is not null
                || endpoint.GetMetadata<AlsoInALookAttribute>() is not null || IsCircuit(endpoint));

    private static bool IsCircuit(EndpointMetadataCollection endpoint) => endpoint.GetMetadata<HubMetadata>() is not null;

    private static async Task<SessionState?> FindAsync(HttpContext http, SessionPrincipal session)
    {
        if (http.Features.Get<SessionState>() is { } known)
        {
            return known;
        }

        var sessions = http.RequestServices.GetRequiredService<SessionReader>();
        if (IsCircuit(http.GetEndpoint()!.Metadata))
        {
            return await sessions.FindRecentAsync(session.Secret, session.OwnerId); // its page has just been asked for; and a browser opens circuits anew by itself
        }

        var found = await sessions.FindAsync(session.Secret, http.RequestAborted);
        if (found?.Viewer is not null)
        {
            http.Features.Set(found);
            await http.RequestServices.GetRequiredService<SessionService>().SeenAsync(found, http.RequestAborted);
        }

        return found;
    }
}
