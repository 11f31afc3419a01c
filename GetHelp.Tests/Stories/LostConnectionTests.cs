using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;

namespace GetHelp.Tests.Stories;

/// <summary>The connection drops in the middle of an order. Nobody can know whether the press arrived, so pressing again must be safe.</summary>
public sealed class LostConnectionTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task A_press_that_did_not_arrive_is_pressed_again_when_the_connection_is_back() => TellAsync(async sessions =>
    {
        await using var wire = sessions.LayWire();
        var (page, school, check) = await CheckOverAsync(sessions, wire);

        wire.Cut();
        await page.SaysConnectionIsLostAsync();
        await check.PressAsync();
        (await OrdersOfAsync(school)).ShouldBe(0);
        wire.Mend();
        await page.IsConnectedAgainAsync();
        await check.PressUntilPlacedAsync();

        (await OrdersOfAsync(school)).ShouldBe(1);
    }, scriptsMayFail: true);

    [BrowserFact]
    public Task A_press_whose_answer_was_lost_is_one_order_however_often_it_is_pressed_again() => TellAsync(async sessions =>
    {
        await using var wire = sessions.LayWire();
        var (page, school, check) = await CheckOverAsync(sessions, wire);

        await LoseTheAnswerAsync(wire, check, school);
        wire.Cut();
        await page.SaysConnectionIsLostAsync();
        wire.Mend();
        await page.IsConnectedAgainAsync();
        await check.PressUntilPlacedAsync();

        (await OrdersOfAsync(school)).ShouldBe(1);
    }, scriptsMayFail: true);

    [BrowserFact]
    public Task Who_reloads_after_the_answer_was_lost_is_told_that_the_order_is_placed() => TellAsync(async sessions =>
    {
        await using var wire = sessions.LayWire();
        var (page, school, check) = await CheckOverAsync(sessions, wire);

        await LoseTheAnswerAsync(wire, check, school);
        wire.Cut();
        wire.Mend();
        await page.ReloadAsync();
        await page.ShowsHeadingAsync("Check your order");
        await check.SaysAsync("This order has been placed");
        (await check.CanBePressedAsync()).ShouldBeFalse();

        (await OrdersOfAsync(school)).ShouldBe(1);
    }, scriptsMayFail: true);

    private async Task<(IPage Page, School School, CheckOrder Check)> CheckOverAsync(Sessions sessions, Wire wire)
    {
        var school = await Given.SchoolAsync(laptops: 10);
        var page = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school));
        return (page, school, await CheckOrder.VisitAsync(page, wire.Address, school, new LineAsked(Product.Chromebook, 4)));
    }

    /// <summary>A press that arrives at the portal, which places the order and cannot say so.</summary>
    private async Task LoseTheAnswerAsync(Wire wire, CheckOrder check, School school)
    {
        wire.LoseAnswers();
        await check.PressAsync();
        await Eventually.BecomesTrueAsync("the order to be kept", async () => await OrdersOfAsync(school) == 1);
    }

    private Task<int> OrdersOfAsync(School school) => Portal.Database.ReadAsync(db => db.Orders.CountAsync(o => o.SchoolId == school.Id));
}
