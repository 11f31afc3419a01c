using System.Globalization;
using GetHelp.Core;
using GetHelp.Web.Health;
using GetHelp.Web.Limits;
using GetHelp.Web.StartUp;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace GetHelp.Web.Shell;

/// <summary>What every page stands in: components, the frame, the errors and the headers of an answer.</summary>
public static class ShellServices
{
    public static IServiceCollection AddShell(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SiteOptions>().Bind(configuration.GetSection(SiteOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddDatabaseSettings(configuration);
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub => hub.MaximumReceiveMessageSize = LimitServices.LargestMessage);
        services.AddCascadingAuthenticationState();
        services.AddScoped<CircuitHandler, CircuitTraces>();
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.Cookie.Name = "ght-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.Configure<KestrelServerOptions>(options => options.AddServerHeader = false);
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        return services;
    }

    /// <summary>Numbers, dates and sorting are English wherever the program runs.</summary>
    public static void SpeakEnglish()
    {
        var english = CultureInfo.GetCultureInfo("en-GB");
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = english;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = english;
    }

    /// <summary>What happens to every request before a page is chosen.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        app.UseRequestReference();
        app.UsePublicScheme();
        app.UseForwardedClients();
        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/status/500", createScopeForErrors: true);
            app.UseHsts();
        }

        app.UseSecurityHeaders();
        app.UseHealth();
        app.UseWaitingPage();
        app.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true);
        app.Use(ShowRefusedFormsAsync);
        app.UseDevelopmentOnly();
        return app;
    }

    public static WebApplication MapShell(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            options.ContentSecurityFrameAncestorsPolicy = null; // SecurityHeaders says it for every answer
            options.DisableWebSocketCompression = true; // a change is a kilobyte, and compressing it for each of 200 boards costs more than sending it
        });
        return app;
    }

    /// <summary>Two things keep a refused form from being answered with a page: Blazor names the type of its answer before it refuses,
    /// which status pages take for a body; and the page, run in the form's place, would read the form that was refused.</summary>
    private static async Task ShowRefusedFormsAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
            context.Request.ContentType = null;
        }

        await next(context);
        if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest } nothing)
        {
            nothing.ContentType = null;
        }
    }
}
