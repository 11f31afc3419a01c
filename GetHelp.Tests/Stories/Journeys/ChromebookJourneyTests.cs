using GetHelp.Core.Organisations;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.Onboarding.Chromebooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Journeys;

/// <summary>A school says where its Chromebooks are enrolled.</summary>
public sealed class ChromebookJourneyTests(Stage stage) : StoryTest(stage)
{
    private const string Domain = "What is the school's Google domain?";

    [BrowserFact]
    public Task By_mouse_from_the_schools_page_and_back_to_it() => TellAsync(async sessions =>
    {
        var (school, page) = await BeganAsync(sessions);
        await SchoolHome.ShownAsync(page, school);
        var task = page.GetByRole(AriaRole.Link, new() { Name = "Say whether Chromebooks will be needed" });
        await task.ClickAsync();
        await page.GoThroughAsync(Script(school));
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on" }).ClickAsync();

        await SchoolHome.ShownAsync(page, school);
        await Expect(task).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Organisation details" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Enrolled on ash.example.org, recovery address head@example.net.");
        await IsSavedAsync(school);
    });

    [BrowserFact]
    public Task By_keyboard_alone() => TellAsync(async sessions =>
    {
        var (school, page) = await BeganAsync(sessions);
        await page.BeginAsync(Script(school));
        await page.GoThroughByKeyboardAsync(Script(school));
        await IsSavedAsync(school);
    });

    [BrowserFact]
    public Task On_a_phone() => TellAsync(async sessions =>
    {
        var (school, page) = await BeganAsync(sessions);
        await page.BeginAsync(Script(school));
        await page.GoThroughOnAPhoneAsync(Script(school));
        await IsSavedAsync(school);
    });

    [BrowserFact]
    public Task On_a_line_that_is_cut_at_every_question() => TellAsync(async sessions =>
    {
        await using var wire = sessions.LayWire();
        var (school, page) = await BeganAsync(sessions);
        await page.BeginAsync(Script(school), wire.Address);
        await page.GoThroughWithABrokenLineAsync(Script(school), wire);
        await IsSavedAsync(school);
    }, scriptsMayFail: true);

    [BrowserFact]
    public Task Refreshing_at_every_question() => TellAsync(async sessions =>
    {
        var (school, page) = await BeganAsync(sessions);
        await page.BeginAsync(Script(school));
        await page.GoThroughRefreshingAsync(Script(school));
        await IsSavedAsync(school);
    });

    [BrowserFact]
    public Task On_two_machines_in_turns() => TellAsync(async sessions =>
    {
        var (school, page) = await BeganAsync(sessions);
        var other = (await sessions.OpenMoreLikeAsync(page, 1))[0];
        await Script(school).GoThroughTakingTurnsAsync(page, other);
        await IsSavedAsync(school);
    });

    [BrowserFact]
    public Task Two_colleagues_at_once() => TellAsync(async sessions =>
    {
        var (school, page) = await BeganAsync(sessions);
        var kim = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school, name: "Kim Colleague"));
        var script = Script(school);
        await page.BeginAsync(script);
        await kim.BeginAsync(script);

        await page.AnswerAsync(script.Asked[0]);
        await page.ShowsAsync(script.Asked[1]);
        await kim.BeginAsync(script); // goes on where the other is
        await script.Asked[1].TwoAnswerAtOnceAsync(page, new(Domain, Fields: new Typed("Google domain", "kims.example.org")), kim);
        await page.GoThroughAsync(script, from: 2);
        await IsSavedAsync(school);
        await Expect(kim.GetByRole(AriaRole.Main)).ToContainTextAsync("has saved these answers already");
    });

    [BrowserFact]
    public Task Nobody_can_be_asked_about_the_domain_or_it_is_none_of_Google_Workspace() => TellAsync(async sessions =>
    {
        var (school, page) = await BeganAsync(sessions);
        var script = Script(school);
        await page.BeginAsync(script);
        await page.AnswerAsync(script.Asked[0]);
        await page.AnswerAsync(new(Domain, Fields: new Typed("Google domain", "not-google.example.org")));
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Google does not know not-google.example.org");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();

        await page.AnswerAsync(new(Domain, Fields: new Typed("Google domain", "https://out-of-order.example.org/mail")));
        await page.AnswerAsync(script.Asked[2]);
        await page.ShowsAsync(script.Asked[3]);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("We could not ask Google about this domain just now.");
        await page.AnswerAsync(script.Asked[3]);
        await page.ShowsHeadingAsync(script.Done);
    });

    [BrowserFact]
    public Task Somebody_elses_school_is_not_found() => TellAsync(async sessions =>
    {
        var (_, page) = await BeganAsync(sessions);
        await page.BeginAsync(Script(await Given.SchoolAsync()));
        await page.ShowsHeadingAsync("Page not found");
    });

    private async Task<(School School, IPage Page)> BeganAsync(Sessions sessions)
    {
        var school = await Given.SchoolAsync(domain: null);
        return (school, await sessions.OpenAsAsync(await Given.SchoolUserAsync(school)));
    }

    internal static JourneyScript Script(School school) => new(
        ChromebookJourneyLinks.Start(school.Urn),
        [
            new("Will the school need Chromebooks?", Fields: new Chosen("Yes")),
            new(Domain, Fields: new Typed("Google domain", "ash.example.org")),
            new("Which email address can the domain be recovered by?", Fields: new Typed("Recovery email address", "head@example.net")),
            new("Check your answers", "Save"),
        ],
        "Your answers are saved");

    private async Task IsSavedAsync(School school) =>
        (await Portal.Database.ReadAsync(async db => (await db.Schools.SingleAsync(s => s.Id == school.Id)).Chromebooks)).ShouldBe(
            new() { Answer = ChromebookAnswer.Yes, Domain = "ash.example.org", Check = DomainCheck.IsWorkspace, RecoveryAddress = "head@example.net" });
}
