using Bunit;
using Bunit.TestDoubles;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
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
    private readonly TestDatabase database;
    private readonly BunitAuthorizationContext authorization;

    public Screen(TestDatabase database, Viewer viewer)
    {
        (this.database, authorization) = (database, AddAuthorization());
        SignIn(viewer);
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

    /// <summary>Begins another session here; it lasts for as long as the test, unless told otherwise.</summary>
    /// <returns>Its secret.</returns>
    public SignInSecret SignIn(Viewer viewer, DateTime? expiresAt = null)
    {
        var secret = database.Given.Session(viewer, expiresAt);
        authorization.SetAuthorized(viewer.Name).SetClaims([.. SessionPrincipal.Make(secret, viewer, viewer).Claims]);
        return secret;
    }

    public void SignOut() => authorization.SetNotAuthorized();

    /// <summary>Where the browser is.</summary>
    public NavigationManager Browser => Services.GetRequiredService<NavigationManager>();

    /// <summary>The address after the site's own.</summary>
    public string Path => "/" + Browser.ToBaseRelativePath(Browser.Uri);
}
