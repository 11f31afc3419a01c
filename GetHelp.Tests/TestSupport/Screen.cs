using Bunit;
using GetHelp.Core.People;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Web.Allocations.Many;
using GetHelp.Web.Orders;
using GetHelp.Web.People;
using GetHelp.Web.SignIn.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;

namespace GetHelp.Tests.TestSupport;

/// <summary>Where components are rendered as on a circuit: by a person who is signed in, on a real database.</summary>
public sealed class Screen : BunitContext
{
    public Screen(TestDatabase database, Viewer viewer)
    {
        AddAuthorization().SetAuthorized(viewer.Name).SetClaims([.. SessionPrincipal.Make(database.Given.Session(viewer), viewer, viewer).Claims]);
        Services.AddScoped(provider => new CurrentViewer(provider.GetRequiredService<AuthenticationStateProvider>(), database.Get<SessionReader>()));
        Services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production });
        Services.AddSingleton<TimeProvider>(database.Clock);
        Services.AddManyPages();
        Services.AddOrderPages();
        Services.AddPeoplePages();
        Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        Services.AddFallbackServiceProvider(database.Services);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>Where the browser is.</summary>
    public NavigationManager Browser => Services.GetRequiredService<NavigationManager>();

    /// <summary>The address after the site's own.</summary>
    public string Path => "/" + Browser.ToBaseRelativePath(Browser.Uri);
}
