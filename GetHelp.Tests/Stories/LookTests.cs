using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>Support sees the service as somebody else sees it, and changes nothing.</summary>
public sealed class LookTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task Support_sees_what_somebody_sees_and_what_it_presses_is_refused() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync(laptops: 10);
        var teacher = await Given.SchoolUserAsync(school);
        var page = await sessions.OpenAsAsync(await Given.SupportAsync());
        await (await LookAs.OpenAsync(page, teacher)).BeginAsync("They say that they cannot order");

        await SchoolHome.ShownAsync(page, school);
        await LookAs.IsMarkedAsync(page, teacher);
        var check = await CheckOrder.VisitAsync(page, school, new LineAsked(Product.Chromebook, 4));
        await LookAs.IsMarkedAsync(page, teacher);
        await check.PressAsync();
        await check.SaysAsync($"You are seeing this as {teacher.Name} sees it, so you cannot change anything.");

        (await Portal.Database.ReadAsync(db => db.Orders.CountAsync(o => o.SchoolId == school.Id))).ShouldBe(0);
        await LookAs.StopAsync(page);
        await page.ShowsHeadingAsync(teacher.Name);
        await LookAs.IsNotMarkedAsync(page);
        await Expect(page.GetByText("They say that they cannot order")).ToBeVisibleAsync();
        await BoardPage.VisitAsync(page);
    });

    [BrowserFact]
    public Task What_is_seen_is_live_and_other_tabs_of_support_say_that_they_are_another_ones() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync(laptops: 10);
        var teacher = await Given.SchoolUserAsync(school);
        var page = await sessions.OpenAsAsync(await Given.SupportAsync());
        var other = await page.Context.NewPageAsync();
        await BoardPage.VisitAsync(other);
        await (await LookAs.OpenAsync(page, teacher)).BeginAsync("They cannot find their order");
        var home = await SchoolHome.ShownAsync(page, school);

        await new SessionNotice(other).SaysAsync($"You see the service as {teacher.Name} now");
        var order = await Portal.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 2));

        await Expect(home.OrderRow(order)).ToBeVisibleAsync();
        await LookAs.StopAsync(page);
        await page.ShowsHeadingAsync(teacher.Name);
        await new SessionNotice(other).IsGoneAsync();
    });

    [BrowserFact]
    public Task A_narrow_phone_shows_the_mark_and_how_to_stop() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync();
        var teacher = await Given.SchoolUserAsync(school, name: "Maximiliana Wolfeschlegelsteinhausenbergerdorff");
        var page = await sessions.OpenAsAsync(await Given.SupportAsync());
        await (await LookAs.OpenAsync(page, teacher)).BeginAsync("They say that it does not fit their phone");
        await SchoolHome.ShownAsync(page, school);
        var seen = new Inspection(page);

        await seen.LookAsync("a school's home in a look");
        await seen.VisitAsync("/contact", "/schools/999999");

        seen.Problems.ShouldBeEmpty();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true })).ToBeInViewportAsync();
    });
}
