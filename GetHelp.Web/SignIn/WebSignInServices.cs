using System.Globalization;
using System.Security.Claims;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Web.People;
using GetHelp.Web.SignIn.OpenIdConnect;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Mvc;

namespace GetHelp.Web.SignIn;

/// <summary>The session: a cookie that says who, and nothing of what they may do beyond which pages to let them near.</summary>
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
        services.AddPolicies();
        services.AddAuthentication(Scheme).AddCookie(options =>
        {
            options.Cookie.Name = "ght-session";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax; // the link in the e-mail comes from another site
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromMinutes(60);
            options.SlidingExpiration = true;
            options.LoginPath = SignInLinks.SignIn;
            options.ReturnUrlParameter = SignInLinks.ReturnUrl;
            options.Events.OnRedirectToAccessDenied = Forbid;
            options.Events.OnValidatePrincipal = RejectRemovedPeopleAsync;
        }).AddConfiguredOpenIdConnect(configuration);
        return services;
    }

    public static IEndpointRouteBuilder MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSignInLinks();
        endpoints.MapPost(SignInLinks.SignOut, SignOutAsync);
        endpoints.MapOpenIdConnect();
        return endpoints;
    }

    /// <summary>Starts the person's session in the browser that this request came from.</summary>
    public static Task SignInAsync(this HttpContext http, Viewer person, SignInWay way)
    {
        if (way != SignInWay.OpenIdConnect)
        {
            http.RequestServices.GetService<ProviderSignOut>()?.Forget(http); // this session's end is not the provider's
        }

        Claim[] claims =
        [
            new(ClaimTypes.NameIdentifier, person.UserId!.Value.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, person.Name),
            new(ClaimTypes.Role, person.Role.ToString()),
        ];
        return http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme)));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, IAntiforgery antiforgery, [FromServices] ProviderSignOut? provider)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        await http.SignOutAsync(Scheme);
        return Results.LocalRedirect(provider?.Remembers(http) is true ? ProviderLinks.SignOut : "/");
    }

    /// <summary>Somebody signed in but not for this: the shell's page says so, at the same address.</summary>
    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>Asked only where somebody's name matters: a stylesheet does not read the database.</summary>
    private static async Task RejectRemovedPeopleAsync(CookieValidatePrincipalContext context)
    {
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAuthorizeData>() is null)
        {
            return;
        }

        var viewers = context.HttpContext.RequestServices.GetRequiredService<Viewers>();
        if (CurrentViewer.UserId(context.Principal!) is not { } id || await viewers.FindAsync(id, context.HttpContext.RequestAborted) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Scheme);
        }
    }
}
