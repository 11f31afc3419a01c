using System.Net;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People;

public sealed class FirstSignInPagesTests
{
    [Fact]
    public async Task Signing_in_for_the_first_time_leads_to_the_notice_and_then_to_the_school()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var teacher = await portal.Given.SchoolUserAsync(school, notice: false);
        var browser = await portal.OpenAsAsync(teacher);

        (await browser.GetAsync("/home")).Location.ShouldBe("/privacy-notice?returnUrl=%2Fhome");
        var notice = await browser.GetAsync("/privacy-notice?returnUrl=%2Fhome");
        notice.Heading.ShouldBe("How we use your details");
        notice.Document.QuerySelectorAll("main button").ShouldHaveSingleItem().TextContent.ShouldBe("Continue");
        (await browser.SubmitAsync(notice)).Location.ShouldBe("/home");

        (await browser.GetAsync("/home")).Location.ShouldBe($"/schools/{school.Urn}");
        (await portal.Database.ReadAsync(db => db.Users.SingleAsync(u => u.Id == teacher.UserId))).PrivacyNoticeSeenAt.ShouldBe(portal.Database.Clock.Now);
    }

    [Fact]
    public async Task A_link_to_a_page_leads_to_the_notice_first_and_then_there_with_all_that_was_in_it()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school, notice: false));
        var wanted = $"/schools/{school.Urn}/order?chromebook=3&router=1";

        var sentAway = await browser.GetAsync(wanted);
        sentAway.Location.ShouldBe($"/privacy-notice?returnUrl={Uri.EscapeDataString(wanted)}");
        (await browser.SubmitAsync(await browser.GetAsync(sentAway.Location!))).Location.ShouldBe(wanted);

        (await browser.GetAsync(wanted)).Heading.ShouldContain("Order devices");
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    public async Task The_notice_never_leads_to_another_site(string returnUrl)
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync(), notice: false));

        var notice = await browser.GetAsync($"/privacy-notice?returnUrl={Uri.EscapeDataString(returnUrl)}");

        (await browser.SubmitAsync(notice)).Location.ShouldBe("/home");
    }

    [Fact]
    public async Task Pages_for_everybody_are_not_kept_from_somebody_who_has_not_read_it()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync(), notice: false));

        (await browser.GetAsync("/privacy")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/nowhere")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Support_reads_no_notice()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        (await browser.GetAsync("/home")).Location.ShouldBe("/support/orders");
    }

    [Fact]
    public async Task The_link_says_for_which_organisations_it_signs_in()
    {
        await using var portal = await Portal.StartAsync();
        var (ash, elm) = (await portal.Given.SchoolAsync("Ash School"), await portal.Given.SchoolAsync("Elm School"));
        var teacher = await portal.Given.SchoolUserAsync(ash);
        await portal.Given.JoinAsync(teacher, elm);

        var link = await portal.Open().OpenLinkAsync(await portal.LinkForAsync(teacher));

        link.Text.ShouldContain("You will be working for Ash School and Elm School.");
    }

    [Fact]
    public async Task Every_page_names_the_one_organisation_that_somebody_has()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync("Ash School");
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school));

        foreach (var url in new[] { $"/schools/{school.Urn}", "/contact", "/privacy-notice" })
        {
            var page = await browser.GetAsync(url);
            page.Document.QuerySelector("nav.organisation a")!.TextContent.ShouldBe("Ash School", url);
            page.Document.QuerySelectorAll("nav.organisation details").ShouldBeEmpty(url);
        }
    }

    [Fact]
    public async Task Somebody_of_several_reads_on_every_page_of_which_one_it_is_and_can_go_to_the_others()
    {
        await using var portal = await Portal.StartAsync();
        var trust = await portal.Given.ResponsibleBodyAsync("Exampleshire Trust");
        var (ash, elm) = (await portal.Given.SchoolAsync("Ash School"), await portal.Given.SchoolAsync("Elm School", body: trust));
        var person = await portal.Given.ResponsibleBodyUserAsync(trust);
        await portal.Given.JoinAsync(person, ash);
        var order = await portal.Given.OrderAsync(ash);
        var browser = await portal.OpenAsAsync(person);

        (await HereAsync(browser, $"/schools/{ash.Urn}/order")).ShouldBe("Ash School");
        (await HereAsync(browser, $"/schools/{elm.Urn}")).ShouldBe("Exampleshire Trust", "they see it as one of its responsible body");
        (await HereAsync(browser, $"/responsible-bodies/{trust.Id}/orders")).ShouldBe("Exampleshire Trust");
        (await HereAsync(browser, $"/orders/{order}")).ShouldBe("Ash School");
        (await HereAsync(browser, "/contact")).ShouldBe("Your organisations");
        (await browser.GetAsync("/home")).Document.QuerySelectorAll("nav.organisation").ShouldBeEmpty("there it is the page itself");
        var page = await browser.GetAsync($"/orders/{order}");
        page.Document.QuerySelectorAll("nav.organisation li a").Select(a => a.GetAttribute("href")).ShouldBe([$"/responsible-bodies/{trust.Id}", $"/schools/{ash.Urn}"]);
    }

    [Fact]
    public async Task Support_has_no_organisation_to_be_named()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        (await browser.GetAsync("/contact")).Document.QuerySelectorAll("nav.organisation").ShouldBeEmpty();
    }

    private static async Task<string> HereAsync(Browser browser, string url) =>
        (await browser.GetAsync(url)).Document.QuerySelector("nav.organisation summary strong")!.TextContent;
}
