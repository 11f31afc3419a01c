using GetHelp.Core.Live;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace GetHelp.Tests.Stories;

public sealed class FirstSignInTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task Somebody_signs_in_for_the_first_time_reads_the_notice_and_is_at_their_school() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Hawthorn School");
        var teacher = await Given.SchoolUserAsync(school, notice: false);
        var page = await sessions.OpenAsync();

        var mailbox = await (await SignInPage.VisitAsync(page)).AskForLinkAsync(teacher);
        await mailbox.SignInAsync(teacher);
        await (await PrivacyNotice.ShownAsync(page)).ContinueAsync();

        await SchoolHome.ShownAsync(page, school);
    });

    [BrowserFact]
    public Task Somebody_of_two_schools_chooses_one_and_switches_to_the_other() => TellAsync(async sessions =>
    {
        var (hazel, maple) = (await Given.SchoolAsync("Hazel School"), await Given.SchoolAsync("Maple School"));
        var teacher = await Given.SchoolUserAsync(hazel);
        await Given.JoinAsync(teacher, maple);
        var page = await sessions.OpenAsAsync(teacher);

        await page.ShowsHeadingAsync("Your organisations");
        await page.GetByRole(AriaRole.Main).GetByText("Hazel School").ClickAsync();
        await SchoolHome.ShownAsync(page, hazel);
        var switcher = new OrganisationSwitcher(page);
        await switcher.NamesAsync("Hazel School");

        await switcher.SwitchToAsync("Maple School");

        await SchoolHome.ShownAsync(page, maple);
        await switcher.NamesAsync("Maple School");
    });

    [BrowserFact]
    public Task Somebody_waits_for_their_account_and_orders_as_soon_as_it_is_ready() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Whitebeam School", laptops: 12, routers: 0);
        var teacher = await Given.SchoolUserAsync(school, account: false);
        var page = await sessions.OpenAsAsync(teacher);
        var home = await SchoolHome.ShownAsync(page, school);
        await home.SaysAsync("You will be able to order 12 laptops and tablets");
        await home.SaysAsync("Waiting for the supplier");
        await page.MarkAsync();

        await Given.AccountAsync(teacher);
        Portal.Services.GetRequiredService<LiveUpdates>().Publish([Topic.Person(teacher.UserId!.Value)]);

        await home.SaysAsync("You can order 12 laptops and tablets");
        await home.OrderAsync();
        await page.IsStillMarkedAsync();
    });

    [BrowserFact]
    public Task Everything_about_a_school_is_a_press_away_from_its_home() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Hornbeam School");
        var page = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school));

        foreach (var (link, heading) in new[] { ("Deliveries", "Deliveries"), ("Organisation details", "Organisation details"), ("What has happened", "What has happened") })
        {
            await SchoolHome.VisitAsync(page, school);
            await page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
            await page.ShowsHeadingAsync(heading);
            await page.IsLiveAsync();
        }
    });
}
