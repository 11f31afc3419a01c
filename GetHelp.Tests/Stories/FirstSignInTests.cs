using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;

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
        await page.GetByRole(Microsoft.Playwright.AriaRole.Main).GetByText("Hazel School").ClickAsync();
        await SchoolHome.ShownAsync(page, hazel);
        var switcher = new OrganisationSwitcher(page);
        await switcher.NamesAsync("Hazel School");

        await switcher.SwitchToAsync("Maple School");

        await SchoolHome.ShownAsync(page, maple);
        await switcher.NamesAsync("Maple School");
    });
}
