using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People;

public sealed class HomePageTests
{
    [Fact]
    public async Task Somebody_of_one_school_is_taken_to_it()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school));

        (await browser.GetAsync("/home")).Location.ShouldBe($"/schools/{school.Urn}");
    }

    [Fact]
    public async Task Somebody_of_one_responsible_body_is_taken_to_its_orders()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.ResponsibleBodyUserAsync(body));

        (await browser.GetAsync("/home")).Location.ShouldBe($"/responsible-bodies/{body.Id}");
    }

    [Fact]
    public async Task Somebody_of_several_organisations_chooses_among_them_and_no_others()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync("Barsetshire");
        var first = await portal.Given.SchoolAsync("St Joseph's");
        var second = await portal.Given.SchoolAsync("St Joseph's");
        await portal.Given.SchoolAsync("Somebody else's");
        var person = await portal.Given.ResponsibleBodyUserAsync(body);
        await JoinAsync(portal, person, first, second);
        var browser = await portal.OpenAsAsync(person);

        var page = await browser.GetAsync("/home");

        page.Heading.ShouldBe("Your organisations");
        page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ShouldBe(
            [$"/responsible-bodies/{body.Id}", $"/schools/{first.Urn}", $"/schools/{second.Urn}"]);
        page.Text.ShouldContain($"Exampleton, URN {first.Urn}");
    }

    [Fact]
    public async Task A_membership_that_was_taken_away_is_gone_at_the_next_page()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var person = await portal.Given.SchoolUserAsync(school);
        var browser = await portal.OpenAsAsync(person);
        await portal.Database.ReadAsync(db => db.Memberships.Where(m => m.UserId == person.UserId).ExecuteDeleteAsync());

        var page = await browser.GetAsync("/home");

        page.Text.ShouldContain("You do not belong to a school or organisation yet.");
    }

    [Fact]
    public async Task Somebody_of_a_mobile_network_finds_its_name_and_what_will_be_there()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.NetworkUserAsync("Skylark Mobile"));

        var page = await browser.GetAsync("/home");

        page.Heading.ShouldBe("Skylark Mobile");
        page.Text.ShouldContain("There is nothing for you to answer yet.");
    }

    [Fact]
    public async Task Both_lines_of_support_land_on_the_board_and_the_third_one_alone_is_led_to_the_register()
    {
        await using var portal = await Portal.StartAsync();
        foreach (var (person, seesRegister) in new[] { (await portal.Given.SupportAsync(), false), (await portal.Given.ThirdLineAsync(), true) })
        {
            var browser = await portal.OpenAsAsync(person);

            var board = await browser.GetAsync("/support/orders");

            (await browser.GetAsync("/home")).Location.ShouldBe("/support/orders");
            board.Document.QuerySelectorAll(".site-nav a").Any(link => link.GetAttribute("href") == "/support/register").ShouldBe(seesRegister);
        }
    }

    private static async Task JoinAsync(Portal portal, Viewer person, params School[] schools)
    {
        await using var db = portal.Database.Open();
        db.Memberships.AddRange(schools.Select(school => new Membership { UserId = person.UserId!.Value, SchoolId = school.Id }));
        await db.SaveChangesAsync();
    }
}
