using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.Looks;

public sealed class LookPagesTests
{
    private const string Banner = "section.look";

    [Fact]
    public async Task Support_begins_with_a_reason_sees_the_persons_home_and_stops()
    {
        await using var portal = await Portal.StartAsync();
        var (browser, school, teacher) = await SupportAsync(portal);

        var asked = await browser.GetAsync($"/support/people/{teacher.UserId}/look");
        (await browser.SubmitAsync(asked, ("Why", " "))).Text.ShouldContain("Say why");
        var begun = await LookAsync(browser, teacher);

        begun.Location.ShouldBe("/home");
        (await browser.GetAsync("/home")).Location.ShouldBe($"/schools/{school.Urn}");
        var page = await browser.GetAsync($"/schools/{school.Urn}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.QuerySelector(Banner)!.TextContent.ShouldContain($"You are seeing this as {teacher.Name} sees it.");

        var stopped = await browser.SubmitAsync(page.Document.QuerySelectorAll<IHtmlFormElement>($"{Banner} form").Single(), page);
        stopped.Location.ShouldBe($"/support/people/{teacher.UserId}");
        (await browser.GetAsync(stopped.Location!)).Document.QuerySelector(Banner).ShouldBeNull();
    }

    [Fact]
    public async Task Every_page_is_marked_static_ones_and_errors_too()
    {
        await using var portal = await Portal.StartAsync();
        var (browser, _, teacher) = await SupportAsync(portal);
        await LookAsync(browser, teacher);

        foreach (var address in (string[])["/", "/contact", "/privacy-notice", "/schools/999999", "/support/orders"])
        {
            (await browser.GetAsync(address)).Document.QuerySelector(Banner).ShouldNotBeNull(address);
        }
    }

    [Fact]
    public async Task Supports_own_pages_are_not_the_persons()
    {
        await using var portal = await Portal.StartAsync();
        var (browser, _, teacher) = await SupportAsync(portal);
        await LookAsync(browser, teacher);

        var board = await browser.GetAsync("/support/orders");
        (board.Status, board.Heading).ShouldBe((HttpStatusCode.Forbidden, "You cannot see this page"));
        (await browser.GetAsync($"/support/people/{teacher.UserId}/look")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_newcomer_is_looked_as_without_notice_and_welcome()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var newcomer = await portal.Given.SchoolUserAsync(school, notice: false, welcomed: false);
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());
        await LookAsync(browser, newcomer);

        (await browser.GetAsync($"/schools/{school.Urn}")).Status.ShouldBe(HttpStatusCode.OK);
        var notice = await browser.GetAsync("/privacy-notice");
        var pressed = await browser.SubmitAsync(notice);

        pressed.Status.ShouldBe(HttpStatusCode.Forbidden);
        pressed.Heading.ShouldBe("You are only looking");
        (await portal.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == newcomer.UserId))).PrivacyNoticeSeenAt.ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_is_uploaded_and_what_is_sent_is_not_even_read()
    {
        await using var portal = await Portal.StartAsync();
        var (browser, school, teacher) = await SupportAsync(portal);
        await LookAsync(browser, teacher);

        using var upload = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "files", "evidence.pdf" } };
        var answer = await browser.Client.PostAsync($"/schools/{school.Urn}/more-devices/draft", upload);
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await portal.Database.ReadAsync(db => db.EvidenceFiles.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Signing_out_while_looking_signs_the_agent_out()
    {
        await using var portal = await Portal.StartAsync();
        var (browser, school, teacher) = await SupportAsync(portal);
        await LookAsync(browser, teacher);
        var page = await browser.GetAsync($"/schools/{school.Urn}");

        (await browser.SubmitAsync(page.Document.QuerySelector<IHtmlFormElement>("form[action='/sign-out']")!, page)).Location.ShouldBe("/");

        (await browser.GetAsync("/home")).Location.ShouldBe("/sign-in?returnUrl=%2Fhome");
    }

    private static async Task<(Browser Browser, School School, Viewer Teacher)> SupportAsync(Portal portal)
    {
        var school = await portal.Given.SchoolAsync();
        return (await portal.OpenAsAsync(await portal.Given.SupportAsync()), school, await portal.Given.SchoolUserAsync(school));
    }

    private static async Task<WebPage> LookAsync(Browser browser, Viewer person) =>
        await browser.SubmitAsync(await browser.GetAsync($"/support/people/{person.UserId}/look"), ("Why", "They cannot find their order"));
}
