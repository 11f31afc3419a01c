using GetHelp.Core.Onboarding.Welcome;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.Onboarding.Welcome;
using GetHelp.Web.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Journeys;

/// <summary>Somebody who is new at a school finds their way in.</summary>
public sealed class WelcomeTests(Stage stage) : StoryTest(stage)
{
    private static readonly AskedPage Allocation = new("What is set aside for your school");
    private static readonly AskedPage HowToOrder = new("How you order");
    private static readonly AskedPage Devices = new("What there is to choose from");
    private static readonly AskedPage End = new("What happens next", "Finish");
    private static readonly Chosen No = new("No");

    [BrowserFact]
    public Task By_mouse_from_the_page_that_somebody_was_going_to_and_on_to_it() => TellAsync(async sessions =>
    {
        var (school, page, dee) = await BeganAsync(sessions);
        await page.GotoAsync($"{OrderLinks.OrderDevices(school.Urn)}?chromebook=3");
        await page.GoThroughAsync(Everything(school, dee));
        await page.IsLiveAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Your colleague gets an email with their invitation now.");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on to the page you came for" }).ClickAsync();

        await OrderDevices.ShownAsync(page);
        page.Url.ShouldEndWith("?chromebook=3");
        await IsDoneAsync(school, dee);
    });

    [BrowserFact]
    public Task By_keyboard_alone() => TellAsync(async sessions =>
    {
        var (school, page, dee) = await BeganAsync(sessions);
        await page.BeginAsync(Everything(school, dee));
        await page.GoThroughByKeyboardAsync(Everything(school, dee));
        await IsDoneAsync(school, dee);
    });

    [BrowserFact]
    public Task On_a_phone() => TellAsync(async sessions =>
    {
        var (school, page, dee) = await BeganAsync(sessions);
        await page.BeginAsync(Everything(school, dee));
        await page.GoThroughOnAPhoneAsync(Everything(school, dee));
        await IsDoneAsync(school, dee);
    });

    [BrowserFact]
    public Task On_a_line_that_is_cut_at_every_question() => TellAsync(async sessions =>
    {
        await using var wire = sessions.LayWire();
        var (school, page, dee) = await BeganAsync(sessions);
        await page.BeginAsync(Everything(school, dee), wire.Address);
        await page.GoThroughWithABrokenLineAsync(Everything(school, dee), wire);
        await IsDoneAsync(school, dee);
    }, scriptsMayFail: true);

    [BrowserFact]
    public Task Refreshing_at_every_question() => TellAsync(async sessions =>
    {
        var (school, page, dee) = await BeganAsync(sessions);
        await page.BeginAsync(Everything(school, dee));
        await page.GoThroughRefreshingAsync(Everything(school, dee));
        await IsDoneAsync(school, dee);
    });

    [BrowserFact]
    public Task On_two_machines_in_turns() => TellAsync(async sessions =>
    {
        var (school, page, dee) = await BeganAsync(sessions);
        var other = (await sessions.OpenMoreLikeAsync(page, 1))[0];
        await Everything(school, dee).GoThroughTakingTurnsAsync(page, other);
        await IsDoneAsync(school, dee);
    });

    [BrowserFact]
    public Task Two_colleagues_at_once_each_on_their_own() => TellAsync(async sessions =>
    {
        var (school, page, dee) = await BeganAsync(sessions);
        var kim = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school, name: "Kit Newcomer", welcomed: false));
        var mine = Everything(school, dee);
        await page.BeginAsync(mine);
        await kim.BeginAsync(mine);

        await page.AnswerAsync(mine.Asked[0]);
        await kim.ShowsAsync(mine.Asked[0]); // nothing of theirs has moved
        await page.GoThroughAsync(mine, from: 1);

        await kim.GoThroughAsync(new(mine.Start, [Allocation, HowToOrder, Devices, End], Home(school))); // three order now, and Chromebooks are answered
        await IsDoneAsync(school, dee);
    });

    [BrowserFact]
    public Task Whoever_is_here_already_is_said_where_they_are_named_with_all_that_was_typed() => TellAsync(async sessions =>
    {
        var (school, page, dee) = await BeganAsync(sessions);
        var kim = await Given.SchoolUserAsync(school, name: "Kay Colleague");
        var script = Everything(school, dee);
        await page.BeginAsync(script);
        foreach (var asked in script.Asked.Take(3))
        {
            await page.AnswerAsync(asked);
        }

        await page.AnswerAsync(Person("Kay Colleague", kim.EmailAddress));

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Kay Colleague has this email address and is one of the people of");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Email address", new() { Exact = true })).ToHaveValueAsync(kim.EmailAddress);
        await page.GoThroughAsync(script, from: 3);
        await IsDoneAsync(school, dee);
    });

    [BrowserFact]
    public Task A_page_of_the_school_leads_back_until_it_is_finished_and_the_welcome_leads_to_the_school_afterwards() => TellAsync(async sessions =>
    {
        var (hazel, maple) = (await Given.SchoolAsync("Hazel School"), await Given.SchoolAsync("Maple School"));
        var teacher = await Given.SchoolUserAsync(hazel);
        await Given.JoinAsync(teacher, maple, welcomed: false);
        var page = await sessions.OpenAsAsync(teacher);
        await SchoolHome.VisitAsync(page, hazel);
        await page.MarkAsync();

        await new OrganisationSwitcher(page).SwitchToAsync("Maple School");
        await page.ShowsAsync(Allocation);
        await page.IsStillMarkedAsync(); // on the same circuit, without a request
        await page.GoThroughAsync(Short(maple));
        await page.GotoAsync(WelcomeLinks.Question(maple.Urn, WelcomeQuestion.Devices));
        await SchoolHome.ShownAsync(page, maple);
    });

    /// <summary>The shortest way, for somebody who orders for a school where fewer than three do and that has said what it needs of Chromebooks.</summary>
    internal static JourneyScript Short(School school) =>
        new(WelcomeLinks.Start(school.Urn), [Allocation, HowToOrder, new("Does somebody else need access?", Fields: No), Devices, End], Home(school));

    /// <summary>The longest.</summary>
    internal static JourneyScript Everything(School school, string invited) => new(
        WelcomeLinks.Start(school.Urn),
        [
            Allocation,
            HowToOrder,
            new("Does somebody else need access?", Fields: new Chosen("Yes")),
            Person("Dee Low", invited),
            Devices,
            new("Will the school need Chromebooks?", Fields: new Chosen("Yes")),
            new("What is the school's Google domain?", Fields: new Typed("Google domain", "ash.example.org")),
            new("Which email address can the domain be recovered by?", Fields: new Typed("Recovery email address", "head@example.net")),
            End,
        ],
        Home(school));

    /// <summary>What only the heading of the school's home says: its name is above every question.</summary>
    private static string Home(School school) => $"URN {school.Urn}";

    private static AskedPage Person(string name, string address) => new(
        "Who needs access?", Fields: [new Typed("Full name", name), new Typed("Email address", address), new Typed("Telephone number (optional)", "01632 960 001"), new Chosen("Yes")]);

    private async Task<(School School, IPage Page, string Dee)> BeganAsync(Sessions sessions)
    {
        var school = await Given.SchoolAsync(domain: null);
        return (school, await sessions.OpenAsAsync(await Given.SchoolUserAsync(school, welcomed: false)), $"dee.{Guid.NewGuid():N}@example.net");
    }

    private async Task IsDoneAsync(School school, string dee)
    {
        (await Portal.Database.ReadAsync(async db => (await db.Schools.SingleAsync(s => s.Id == school.Id)).Chromebooks)).ShouldBe(
            new() { Answer = ChromebookAnswer.Yes, Domain = "ash.example.org", Check = DomainCheck.IsWorkspace, RecoveryAddress = "head@example.net" });
        var invited = await Portal.Database.ReadAsync(db => db.Memberships.Include(m => m.User).SingleAsync(m => m.User!.EmailAddress == dee));
        (invited.SchoolId, invited.User!.FullName, invited.OrdersDevices).ShouldBe((school.Id, "Dee Low", true));
    }
}
