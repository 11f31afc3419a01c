using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Web.People;
using GetHelp.Web.Shell;
using GetHelp.Web.SignIn.Looks;
using GetHelp.Web.SignIn.OpenIdConnect;
using GetHelp.Web.SignIn.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.SignIn;

/// <summary>Signing in and out: a session begins, in whichever way the person showed who they are, and ends.</summary>
public static class WebSignInServices
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static IServiceCollection AddWebSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDataProtection().SetApplicationName("GetHelp");
        services.AddSingleton<IXmlRepository, DatabaseKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((options, keys) => options.XmlRepository = keys);
        services.AddScoped<CurrentViewer>();
        services.AddSecretsStayOutOfLogs();
        services.AddSignInNotes();
        services.AddSingleton<AskForLink>();
        services.AddSingleton<ILimitKey, KeyRingLimitKey>();
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHostedService<LookWorker>();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsRules>();
        services.AddPolicies();
        services.AddAuthentication(Scheme).AddCookie(SessionCookie.Configure).AddConfiguredOpenIdConnect(configuration);
        return services;
    }

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSignInLinks();
        endpoints.MapPost(SignInLinks.SignOut, SignOutAsync).AllowAnonymous().WithMetadata(FormCheckedInside.Mark, new AlsoInALookAttribute());
        endpoints.MapLooks();
        endpoints.MapOpenIdConnect();
        return endpoints;
    }

    /// <summary>Starts the person's session in the browser that this request came from, in place of the one that it had.</summary>
    public static async Task SignInAsync(this HttpContext http, Viewer person, SignInWay way)
    {
        if (way != SignInWay.OpenIdConnect)
        {
            http.RequestServices.GetService<ProviderSignOut>()?.Forget(http); // this session's end is not the provider's
        }

        // Asked of the cookie: coming back from a provider, the request has no person yet.
        var before = (await http.AuthenticateAsync(Scheme)).Principal is { } principal ? SessionPrincipal.Of(principal)?.Secret : null;
        var secret = await http.RequestServices.GetRequiredService<SessionService>().StartAsync(person, way, before, http.RequestAborted);
        await http.SignInAsync(Scheme, SessionPrincipal.Make(secret, person, person));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, SessionService sessions, [FromServices] ProviderSignOut? provider)
    {
        // Where nobody is signed in any more, the form is of somebody who was, and nobody can be signed out against their will.
        if (SessionPrincipal.Of(http.User) is { } session)
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            await sessions.SignOutAsync(session.Secret, http.RequestAborted);
            await http.SignOutAsync(Scheme);
        }

        return Results.LocalRedirect(provider?.Remembers(http) is true ? ProviderLinks.SignOut : "/");
    }
}
