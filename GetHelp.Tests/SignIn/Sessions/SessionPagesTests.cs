using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.Sessions;

public sealed class SessionPagesTests
{
    private const string SignedOut = "/sign-in?returnUrl=%2Fhome";
    private const string SignedIn = "/support/orders";

    [Fact]
    public async Task Signing_in_takes_a_new_session_and_whoever_kept_the_cookie_from_before_has_nothing()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SupportAsync();
        var browser = await portal.OpenAsAsync(person);
        var before = Cookie(await browser.GetAsync("/home"), browser);

        var again = await portal.SignInAsync(browser, person);

        Cookie(again, browser).ShouldNotBe(before);
        var planted = portal.Open();
        planted.Client.DefaultRequestHeaders.Add("Cookie", before);
        (await planted.GetAsync("/home")).Location.ShouldBe(SignedOut);
        (await browser.GetAsync("/home")).Location.ShouldBe(SignedIn);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_itself_and_not_only_its_cookie()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());
        var copy = portal.Open();
        copy.Client.DefaultRequestHeaders.Add("Cookie", Cookie(await browser.GetAsync("/home"), browser));
        (await copy.GetAsync("/home")).Location.ShouldBe(SignedIn);

        var start = await browser.GetAsync("/");
        await browser.SubmitAsync(start.Document.QuerySelector<IHtmlFormElement>("form[action='/sign-out']")!, start);

        (await copy.GetAsync("/home")).Location.ShouldBe(SignedOut);
    }

    [Fact]
    public async Task A_session_that_was_ended_elsewhere_is_nobodys_on_every_page()
    {
        await using var portal = await Portal.StartAsync();
        var person = await portal.Given.SupportAsync();
        var browser = await portal.OpenAsAsync(person);
        (await browser.GetAsync("/")).Text.ShouldContain("Sign out");

        await portal.Services.GetRequiredService<SessionService>().EndAllOfAsync(person, person.UserId!.Value);

        (await browser.GetAsync("/")).Text.ShouldNotContain("Sign out");
        (await browser.GetAsync("/home")).Location.ShouldBe(SignedOut);
    }

    [Fact]
    public async Task Supports_session_lasts_two_hours_from_the_last_page()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        portal.Database.Clock.Advance(TimeSpan.FromMinutes(119));
        (await browser.GetAsync("/home")).Location.ShouldBe(SignedIn);
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(119));
        (await browser.GetAsync("/home")).Location.ShouldBe(SignedIn);
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(120));
        (await browser.GetAsync("/home")).Location.ShouldBe(SignedOut);
    }

    [Fact]
    public async Task A_file_of_the_service_is_no_use_of_the_session()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());
        var seen = await SeenAsync(portal);
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(30));

        (await browser.GetAsync("/css/base.css")).Status.ShouldBe(HttpStatusCode.OK);
        (await SeenAsync(portal)).ShouldBe(seen);

        await browser.GetAsync("/home");
        (await SeenAsync(portal)).ShouldBe(portal.Database.Clock.Now);
    }

    [Fact]
    public async Task A_page_reads_the_session_before_it_is_shown_and_as_its_viewer_and_a_file_of_the_service_reads_nothing()
    {
        var counter = new StatementCounter("\"Sessions\"");
        await using var portal = await Portal.StartAsync(configure: services => StatementCounter.Watch(services, counter));
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());
        await browser.GetAsync("/home");
        counter.StartAgain();

        await browser.GetAsync("/css/base.css");
        counter.Count.ShouldBe(0);

        await browser.GetAsync("/home");
        counter.Count.ShouldBe(2, "what stands around the page shares one reading for ten seconds");

        portal.Database.Clock.Advance(SessionRules.UseWorthKeeping);
        counter.StartAgain();
        await browser.GetAsync("/home");
        counter.Count.ShouldBe(3);
    }

    private static Task<DateTime> SeenAsync(Portal portal) => portal.Database.ReadAsync(db => db.Sessions.Select(s => s.SeenAt).SingleAsync());

    /// <summary>The session's cookie as the browser has it by then.</summary>
    private static string Cookie(WebPage page, Browser browser)
    {
        var set = page.Response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
        return set.FirstOrDefault(c => c.StartsWith("ght-session=", StringComparison.Ordinal))?.Split(';')[0]
            ?? page.Response.RequestMessage!.Headers.GetValues("Cookie").SelectMany(c => c.Split("; ")).First(c => c.StartsWith("ght-session=", StringComparison.Ordinal));
    }
}
