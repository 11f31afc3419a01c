using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn;

public sealed class SignInPagesTests
{
    /// <summary>"I asked for this link myself": these links were asked for in no browser.</summary>
    private static readonly (string Name, string Value) Yes = ("confirmed", "yes");

    [Fact]
    public async Task A_person_asks_for_a_link_opens_it_continues_and_is_at_home()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SupportAsync();
        var browser = portal.Open();

        var asked = await browser.SubmitAsync(await browser.GetAsync("/sign-in"), ("EmailAddress", person.EmailAddress));
        asked.Location.ShouldBe("/sign-in/check-your-email");
        (await browser.GetAsync(asked.Location!)).Heading.ShouldBe("Check your email");

        var opened = await browser.OpenLinkAsync(await portal.SendLinkAsync());
        opened.Heading.ShouldBe("Continue to sign in");
        opened.Text.ShouldContain(person.Name);
        (await browser.GetAsync("/home")).Status.ShouldBe(HttpStatusCode.Redirect, "opening the link alone must sign nobody in");

        var continued = await browser.SubmitAsync(opened);
        continued.Location.ShouldBe("/home");
        (await browser.GetAsync("/home")).Location.ShouldBe("/support/orders");
    }

    [Fact]
    public async Task A_page_that_needs_signing_in_is_returned_to_afterwards()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SupportAsync();
        var browser = portal.Open();

        var sentAway = await browser.GetAsync("/home?from=elsewhere");
        sentAway.Location.ShouldBe("/sign-in?returnUrl=%2Fhome%3Ffrom%3Delsewhere");
        await browser.SubmitAsync(await browser.GetAsync(sentAway.Location!), ("EmailAddress", person.EmailAddress));
        var continued = await browser.SubmitAsync(await browser.OpenLinkAsync(await portal.SendLinkAsync()));

        continued.Location.ShouldBe("/home?from=elsewhere");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example/")]
    public async Task A_link_never_leads_to_another_site(string returnUrl)
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var link = await portal.LinkForAsync(await portal.Given.SupportAsync()) + "&returnUrl=" + Uri.EscapeDataString(returnUrl);

        var continued = await browser.SubmitAsync(await browser.OpenLinkAsync(link), Yes);

        continued.Location.ShouldBe("/home");
    }

    [Fact]
    public async Task A_used_link_says_so_and_offers_a_new_one()
    {
        await using var portal = await Portal.StartAsync();
        var link = await portal.LinkForAsync(await portal.Given.SupportAsync());
        var first = portal.Open();
        await first.SubmitAsync(await first.OpenLinkAsync(link), Yes);

        var again = await portal.Open().OpenLinkAsync(link);

        ShouldOfferANewLink(again, "Your link has been used");
    }

    [Fact]
    public async Task A_link_used_elsewhere_after_it_was_opened_says_so_when_the_button_is_pressed()
    {
        await using var portal = await Portal.StartAsync();
        var link = await portal.LinkForAsync(await portal.Given.SupportAsync());
        var (one, other) = (portal.Open(), portal.Open());
        var opened = await one.OpenLinkAsync(link);
        await other.SubmitAsync(await other.OpenLinkAsync(link), Yes);

        var pressed = await one.SubmitAsync(opened, Yes);

        ShouldOfferANewLink(await one.GetAsync(pressed.Location!), "Your link has been used");
    }

    [Fact]
    public async Task An_expired_link_says_so_and_offers_a_new_one()
    {
        await using var portal = await Portal.StartAsync();
        var link = await portal.LinkForAsync(await portal.Given.SupportAsync());
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(31));

        ShouldOfferANewLink(await portal.Open().OpenLinkAsync(link), "Your link has expired");
    }

    [Fact]
    public async Task An_edited_link_says_so_and_offers_a_new_one()
    {
        await using var portal = await Portal.StartAsync();
        var link = await portal.LinkForAsync(await portal.Given.SupportAsync());

        ShouldOfferANewLink(await portal.Open().OpenLinkAsync(link[..^3]), "Your link does not work");
        ShouldOfferANewLink(await portal.Open().OpenLinkAsync("/sign-in/link"), "Your link does not work");
    }

    [Fact]
    public async Task An_address_that_nobody_has_gets_a_page_that_says_what_to_do()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();

        var page = await browser.SubmitAsync(await browser.GetAsync("/sign-in"), ("EmailAddress", "<b>nobody</b>@example.org"));
        page.Heading.ShouldBe("Sign in", "that is no address at all");

        page = await browser.SubmitAsync(await browser.GetAsync("/sign-in"), ("EmailAddress", "nobody@example.org"));
        page.Heading.ShouldBe("We do not recognise that email address");
        page.Text.ShouldContain("nobody@example.org");
    }

    [Fact]
    public async Task A_form_with_an_error_has_all_that_tells_of_it()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();

        var page = await browser.SubmitAsync(await browser.GetAsync("/sign-in"), ("EmailAddress", "not an address"));

        page.Title.ShouldStartWith("Error: ");
        var summary = page.Document.QuerySelector("main .error-summary")!;
        summary.HasAttribute("autofocus").ShouldBeTrue();
        summary.QuerySelector("h2")!.TextContent.ShouldBe("There is a problem");
        var link = (IHtmlAnchorElement)summary.QuerySelector("a")!;
        link.GetAttribute("href").ShouldBe("/sign-in#email");
        var field = (IHtmlInputElement)page.Document.GetElementById("email")!;
        field.Value.ShouldBe("not an address");
        field.GetAttribute("aria-invalid").ShouldBe("true");
        field.GetAttribute("aria-describedby").ShouldBe("email-hint email-error");
        page.Document.GetElementById("email-error")!.TextContent.ShouldContain(link.TextContent);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_needs_the_pages_own_form()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.ResponsibleBodyUserAsync(await portal.Given.ResponsibleBodyAsync()));

        (await browser.Client.PostAsync("/sign-out", new FormUrlEncodedContent([]))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/home")).Location.ShouldNotBe("/sign-in?returnUrl=%2Fhome", "a forged form must not sign out");

        var start = await browser.GetAsync("/");
        var form = start.Document.QuerySelector<IHtmlFormElement>("form[action='/sign-out']")!;
        (await browser.SubmitAsync(form, start)).Location.ShouldBe("/");
        (await browser.GetAsync("/home")).Location.ShouldBe("/sign-in?returnUrl=%2Fhome");
    }

    [Fact]
    public async Task The_session_cookie_is_hidden_from_scripts_and_from_other_sites_forms()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var link = await portal.LinkForAsync(await portal.Given.SupportAsync());

        var continued = await browser.SubmitAsync(await browser.OpenLinkAsync(link), Yes);

        var cookie = continued.Response.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ght-session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("secure");
    }

    [Fact]
    public async Task A_person_who_was_removed_is_signed_out_at_the_next_page()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SupportAsync();
        var browser = await portal.OpenAsAsync(person);
        (await browser.GetAsync("/home")).Location.ShouldBe("/support/orders");

        await portal.Database.ReadAsync(db => db.Users.Where(u => u.Id == person.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, portal.Database.Clock.Now)));

        (await browser.GetAsync("/home")).Location.ShouldBe("/sign-in?returnUrl=%2Fhome");
    }

    [Fact]
    public async Task A_session_lasts_an_hour_from_the_last_page()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.ResponsibleBodyUserAsync(body));

        portal.Database.Clock.Advance(TimeSpan.FromMinutes(50));
        (await browser.GetAsync("/home")).Location.ShouldBe($"/responsible-bodies/{body.Id}");
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(50));
        (await browser.GetAsync("/home")).Location.ShouldBe($"/responsible-bodies/{body.Id}");
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(61));
        (await browser.GetAsync("/home")).Location.ShouldBe("/sign-in?returnUrl=%2Fhome");
    }

    private static void ShouldOfferANewLink(WebPage page, string heading)
    {
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.Heading.ShouldBe(heading);
        page.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        page.Document.QuerySelector("main a.button")!.GetAttribute("href").ShouldBe("/sign-in");
    }
}
