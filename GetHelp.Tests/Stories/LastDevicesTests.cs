using GetHelp.Core.Orders;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace GetHelp.Tests.Stories;

/// <summary>Many people want the same few devices at the same moment.</summary>
public sealed class LastDevicesTests(Stage stage) : StoryTest(stage)
{
    private const int People = 30;
    private const int LeftToOrder = 11;

    [BrowserFact]
    public Task Thirty_press_at_once_and_exactly_what_was_left_is_sold() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync(laptops: LeftToOrder, routers: 0);
        var first = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school));
        var pages = await sessions.OpenMoreLikeAsync(first, People);
        var checks = new List<CheckOrder>();
        foreach (var page in pages)
        {
            checks.Add(await CheckOrder.VisitAsync(page, school, new LineAsked(Product.Chromebook, 1)));
        }

        await Task.WhenAll(checks.Select(check => check.PressAsync()));
        var answers = await Task.WhenAll(checks.Select(async check => (check, Placed: await check.AnswerAsync())));

        answers.Count(answer => answer.Placed).ShouldBe(LeftToOrder);
        foreach (var (check, _) in answers.Where(answer => !answer.Placed))
        {
            await check.SaysAsync("there are none left to order");
        }

        (await Portal.Database.ReadAsync(db => db.Orders.CountAsync(o => o.SchoolId == school.Id))).ShouldBe(LeftToOrder);
    });

    [BrowserFact]
    public Task Who_asked_for_too_much_reads_how_many_are_left_and_can_order_those() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync(laptops: 5);
        var page = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school));
        var check = await CheckOrder.VisitAsync(page, school, new LineAsked(Product.Ipad, 5));
        await Portal.OrderAsync(school, await Given.SchoolUserAsync(school), new LineAsked(Product.Chromebook, 2));

        await check.PressAsync();
        (await check.AnswerAsync()).ShouldBeFalse();
        await check.SaysAsync("You asked for 5 laptops and tablets. You can still order 3 laptops and tablets.");

        var order = await check.ChangeAsync();
        await order.ContinueWithAsync(new LineAsked(Product.Ipad, 3));
        await check.PlaceAsync();
    });
}
