using System.Globalization;
using GetHelp.Tests.SignIn.OpenIdConnect;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.SignIn.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace GetHelp.Tests.Stories;

/// <summary>A provider that does what an honest one would never do: nobody is let in by a wrong token, and whoever came is told what to do.</summary>
public sealed class WrongTokensTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public async Task No_token_that_is_wrong_signs_somebody_in_and_a_right_one_does()
    {
        var provider = new FakeProvider(TimeProvider.System);
        await using var portal = await RunningPortal.StartAsync(
            services => services.AddHttpClient(ProviderBackchannel.Client).ConfigurePrimaryHttpMessageHandler(() => provider),
            [.. ProviderPortal.Settings.Select(setting => (setting.Key, setting.Value))]);
        var agent = await portal.Given.SupportAsync();
        await using var door = await ItsDoorAsync(provider, agent.EmailAddress);
        provider.Tell = metadata => metadata["authorization_endpoint"] = new Uri(new(door.Urls.Single()), "authorize").ToString();

        await TellAsync(
            async sessions =>
            {
                var page = await sessions.OpenAsync();
                foreach (var (what, beWrong) in WrongTokenTests.Wrong)
                {
                    beWrong(provider);
                    await page.GotoAsync(ProviderLinks.SignInTo("/support/orders"));
                    (await page.Locator("h1").InnerTextAsync()).ShouldBe("You are not signed in", $"by a token that is {what}");
                    provider.BeHonest();
                }

                (await portal.Database.ReadAsync(db => db.Sessions.CountAsync())).ShouldBe(0);
                await page.GotoAsync(ProviderLinks.SignInTo("/support/orders"));
                await page.ShowsHeadingAsync("Orders");
            },
            on: portal);
    }

    /// <summary>Where the browser goes: everybody who comes is signed in there already, and goes back at once.</summary>
    private static async Task<WebApplication> ItsDoorAsync(FakeProvider provider, string emailAddress)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var door = builder.Build();
        door.Urls.Add(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{RunningPortal.FreePort()}"));
        door.MapGet("/authorize", (HttpContext http) =>
        {
            var asked = new Uri(http.Request.GetEncodedUrl());
            var portal = new Uri(http.Request.Query["redirect_uri"]!);
            return Results.Redirect(new Uri(portal, ProviderPortal.Back(asked, provider.SignIn(asked, "subject-of-an-agent", emailAddress))).ToString());
        });
        await door.StartAsync();
        return door;
    }
}
