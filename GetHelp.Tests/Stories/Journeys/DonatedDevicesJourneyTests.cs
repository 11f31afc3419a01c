using GetHelp.Core.Allocations;
using GetHelp.Core.DonatedDevices;
using GetHelp.Core.Onboarding;
using GetHelp.Core.Organisations;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.DonatedDevices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Journeys;

/// <summary>A school opts in for donated devices; a responsible body opts its schools in.</summary>
public sealed class DonatedDevicesJourneyTests(Stage stage) : StoryTest(stage)
{
    private const string Types = "Which types of device would you take?";

    [BrowserFact]
    public Task A_school_by_mouse_from_its_home_and_back_to_it() => TellAsync(async sessions =>
    {
        var (school, page) = await SchoolAsync(sessions);
        await SchoolHome.ShownAsync(page, school);
        await page.GetByRole(AriaRole.Link, new() { Name = "Opt in for donated devices" }).ClickAsync();
        await page.GoThroughAsync(OfSchool(school));
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = school.Name, Exact = true }).ClickAsync();

        await SchoolHome.ShownAsync(page, school);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("for 10 devices: Windows laptops and tablets or iPads");
        (await OptedInAsync(school)).ShouldBe([school.Id]);
    });

    [BrowserFact]
    public Task A_body_by_mouse_for_some_schools_and_again_for_the_rest() => TellAsync(async sessions =>
    {
        var (body, schools, page) = await BodyAsync(sessions);
        await BodyOrder.VisitAsync(page, body);
        await page.GetByRole(AriaRole.Link, new() { Name = "Opt your schools in for donated devices" }).ClickAsync();
        await page.GoThroughAsync(OfBody(body, schools));
        (await OptedInAsync(schools)).ShouldBe([schools[0].Id, schools[1].Id]);

        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Opt in the rest, or more of them" }).ClickAsync();
        await page.GoThroughAsync(new("", [new("Check your answers", "Opt in")], "3 schools are in the queue"));
        (await OptedInAsync(schools)).Count.ShouldBe(3);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Every school that you order for is in it.");
    });

    [BrowserFact]
    public Task A_school_by_keyboard_alone() => TellAsync(async sessions =>
    {
        var (school, page) = await SchoolAsync(sessions);
        await page.BeginAsync(OfSchool(school));
        await page.GoThroughByKeyboardAsync(OfSchool(school));
        (await OptedInAsync(school)).ShouldBe([school.Id]);
    });

    [BrowserFact]
    public Task A_body_by_keyboard_finds_a_school_and_Enter_there_does_not_go_on() => TellAsync(async sessions =>
    {
        var (body, schools, page) = await BodyAsync(sessions);
        var script = OfBody(body, schools);
        await page.BeginAsync(script);
        await page.GoThroughByKeyboardAsync(script with { Asked = [.. script.Asked.Take(5)], Done = "Choose the schools" });
        await page.IsLiveAsync();

        await page.TabToAsync(page.GetByLabel("Find a school"));
        await page.Keyboard.TypeAsync($"{schools[1].Urn}");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(1);
        await page.ShowsHeadingAsync("Choose the schools");
        await page.TabToAsync(page.GetByRole(AriaRole.Checkbox));
        await page.Keyboard.PressAsync("Space");
        await Expect(page.GetByText("1 of 3 selected")).ToBeVisibleAsync();
        await page.FollowByKeyboardAsync(AriaRole.Button, "Continue");
        await page.ShowsHeadingAsync(Types);
    });

    [BrowserFact]
    public Task A_body_on_a_phone() => TellAsync(async sessions =>
    {
        var (body, schools, page) = await BodyAsync(sessions);
        await page.BeginAsync(OfBody(body, schools));
        await page.GoThroughOnAPhoneAsync(OfBody(body, schools));
        (await OptedInAsync(schools)).Count.ShouldBe(2);
    });

    [BrowserFact]
    public Task A_body_on_a_line_that_is_cut_at_every_question() => TellAsync(async sessions =>
    {
        await using var wire = sessions.LayWire();
        var (body, schools, page) = await BodyAsync(sessions);
        await page.BeginAsync(OfBody(body, schools), wire.Address);
        await page.GoThroughWithABrokenLineAsync(OfBody(body, schools), wire);
        (await OptedInAsync(schools)).Count.ShouldBe(2);
    }, scriptsMayFail: true);

    [BrowserFact]
    public Task A_school_refreshing_at_every_question() => TellAsync(async sessions =>
    {
        var (school, page) = await SchoolAsync(sessions);
        await page.BeginAsync(OfSchool(school));
        await page.GoThroughRefreshingAsync(OfSchool(school));
        (await OptedInAsync(school)).ShouldBe([school.Id]);
    });

    [BrowserFact]
    public Task A_body_on_two_machines_in_turns() => TellAsync(async sessions =>
    {
        var (body, schools, page) = await BodyAsync(sessions);
        var other = (await sessions.OpenMoreLikeAsync(page, 1))[0];
        await OfBody(body, schools).GoThroughTakingTurnsAsync(page, other);
        (await OptedInAsync(schools)).Count.ShouldBe(2);
    });

    [BrowserFact]
    public Task Two_colleagues_of_a_school_at_once() => TellAsync(async sessions =>
    {
        var (school, page) = await SchoolAsync(sessions);
        var kim = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school, name: "Kim Colleague"));
        var script = OfSchool(school);
        await page.BeginAsync(script);
        await page.GoThroughAsync(script with { Asked = [.. script.Asked.Take(4)], Done = Types });
        await kim.BeginAsync(script); // goes on where the other is
        await script.Asked[4].TwoAnswerAtOnceAsync(page, new(Types, Fields: new Ticked("Chromebooks")), kim);

        await page.GoThroughAsync(script, from: 5);
        (await OptedInAsync(school)).ShouldBe([school.Id]);
        await Expect(kim.GetByRole(AriaRole.Main)).ToContainTextAsync("has saved these answers already");
    });

    [BrowserFact]
    public Task Saying_no_keeps_nothing_and_can_be_taken_back() => TellAsync(async sessions =>
    {
        var (school, page) = await SchoolAsync(sessions);
        var script = OfSchool(school);
        await page.BeginAsync(script);
        await page.AnswerAsync(new(script.Asked[0].Heading, Fields: new Chosen("No, we do not need donated devices now")));
        await page.ShowsHeadingAsync("Your school has not been opted in");
        (await Portal.Database.ReadAsync(db => db.Journeys.Where(j => j.SchoolId == school.Id).Select(j => j.State).ToListAsync())).ShouldAllBe(state => state == JourneyState.Abandoned);

        await page.BeginAsync(script);
        await page.ShowsAsync(script.Asked[0]);
        await Expect(page.GetByRole(AriaRole.Radio, new() { Checked = true })).ToHaveCountAsync(0);
    });

    [BrowserFact]
    public Task What_is_not_theirs_is_not_found() => TellAsync(async sessions =>
    {
        var (_, page) = await SchoolAsync(sessions);
        await page.GotoAsync(DonatedDevicesLinks.Question(JourneyPlace.Of((await Given.SchoolAsync()).Urn), DonatedDevicesQuestion.Interest));
        await page.ShowsHeadingAsync("Page not found");
        await page.GotoAsync(DonatedDevicesLinks.Of((await Given.ResponsibleBodyAsync()).Id));
        await page.ShowsHeadingAsync("Page not found");
    });

    internal static JourneyScript OfSchool(School school) => new(
        DonatedDevicesLinks.Start(JourneyPlace.Of(school.Urn)),
        [
            .. Beginning("Would your school take donated devices?"),
            .. End("How many devices would your school take?"),
        ],
        $"{school.Name} is in the queue");

    /// <summary>The first two of its schools.</summary>
    internal static JourneyScript OfBody(ResponsibleBody body, School[] schools) => new(
        DonatedDevicesLinks.Start(JourneyPlace.Of(body.Id)),
        [
            .. Beginning("Would your schools take donated devices?"),
            new("Which schools do you want to opt in?", Fields: new Chosen("Some of them")),
            new("Choose the schools", Fields: [.. schools[..2].Select(school => new Ticked($"{school.Name} {school.Address.Town}, {school.Urn}"))]),
            .. End("How many devices would each school take?"),
        ],
        "2 schools are in the queue");

    private static AskedPage[] Beginning(string heading) =>
    [
        new(heading, Fields: new Chosen("Yes, show me how it works")),
        new("What you would get"),
        new("How the queue works"),
        new("Do you want to go on?", Fields: new Chosen("Yes")),
    ];

    private static AskedPage[] End(string howMany) =>
    [
        new(Types, Fields: [new Ticked("Windows laptops and tablets"), new Ticked("iPads")]),
        new(howMany, Fields: new Chosen("10 devices")),
        new("Who your details are shared with"),
        new("What the Department does not answer for", "I have read this"),
        new("Check your answers", "Opt in"),
    ];

    private async Task<(School School, IPage Page)> SchoolAsync(Sessions sessions)
    {
        var school = await Given.SchoolAsync();
        return (school, await sessions.OpenAsAsync(await Given.SchoolUserAsync(school)));
    }

    private async Task<(ResponsibleBody Body, School[] Schools, IPage Page)> BodyAsync(Sessions sessions)
    {
        var body = await Given.ResponsibleBodyAsync();
        School[] schools =
        [
            await Given.SchoolAsync("Ash School", body: body, who: WhoWillOrder.ResponsibleBody),
            await Given.SchoolAsync("Elm School", body: body, who: WhoWillOrder.ResponsibleBody),
            await Given.SchoolAsync("Oak School", body: body, who: WhoWillOrder.ResponsibleBody),
        ];
        return (body, schools, await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(body)));
    }

    private async Task<List<int>> OptedInAsync(params School[] schools)
    {
        var ids = schools.Select(school => school.Id).ToList();
        return await Portal.Database.ReadAsync(db => db.OptedInSchools.Where(s => ids.Contains(s.SchoolId)).OrderBy(s => s.SchoolId).Select(s => s.SchoolId).ToListAsync());
    }
}
