using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn;

/// <summary>A link from the click on: what is in the address bar, in which browser, and everything that can be wrong with it.</summary>
public sealed class LinkPagesTests
{
    private const string Secret = "secret=";

    [Fact]
    public async Task After_the_click_nothing_secret_is_in_an_address_a_page_or_a_referrer()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var link = await AskAsync(portal, browser, await portal.Given.SupportAsync());
        var secret = link.Split(Secret)[1];

        var clicked = await browser.GetAsync(link);
        var page = await browser.GetAsync(clicked.Location!);
        var pressed = await browser.SubmitAsync(page);

        clicked.Location.ShouldBe("/sign-in/continue");
        page.Heading.ShouldBe("Continue to sign in");
        page.Document.DocumentElement.OuterHtml.ShouldNotContain(secret);
        pressed.Location.ShouldBe("/home");
        foreach (var answer in new[] { clicked, page, pressed })
        {
            answer.Response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            answer.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
            Cookies(answer).ShouldAllBe(cookie => !cookie.Contains(secret), "what the browser carries is encrypted");
        }
    }

    [Fact]
    public async Task What_the_browser_carries_is_hidden_from_scripts_short_lived_and_sent_to_these_pages_alone()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var person = await portal.Given.SupportAsync();

        var asked = await browser.SubmitAsync(await browser.GetAsync("/sign-in"), ("EmailAddress", person.EmailAddress));
        var clicked = await browser.GetAsync(await portal.SendLinkAsync());

        Cookie(asked, "ght-browser").ShouldEndWith("; max-age=86400; path=/; secure; samesite=lax; httponly");
        Cookie(asked, "ght-asked").ShouldEndWith("; max-age=3600; path=/sign-in; secure; samesite=lax; httponly");
        Cookie(clicked, "ght-link").ShouldEndWith("; max-age=900; path=/sign-in; secure; samesite=lax; httponly");
        var pressed = await browser.SubmitAsync(await browser.GetAsync(clicked.Location!));
        Cookie(pressed, "ght-link").ShouldStartWith("ght-link=; expires=Thu, 01 Jan 1970");
    }

    [Fact]
    public async Task A_page_that_stayed_open_too_long_asks_to_open_the_link_again_and_nothing_is_used_up()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var link = await AskAsync(portal, browser, await portal.Given.SupportAsync());
        var page = await browser.OpenLinkAsync(link);
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(16));

        var pressed = await browser.SubmitAsync(page);

        (await browser.GetAsync(pressed.Location!)).Heading.ShouldBe("Open the link in your email");
        (await browser.SubmitAsync(await browser.OpenLinkAsync(link))).Location.ShouldBe("/home");
    }

    [Fact]
    public async Task In_another_browser_the_page_asks_who_asked_and_the_server_wants_it_said()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SupportAsync();
        var link = await AskAsync(portal, portal.Open(), person);
        var phone = portal.Open();

        var page = await phone.OpenLinkAsync(link);
        page.Heading.ShouldBe("Did you ask for this link?");
        page.Text.ShouldContain("asked for on another device or in another browser, at 10:00am");
        var silent = await phone.SubmitAsync(page);
        silent.Location.ShouldBe("/sign-in/continue?confirm=missing");
        (await phone.GetAsync("/home")).Status.ShouldBe(HttpStatusCode.Redirect);

        var again = await phone.GetAsync(silent.Location!);
        again.Title.ShouldStartWith("Error: ");
        again.Document.QuerySelector(".error-summary a")!.GetAttribute("href").ShouldEndWith("#confirmed");
        (await phone.SubmitAsync(again, ("confirmed", "no"))).Location.ShouldBe("/sign-in/continue?confirm=missing");
        (await phone.SubmitAsync(again, ("confirmed", "yes"))).Location.ShouldBe("/home");
        (await phone.GetAsync("/home")).Location.ShouldBe("/support/orders");
    }

    [Fact]
    public async Task Yes_said_on_a_page_of_one_link_does_not_use_the_one_that_was_opened_after_it()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var (ada, ben) = (await portal.Given.SupportAsync(), await portal.Given.SupportAsync());
        var (forAda, forBen) = (await AskAsync(portal, browser, ada), await AskAsync(portal, browser, ben));
        var adas = await browser.OpenLinkAsync(forAda);
        await browser.OpenLinkAsync(forBen);

        var pressed = await browser.SubmitAsync(adas);

        pressed.Location.ShouldBe("/sign-in/continue");
        (await browser.GetAsync(pressed.Location!)).Text.ShouldContain($"You are signing in as {ben.Name} ");
    }

    [Theory]
    [InlineData("expired", "Your link has expired", "it takes you to the same page")]
    [InlineData("used", "Your link has been used", "tell us")]
    [InlineData("replaced", "There is a newer link", "Look for our newest email")]
    [InlineData("changed address", "Your link does not work", "get a new link with the new address")]
    [InlineData("edited", "Your link does not work", "Open our email again")]
    public async Task A_link_that_is_wrong_says_what_to_do_and_keeps_the_page_that_was_wanted(string wrong, string heading, string what)
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var person = await portal.Given.SupportAsync();
        var link = await portal.LinkForAsync(person, "/support/orders?state=Placed");
        switch (wrong)
        {
            case "expired":
                portal.Database.Clock.Advance(TimeSpan.FromMinutes(31));
                break;
            case "used":
                var other = portal.Open();
                await other.SubmitAsync(await other.OpenLinkAsync(link), ("confirmed", "yes"));
                break;
            case "replaced":
                await portal.LinkForAsync(person);
                break;
            case "changed address":
                await portal.Database.ReadAsync(db => db.Users.Where(u => u.Id == person.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.EmailAddress, "new@example.net")));
                break;
            default:
                link = link.Replace("&returnUrl", "x&returnUrl");
                break;
        }

        var page = await browser.OpenLinkAsync(link);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Heading.ShouldBe(heading);
        page.Text.ShouldContain(what);
        page.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        page.Document.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe("/sign-in?returnUrl=%2Fsupport%2Forders%3Fstate%3DPlaced");
    }

    [Fact]
    public async Task An_expired_link_leads_its_person_on_who_is_signed_in_already_and_nobody_else()
    {
        await using var portal = await Portal.StartAsync();
        var (ada, ben) = (await portal.Given.SupportAsync(), await portal.Given.SupportAsync());
        var link = await portal.LinkForAsync(ada, "/support/orders?state=Placed");
        var (adas, bens) = (await portal.OpenAsAsync(ada), await portal.OpenAsAsync(ben));
        var used = await portal.LinkForAsync(ada, "/support/orders?state=Placed");
        await adas.SubmitAsync(await adas.OpenLinkAsync(used), ("confirmed", "yes"));
        var old = await portal.LinkForAsync(ada, "/support/orders?state=Placed");
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(31));

        (await adas.OpenLinkAsync(old)).Location.ShouldBe("/support/orders?state=Placed");
        (await bens.OpenLinkAsync(old)).Heading.ShouldBe("Your link has expired");
        (await portal.Open().OpenLinkAsync(old)).Heading.ShouldBe("Your link has expired");
        (await adas.OpenLinkAsync(used)).Document.QuerySelector("main a[href='/support/orders?state=Placed']").ShouldNotBeNull("it was used here");
        (await bens.OpenLinkAsync(link)).Heading.ShouldBe("There is a newer link");
    }

    [Fact]
    public async Task A_machine_that_follows_the_link_and_all_it_leads_to_uses_nothing_up()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var link = await AskAsync(portal, browser, await portal.Given.SupportAsync());
        for (var i = 0; i < 3; i++)
        {
            var scanner = portal.Open();
            (await scanner.OpenLinkAsync(link)).Status.ShouldBe(HttpStatusCode.OK);
            (await portal.Open().GetAsync("/sign-in/continue")).Heading.ShouldBe("Open the link in your email", "a scanner without cookies");
        }

        (await browser.SubmitAsync(await browser.OpenLinkAsync(link))).Location.ShouldBe("/home");
    }

    [Fact]
    public async Task The_email_is_sent_again_to_the_address_that_the_browser_carries_until_it_is_enough()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var person = await portal.Given.SupportAsync();
        var page = await AskForAsync(browser, person.EmailAddress, "/support/orders");
        page.Text.ShouldContain($"We have sent a link to {person.EmailAddress}");
        page.Url.Query.ShouldBeEmpty("no address is told to whoever sees this one");

        var again = await browser.SubmitAsync(page);
        again.Location.ShouldBe("/sign-in/check-your-email?sent=again");
        page = await browser.GetAsync(again.Location!);
        page.Document.QuerySelector("[role=status]")!.TextContent.ShouldContain("only the link in the newest one works");
        (await portal.SendLinkAsync()).ShouldEndWith("&returnUrl=%2Fsupport%2Forders");
        for (var i = 0; i < 3; i++)
        {
            (await browser.SubmitAsync(page)).Status.ShouldBe(HttpStatusCode.Redirect);
        }

        var enough = await browser.SubmitAsync(page);
        enough.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        enough.Heading.ShouldBe("Wait before you ask for another link");
        enough.Text.ShouldContain("You can ask again after 11:00am.");
        enough.Response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromHours(1));
        enough.Document.QuerySelector("main a[href^='/sign-in']")!.GetAttribute("href").ShouldBe("/sign-in?returnUrl=%2Fsupport%2Forders");
        (await portal.Database.ReadAsync(db => db.MagicLinks.CountAsync())).ShouldBe(5);
    }

    [Fact]
    public async Task Nobody_can_have_the_email_sent_again_to_an_address_of_their_own_making()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var page = await AskForAsync(browser, (await portal.Given.SupportAsync()).EmailAddress);
        var other = portal.Open();
        other.Client.DefaultRequestHeaders.Add("Cookie", "ght-asked=eyJDb250ZW50Ijp7fX0=");

        (await other.GetAsync("/sign-in/check-your-email")).Document.QuerySelector("main form").ShouldBeNull();
        page.Document.QuerySelector<IHtmlFormElement>("main form")!.QuerySelectorAll("input").Select(i => i.GetAttribute("name")).ShouldBe(["_handler", "__RequestVerificationToken"], ignoreOrder: true);
    }

    [Fact]
    public async Task Once_a_client_has_asked_for_several_unknown_addresses_known_and_unknown_ones_are_answered_alike()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SupportAsync();
        var browser = portal.Open();
        foreach (var unknown in new[] { "a@example.org", "b@example.org", "c@example.org" })
        {
            (await browser.SubmitAsync(await browser.GetAsync("/sign-in"), ("EmailAddress", unknown))).Heading.ShouldBe("We do not recognise that email address");
        }

        var nobody = await AskForAsync(browser, "noone@example.org");
        var known = await AskForAsync(browser, person.EmailAddress);

        nobody.Text.ShouldContain("If somebody with the address noone@example.org can use this service");
        Comparable(known, person.EmailAddress).ShouldBe(Comparable(nobody, "noone@example.org"));
        (await browser.SubmitAsync(await browser.OpenLinkAsync(await portal.SendLinkAsync()))).Location.ShouldBe("/home", "whoever is known gets in all the same");

        static string Comparable(WebPage page, string address) => page.Document.QuerySelector("main")!.TextContent.Replace(address, "…");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/%2F/evil.example/")]
    [InlineData("/%5cevil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task Neither_signing_in_nor_the_privacy_notice_leads_to_another_site(string returnUrl)
    {
        await using var portal = await Portal.StartAsync();
        var teacher = await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync(), notice: false);
        var browser = portal.Open();
        var address = Uri.EscapeDataString(returnUrl);

        await browser.SubmitAsync(await browser.GetAsync($"/sign-in?returnUrl={address}"), ("EmailAddress", teacher.EmailAddress));
        var signedIn = await browser.SubmitAsync(await browser.OpenLinkAsync($"{await portal.SendLinkAsync()}&returnUrl={address}"));
        var notice = await browser.SubmitAsync(await browser.GetAsync($"/privacy-notice?returnUrl={address}"));

        signedIn.Location.ShouldBe("/home");
        notice.Location.ShouldBe("/home");
    }

    private static async Task<string> AskAsync(Portal portal, Browser browser, Viewer person)
    {
        await AskForAsync(browser, person.EmailAddress);
        return await portal.SendLinkAsync();
    }

    /// <summary>Asks for a link, and answers with the page that says to look for it.</summary>
    private static async Task<WebPage> AskForAsync(Browser browser, string emailAddress, string? returnUrl = null)
    {
        var asked = await browser.SubmitAsync(await browser.GetAsync(returnUrl is null ? "/sign-in" : $"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}"), ("EmailAddress", emailAddress));
        asked.Location.ShouldBe("/sign-in/check-your-email");
        return await browser.GetAsync(asked.Location!);
    }

    private static IEnumerable<string> Cookies(WebPage page) => page.Response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];

    private static string Cookie(WebPage page, string name) => Cookies(page).Single(cookie => cookie.StartsWith(name + "=", StringComparison.Ordinal));
}
