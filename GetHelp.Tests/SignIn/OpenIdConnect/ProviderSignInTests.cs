using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.SignIn.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.OpenIdConnect;

public sealed class ProviderSignInTests
{
    [Fact]
    public async Task Without_a_provider_there_is_no_trace_of_one()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();

        (await browser.GetAsync("/sign-in")).Document.QuerySelectorAll("main a.button").ShouldBeEmpty();
        (await browser.GetAsync("/sign-in/openid-connect")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/signin-oidc?code=a&state=b")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/sign-out/provider")).Location.ShouldBe("/");
    }

    [Fact]
    public async Task With_a_provider_both_ways_are_on_the_page()
    {
        await using var connected = await ProviderPortal.StartAsync();

        var page = await connected.Portal.Open().GetAsync("/sign-in?returnUrl=%2Forders%2FGHT-000042");

        page.Document.QuerySelector("main form button")!.TextContent.ShouldBe("Email me a link");
        var button = page.Document.QuerySelector("main a.button")!;
        button.TextContent.ShouldBe("Sign in with Example Sign-in");
        button.GetAttribute("href").ShouldBe("/sign-in/openid-connect?returnUrl=%2Forders%2FGHT-000042");
    }

    [Fact]
    public async Task Somebody_signs_in_there_and_is_on_the_page_that_they_wanted()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        var browser = connected.Portal.Open();

        var back = await connected.SignInAsync(browser, person, "/support/orders?page=2");

        back.Location.ShouldBe("/support/orders?page=2", "neither a code nor a token stays in the address bar");
        (await browser.GetAsync("/support/orders")).Text.ShouldContain(person.Name);
    }

    [Fact]
    public async Task Somebody_who_is_not_known_is_told_how_to_get_access()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var stranger = new Viewer { Name = "A stranger", EmailAddress = "stranger@example.org", Role = Role.Member };
        var browser = connected.Portal.Open();

        var page = await browser.GetAsync((await connected.SignInAsync(browser, stranger)).Location!);

        page.Heading.ShouldBe("You do not have access yet");
        page.Text.ShouldContain("How to get access");
        (await connected.Portal.Database.ReadAsync(db => db.Users.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task An_address_that_is_not_verified_a_removed_person_and_a_second_account_are_each_told_so()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var (person, removed) = (await connected.Given.SupportAsync(), await connected.Given.SupportAsync());
        await connected.Portal.Database.ReadAsync(db => db.Users.Where(u => u.Id == removed.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, connected.Clock.Now)));
        var browser = connected.Portal.Open();

        (await connected.SignInAsync(browser, removed)).Location.ShouldBe("/sign-in/openid-connect/refused?why=ended");
        connected.Provider.Say = c => c["email_verified"] = false;
        (await connected.SignInAsync(browser, person)).Location.ShouldBe("/sign-in/openid-connect/refused?why=not-verified");
        connected.Provider.Say = c => c.Remove("email_verified");
        (await connected.SignInAsync(browser, person)).Location.ShouldBe("/sign-in/openid-connect/refused?why=not-verified");
        connected.Provider.Say = _ => { };
        await connected.SignInAsync(connected.Portal.Open(), person);
        (await connected.SignInAsync(browser, person, subject: "another")).Location.ShouldBe("/sign-in/openid-connect/refused?why=another-account");

        foreach (var (why, words) in new[] { ("ended", "your access has ended"), ("not-verified", "Confirm your address there"), ("another-account", "another account of Example Sign-in") })
        {
            (await browser.GetAsync($"/sign-in/openid-connect/refused?why={why}")).Text.ShouldContain(words);
        }
    }

    [Fact]
    public async Task Keys_that_changed_are_read_again_at_once()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        await connected.SignInAsync(connected.Portal.Open(), person);
        connected.Clock.Advance(TimeSpan.FromMinutes(2));
        connected.Provider.Key = FakeProvider.NewKey("key-2");
        connected.Provider.Published = [connected.Provider.Key];

        (await connected.SignInAsync(connected.Portal.Open(), person)).Location.ShouldBe("/home");
    }

    [Fact]
    public async Task Tokens_with_a_made_up_key_do_not_have_the_provider_asked_each_time()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        connected.Provider.Key = FakeProvider.NewKey("made-up");
        connected.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 4; i++)
        {
            await connected.SignInAsync(connected.Portal.Open(), person);
        }

        connected.Provider.Asked["/keys"].ShouldBe(1, "all within a minute of when they were read");
        connected.Clock.Advance(TimeSpan.FromMinutes(2));
        await connected.SignInAsync(connected.Portal.Open(), person);
        connected.Provider.Asked["/keys"].ShouldBe(2);
    }

    [Fact]
    public async Task What_the_token_leaves_out_is_asked_for()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        connected.Provider.Say = c => _ = c.Remove("email") && c.Remove("email_verified") && c.Remove("name");
        connected.Provider.UserInfo = new() { ["sub"] = $"subject-of-{person.UserId}", ["email"] = person.EmailAddress, ["email_verified"] = true };

        (await connected.SignInAsync(connected.Portal.Open(), person)).Location.ShouldBe("/home");
    }

    [Fact]
    public async Task What_is_known_of_somebody_else_is_not_believed_nor_does_it_stand_above_the_token()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var (person, other) = (await connected.Given.SupportAsync(), await connected.Given.SupportAsync());
        connected.Provider.Say = c => c.Remove("name");
        connected.Provider.UserInfo = new() { ["sub"] = "somebody else", ["email"] = other.EmailAddress, ["email_verified"] = true };
        var browser = connected.Portal.Open();
        (await connected.SignInAsync(browser, person)).Location.ShouldBe("/sign-in/openid-connect/refused?why=not-trusted");

        connected.Provider.UserInfo["sub"] = $"subject-of-{person.UserId}";
        await connected.SignInAsync(browser, person);

        (await browser.GetAsync("/support/orders")).Text.ShouldContain(person.Name);
    }

    [Fact]
    public async Task The_table_of_claims_says_what_the_provider_calls_things()
    {
        await using var connected = await ProviderPortal.StartAsync(new Dictionary<string, string>(ProviderPortal.Settings)
        {
            ["OpenIdConnect:Claims:Subject"] = "oid",
            ["OpenIdConnect:Claims:EmailAddress"] = "preferred_username",
            ["OpenIdConnect:Claims:EmailVerified"] = "xms_edov",
            ["OpenIdConnect:Scope:0"] = "offline_access",
        });
        var person = await connected.Given.SupportAsync();
        connected.Provider.Say = c => (c["oid"], c["preferred_username"], c["xms_edov"], c["email"], c["email_verified"]) = ("the-object", person.EmailAddress, "True", "other@example.org", false);
        var browser = connected.Portal.Open();

        (await connected.SignInAsync(browser, person)).Location.ShouldBe("/home");

        (await connected.Portal.Database.ReadAsync(db => db.ExternalIdentities.SingleAsync())).Subject.ShouldBe("the-object");
        QueryHelpers.ParseQuery((await ProviderPortal.AskAsync(browser)).Query)["scope"].ToString().ShouldBe("openid profile email offline_access");
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/keys")]
    [InlineData("/token")]
    public async Task A_provider_that_is_unwell_is_told_of_on_a_page(string path)
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        connected.Provider.Broken[path] = HttpStatusCode.BadGateway;
        var browser = connected.Portal.Open();

        var (_, location) = await SignInAsFarAsItGoesAsync(connected, browser, person).PassingTimeAsync(connected.Clock, TimeSpan.FromSeconds(1));

        location.ShouldBe("/sign-in/openid-connect/refused?why=unavailable");
        var page = await browser.GetAsync(location!);
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Heading.ShouldBe("Example Sign-in is not available");
        connected.Provider.Broken.Clear();
        connected.Clock.Advance(ProviderDiscovery.LeftAlone);
        (await connected.SignInAsync(browser, person)).Location.ShouldBe("/home");
    }

    [Fact]
    public async Task Many_who_come_to_a_provider_that_is_down_do_not_wait_one_after_the_other()
    {
        await using var connected = await ProviderPortal.StartAsync();
        connected.Provider.IsDown = true;

        var all = Task.WhenAll(Enumerable.Range(0, 10).Select(_ => connected.Portal.Open().GetAsync("/sign-in/openid-connect")));
        var pages = await all.PassingTimeAsync(connected.Clock, TimeSpan.FromMilliseconds(100));

        pages.ShouldAllBe(page => page.Location == "/sign-in/openid-connect/refused?why=unavailable");
        connected.Provider.Asked["/.well-known/openid-configuration"].ShouldBe(2, "once, and once more");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.OK)] // with something that is no JSON
    public async Task What_a_provider_told_before_is_used_on_while_it_does_not_answer(HttpStatusCode broken)
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        await connected.SignInAsync(connected.Portal.Open(), person);
        connected.Clock.Advance(ProviderDiscovery.KeptFor + TimeSpan.FromMinutes(1));
        connected.Provider.Broken["/.well-known/openid-configuration"] = broken;

        var (page, location) = await SignInAsFarAsItGoesAsync(connected, connected.Portal.Open(), person).PassingTimeAsync(connected.Clock, TimeSpan.FromSeconds(1));

        location.ShouldBe("/home", page.Text);
        connected.Provider.Asked["/.well-known/openid-configuration"].ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Somebody_elses_metadata_are_not_taken()
    {
        foreach (var (what, value) in new (string, object?)[]
        {
            ("issuer", "https://evil.example"), ("issuer", null), ("token_endpoint", "http://evil.example/token"), ("authorization_endpoint", null), ("authorization_endpoint", "javascript:alert(1)"),
            ("jwks_uri", "http://provider.example.org/keys"), ("jwks_uri", null), ("userinfo_endpoint", "http://provider.example.org/userinfo"), ("end_session_endpoint", "javascript:alert(1)"),
        })
        {
            await using var connected = await ProviderPortal.StartAsync();
            connected.Provider.Tell = m => m[what] = value;

            (await connected.Portal.Open().GetAsync("/sign-in/openid-connect")).Location.ShouldBe("/sign-in/openid-connect/refused?why=not-trusted", what);
        }
    }

    [Fact]
    public async Task Signing_out_ends_both_sessions()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        var browser = connected.Portal.Open();
        await connected.SignInAsync(browser, person);
        (await browser.GetAsync("/sign-out/provider")).Location.ShouldBe("/home", "an address that somebody else gave signs nobody out");

        var left = await SignOutAsync(browser);

        left.Location.ShouldBe("/sign-out/provider");
        (await ProviderPortal.IsSignedInAsync(browser)).ShouldBeFalse();
        var page = await browser.GetAsync("/sign-out/provider");
        var onward = new Uri(page.Response.Headers.GetValues("Refresh").Single()["0;url=".Length..]);
        onward.GetLeftPart(UriPartial.Path).ShouldBe("https://provider.example.org/end");
        var asked = QueryHelpers.ParseQuery(onward.Query);
        asked["client_id"].ToString().ShouldBe(FakeProvider.ClientId);
        asked["post_logout_redirect_uri"].ToString().ShouldBe("https://localhost/signout-callback-oidc");
        asked["id_token_hint"].ToString().Split('.').Length.ShouldBe(3);
        page.Document.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe(onward.AbsoluteUri);
        (await browser.GetAsync("/signout-callback-oidc")).Location.ShouldBe("/");
        (await browser.GetAsync("/sign-out/provider")).Location.ShouldBe("/", "once is enough");
    }

    [Fact]
    public async Task Who_came_by_a_link_leaves_the_provider_alone()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        var browser = connected.Portal.Open();
        await connected.SignInAsync(browser, person);
        await browser.SubmitAsync(await browser.OpenLinkAsync(await connected.Portal.LinkForAsync(person)), ("confirmed", "yes"));

        (await SignOutAsync(browser)).Location.ShouldBe("/");
    }

    [Fact]
    public async Task A_provider_that_signs_nobody_out_is_not_asked_to()
    {
        await using var connected = await ProviderPortal.StartAsync();
        connected.Provider.Tell = m => m.Remove("end_session_endpoint");
        var browser = connected.Portal.Open();
        await connected.SignInAsync(browser, await connected.Given.SupportAsync());

        await SignOutAsync(browser);

        (await browser.GetAsync("/sign-out/provider")).Location.ShouldBe("/");
    }

    [Fact]
    public async Task What_went_wrong_is_in_the_log_without_a_person_a_code_or_a_token()
    {
        var log = new KeptLog();
        await using var connected = await ProviderPortal.StartAsync(configure: services => services.AddSingleton<ILoggerProvider>(log));
        var person = await connected.Given.SupportAsync();
        var tokens = new List<string>();
        connected.Provider.Answer = a => tokens.Add((string)a["id_token"]!);
        connected.Provider.Say = c => c["aud"] = "another-client";
        var browser = connected.Portal.Open();

        await connected.SignInAsync(browser, person);
        var asked = await ProviderPortal.AskAsync(browser);
        await browser.GetAsync(ProviderPortal.Back(asked, "", $"&error=invalid_request&error_description={person.EmailAddress}"));

        log.Lines.ShouldContain(line => line.Contains("The ID token was refused: SecurityTokenInvalidAudienceException", StringComparison.Ordinal));
        log.Lines.ShouldContain(line => line.Contains("The provider says that what it was asked is wrong", StringComparison.Ordinal));
        foreach (var secret in new[] { person.EmailAddress, person.Name, "subject-of", "code-1", "access-token", FakeProvider.ClientSecret, tokens.Single().Split('.')[1] })
        {
            log.Lines.ShouldNotContain(line => line.Contains(secret, StringComparison.Ordinal), secret);
        }
    }

    [Theory]
    [InlineData("Authority", "", "OpenIdConnect:Authority")]
    [InlineData("Authority", "http://provider.example.org", "OpenIdConnect:Authority")]
    [InlineData("ClientSecret", "", "OpenIdConnect:ClientSecret")]
    [InlineData("ClientId", " ", "OpenIdConnect:ClientId")]
    [InlineData("DisplayName", "", "OpenIdConnect:DisplayName")]
    [InlineData("Claims:Subject", " ", "OpenIdConnect:Claims")]
    [InlineData("SignedOutCallbackPath", "/signin-oidc", "OpenIdConnect:CallbackPath")]
    public async Task Half_a_configuration_is_refused_at_start(string setting, string value, string named)
    {
        var settings = new Dictionary<string, string>(ProviderPortal.Settings) { [$"OpenIdConnect:{setting}"] = value };

        var refused = await Should.ThrowAsync<OptionsValidationException>(() => ProviderPortal.StartAsync(settings));

        refused.Message.ShouldContain(named);
    }

    private static async Task<(WebPage Page, string? Location)> SignInAsFarAsItGoesAsync(ProviderPortal connected, Browser browser, Viewer person)
    {
        var begun = await browser.GetAsync("/sign-in/openid-connect");
        if (begun.Response.Headers.Location is not { IsAbsoluteUri: true } asked)
        {
            return (begun, begun.Location);
        }

        var back = await browser.GetAsync(ProviderPortal.Back(asked, connected.Provider.SignIn(asked, $"subject-of-{person.UserId}", person.EmailAddress)));
        return (back, back.Location);
    }

    private static async Task<WebPage> SignOutAsync(Browser browser)
    {
        var start = await browser.GetAsync("/");
        return await browser.SubmitAsync(start.Document.QuerySelector<IHtmlFormElement>("form[action='/sign-out']")!, start);
    }
}
