using System.Net;
using GetHelp.Tests.TestSupport;
using Microsoft.AspNetCore.WebUtilities;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.OpenIdConnect;

/// <summary>Each way in which coming back from the provider can be wrong.</summary>
public sealed class WrongAnswerTests
{
    [Fact]
    public async Task An_answer_that_was_taken_is_not_taken_again()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        var browser = connected.Portal.Open();
        var asked = await ProviderPortal.AskAsync(browser);
        var back = ProviderPortal.Back(asked, connected.Provider.SignIn(asked, "subject", person.EmailAddress));
        (await browser.GetAsync(back)).Location.ShouldBe("/home");

        var again = ProviderPortal.Back(asked, connected.Provider.SignIn(asked, "subject", person.EmailAddress));

        await ShouldBeStaleAsync(browser, await browser.GetAsync(again));
    }

    [Fact]
    public async Task An_answer_to_what_another_browser_asked_signs_nobody_in()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        var (theirs, browser) = (connected.Portal.Open(), connected.Portal.Open());
        var asked = await ProviderPortal.AskAsync(theirs);
        var back = ProviderPortal.Back(asked, connected.Provider.SignIn(asked, "subject", person.EmailAddress));
        await ProviderPortal.AskAsync(browser); // it is on its way too, with a state of its own

        await ShouldBeStaleAsync(browser, await browser.GetAsync(back));
        (await ProviderPortal.IsSignedInAsync(browser)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=code-1")]
    [InlineData("?code=code-1&state=")]
    [InlineData("?code=code-1&state=made-up")]
    [InlineData("?code=code-1&state=CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("?state[]=%00&code=%F0%9F%98%80")]
    public async Task An_answer_to_nothing_that_was_asked_signs_nobody_in(string answer)
    {
        await using var connected = await ProviderPortal.StartAsync();
        var browser = connected.Portal.Open();

        await ShouldBeStaleAsync(browser, await browser.GetAsync("/signin-oidc" + answer));
    }

    [Fact]
    public async Task A_state_without_its_last_letters_is_not_ours()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var browser = connected.Portal.Open();
        var asked = await ProviderPortal.AskAsync(browser);

        await ShouldBeStaleAsync(browser, await browser.GetAsync(ProviderPortal.Back(asked, "code-1")[..^4]));
    }

    [Fact]
    public async Task An_answer_without_a_code_signs_nobody_in()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var browser = connected.Portal.Open();
        var asked = await ProviderPortal.AskAsync(browser);

        await ShouldBeStaleAsync(browser, await browser.GetAsync(ProviderPortal.Back(asked, "")));
    }

    [Fact]
    public async Task The_code_of_another_signing_in_does_not_fit_ours()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var (victim, attacker) = (await connected.Given.SupportAsync(), connected.Portal.Open());
        var stolen = connected.Provider.SignIn(await ProviderPortal.AskAsync(connected.Portal.Open()), "subject-of-victim", victim.EmailAddress);
        var asked = await ProviderPortal.AskAsync(attacker);

        var back = await attacker.GetAsync(ProviderPortal.Back(asked, stolen));

        back.Location.ShouldBe("/sign-in/openid-connect/refused?why=not-trusted");
        (await ProviderPortal.IsSignedInAsync(attacker)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_challenge_that_was_changed_on_its_way_is_noticed_by_the_provider()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        var browser = connected.Portal.Open();
        var asked = await ProviderPortal.AskAsync(browser);
        var changed = new Uri(asked.AbsoluteUri.Replace("code_challenge=", "code_challenge=x", StringComparison.Ordinal));

        var back = await browser.GetAsync(ProviderPortal.Back(asked, connected.Provider.SignIn(changed, "subject", person.EmailAddress)));

        back.Location.ShouldBe("/sign-in/openid-connect/refused?why=not-trusted");
    }

    [Fact]
    public async Task An_answer_of_another_provider_is_not_taken()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        var browser = connected.Portal.Open();
        var asked = await ProviderPortal.AskAsync(browser);
        var code = connected.Provider.SignIn(asked, "subject", person.EmailAddress);

        var back = await browser.GetAsync(ProviderPortal.Back(asked, code, "&iss=https%3A%2F%2Fevil.example"));

        back.Location.ShouldBe("/sign-in/openid-connect/refused?why=not-trusted");
        connected.Provider.Asked.ShouldNotContainKey("/token", "the code must not go anywhere");
    }

    [Theory]
    [InlineData("access_denied", "denied", HttpStatusCode.Forbidden)]
    [InlineData("temporarily_unavailable", "unavailable", HttpStatusCode.ServiceUnavailable)]
    [InlineData("server_error", "unavailable", HttpStatusCode.ServiceUnavailable)]
    [InlineData("invalid_scope", "not-trusted", HttpStatusCode.Forbidden)]
    [InlineData("%3Cscript%3E", "not-trusted", HttpStatusCode.Forbidden)]
    public async Task What_the_provider_says_no_with_lands_on_a_page_of_ours(string error, string why, HttpStatusCode status)
    {
        await using var connected = await ProviderPortal.StartAsync();
        var browser = connected.Portal.Open();
        var asked = await ProviderPortal.AskAsync(browser, "/orders/GHT-000042");

        var back = await browser.GetAsync(ProviderPortal.Back(asked, "", $"&error={error}&error_description=ada.hill%40example.org"));

        back.Location.ShouldBe($"/sign-in/openid-connect/refused?why={why}&returnUrl=%2Forders%2FGHT-000042");
        var page = await browser.GetAsync(back.Location!);
        page.Status.ShouldBe(status);
        page.Document.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe("/sign-in?returnUrl=%2Forders%2FGHT-000042");
        page.Text.ShouldNotContain("ada.hill");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("/\\evil.example")]
    public async Task The_provider_is_no_way_to_another_site(string returnUrl)
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        var browser = connected.Portal.Open();
        var asked = (await browser.GetAsync("/sign-in/openid-connect?returnUrl=" + Uri.EscapeDataString(returnUrl))).Response.Headers.Location!;

        var back = await browser.GetAsync(ProviderPortal.Back(asked, connected.Provider.SignIn(asked, "subject", person.EmailAddress)));

        back.Location.ShouldBe("/home");
        var refused = await browser.GetAsync("/sign-in/openid-connect/refused?why=stale&returnUrl=" + Uri.EscapeDataString(returnUrl));
        refused.Document.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe("/sign-in");
    }

    [Fact]
    public async Task What_is_asked_of_the_provider_is_all_that_the_protocol_wants()
    {
        await using var connected = await ProviderPortal.StartAsync();

        var (one, other) = (await ProviderPortal.AskAsync(connected.Portal.Open()), await ProviderPortal.AskAsync(connected.Portal.Open()));

        one.GetLeftPart(UriPartial.Path).ShouldBe("https://provider.example.org/authorize");
        var (asked, again) = (QueryHelpers.ParseQuery(one.Query), QueryHelpers.ParseQuery(other.Query));
        asked["tenant"].ToString().ShouldBe("schools", "an address may have a question of its own");
        asked["response_type"].ToString().ShouldBe("code");
        asked["client_id"].ToString().ShouldBe(FakeProvider.ClientId);
        asked["scope"].ToString().ShouldBe("openid profile email");
        asked["redirect_uri"].ToString().ShouldBe("https://localhost/signin-oidc");
        asked["code_challenge_method"].ToString().ShouldBe("S256");
        foreach (var random in new[] { "state", "nonce", "code_challenge" })
        {
            asked[random].ToString().Length.ShouldBeGreaterThan(40, random);
            asked[random].ShouldNotBe(again[random], random);
        }

        one.Query.ShouldNotContain("secret");
    }

    private static async Task ShouldBeStaleAsync(Browser browser, WebPage back)
    {
        back.Location!.ShouldStartWith("/sign-in/openid-connect/refused?why=stale");
        (await browser.GetAsync(back.Location)).Text.ShouldContain("Begin again.");
    }
}
