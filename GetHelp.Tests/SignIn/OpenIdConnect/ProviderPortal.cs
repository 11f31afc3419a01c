using System.Net;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.SignIn.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Tests.SignIn.OpenIdConnect;

/// <summary>A portal that is connected with a provider, and that provider.</summary>
internal sealed class ProviderPortal : IAsyncDisposable
{
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["OpenIdConnect:DisplayName"] = "Example Sign-in",
        ["OpenIdConnect:Authority"] = FakeProvider.Issuer,
        ["OpenIdConnect:ClientId"] = FakeProvider.ClientId,
        ["OpenIdConnect:ClientSecret"] = FakeProvider.ClientSecret,
    };

    private ProviderPortal(Portal portal, FakeProvider provider) => (Portal, Provider) = (portal, provider);

    public Portal Portal { get; }

    public FakeProvider Provider { get; }

    public Given Given => Portal.Given;

    public TestClock Clock => Portal.Database.Clock;

    public static async Task<ProviderPortal> StartAsync(IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? configure = null)
    {
        FakeProvider? provider = null;
        var portal = await Portal.StartAsync(
            settings: [.. (settings ?? Settings).Select(setting => (setting.Key, setting.Value))],
            configure: services =>
            {
                services.AddHttpClient(ProviderBackchannel.Client).ConfigurePrimaryHttpMessageHandler(() => provider!);
                configure?.Invoke(services);
            });
        portal.Database.Clock.Advance(TimeProvider.System.GetUtcNow() - portal.Database.Clock.GetUtcNow()); // the browser drops cookies by the machine's clock
        provider = new(portal.Database.Clock);
        return new(portal, provider);
    }

    /// <summary>Presses "Sign in with", and answers with the provider's address to which that leads.</summary>
    public static async Task<Uri> AskAsync(Browser browser, string? returnUrl = null) =>
        (await browser.GetAsync(ProviderLinks.SignInTo(returnUrl))).Response.Headers.Location!;

    /// <summary>Signs in at the provider and comes back.</summary>
    public async Task<WebPage> SignInAsync(Browser browser, Viewer person, string? returnUrl = null, string? subject = null)
    {
        var asked = await AskAsync(browser, returnUrl);
        return await browser.GetAsync(Back(asked, Provider.SignIn(asked, subject ?? $"subject-of-{person.UserId}", person.EmailAddress)));
    }

    /// <summary>The address by which the provider sends somebody back with a code.</summary>
    public static string Back(Uri asked, string code, string? more = null) =>
        $"/signin-oidc?code={code}&state={Uri.EscapeDataString(QueryHelpers.ParseQuery(asked.Query)["state"]!)}{more}";

    public static async Task<bool> IsSignedInAsync(Browser browser) =>
        (await browser.GetAsync("/home")) is var home && !(home.Status == HttpStatusCode.Redirect && home.Location!.StartsWith("/sign-in", StringComparison.Ordinal));

    public Task<int> IdentitiesAsync() => Portal.Database.ReadAsync(db => db.ExternalIdentities.CountAsync());

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
