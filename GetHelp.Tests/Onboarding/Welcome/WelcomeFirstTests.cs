using GetHelp.Core.Onboarding.Welcome;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Onboarding.Welcome;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Onboarding.Welcome;

/// <summary>Who is led to a school's welcome, and from where.</summary>
public sealed class WelcomeFirstTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/order?chromebook=3&router=1")]
    [InlineData("/details")]
    [InlineData("/deliveries")]
    [InlineData("/timeline")]
    [InlineData("/people")]
    [InlineData("/people/invite")]
    [InlineData("/more-devices")]
    [InlineData("/chromebooks/will-you-need")]
    public async Task Every_page_of_the_school_leads_to_it_and_it_knows_where_somebody_was_going(string page)
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school, welcomed: false));
        var wanted = $"/schools/{school.Urn}{page}";

        var welcome = (await browser.GetAsync(wanted)).Location;

        welcome.ShouldBe(page.Length == 0 ? WelcomeLinks.Start(school.Urn) : $"{WelcomeLinks.Start(school.Urn)}?return={Uri.EscapeDataString(wanted)}");
        (await browser.GetAsync(welcome!)).Location!.ShouldStartWith(WelcomeLinks.Question(school.Urn, WelcomeQuestion.Allocation));
    }

    [Fact]
    public async Task Nobody_else_is_led_there()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync();
        var (school, other) = (await portal.Given.SchoolAsync(body: body), await portal.Given.SchoolAsync());
        var newcomer = await portal.Given.SchoolUserAsync(other);
        await portal.Given.JoinAsync(newcomer, school, welcomed: false);

        (await (await portal.OpenAsAsync(newcomer)).GetAsync($"/schools/{other.Urn}")).Heading.ShouldContain(other.Name, customMessage: "they have been welcomed there");
        (await (await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school))).GetAsync($"/schools/{school.Urn}")).Heading.ShouldContain(school.Name);
        (await (await portal.OpenAsAsync(await portal.Given.ResponsibleBodyUserAsync(body))).GetAsync($"/schools/{school.Urn}")).Heading.ShouldContain(school.Name);
        (await (await portal.OpenAsAsync(await portal.Given.SupportAsync())).GetAsync($"/schools/{school.Urn}")).Heading.ShouldContain(school.Name);
    }

    [Fact]
    public async Task Whoever_has_been_through_it_is_led_from_it_to_the_school_and_a_stranger_finds_nothing()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school));
        var stranger = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()));

        foreach (var address in new[] { WelcomeLinks.Start(school.Urn), WelcomeLinks.Question(school.Urn, WelcomeQuestion.WhatHappensNext) })
        {
            (await browser.GetAsync(address)).Location.ShouldBe($"/schools/{school.Urn}");
            (await stranger.GetAsync(address)).Heading.ShouldBe("Page not found");
        }
    }
}
