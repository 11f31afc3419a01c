using GetHelp.Core.Orders;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>One press of "Place order" and what everybody who looks on sees of it.</summary>
public sealed class OrderTravelsTests(Stage stage) : StoryTest(stage)
{
    private static readonly string[] Kinds = ["Chromebooks", "iPads", "Routers"];

    [BrowserFact]
    public Task An_order_and_each_of_its_deliveries_show_on_pages_that_were_open_before() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Rowan Primary School");
        var (teacher, colleague, support) = (await Given.SchoolUserAsync(school), await Given.SchoolUserAsync(school), await Given.SupportAsync());

        var supportPage = await sessions.OpenAsAsync(support);
        var board = await BoardPage.ShownAsync(supportPage);
        var colleaguePage = await sessions.OpenAsAsync(colleague);
        var schoolHome = await SchoolHome.ShownAsync(colleaguePage, school);
        await supportPage.MarkAsync();
        await colleaguePage.MarkAsync();

        var teacherPage = await sessions.OpenAsync();
        var mailbox = await (await SignInPage.VisitAsync(teacherPage)).AskForLinkAsync(teacher);
        await mailbox.SignInAsync(teacher);
        var order = await (await SchoolHome.ShownAsync(teacherPage, school)).OrderAsync();
        var check = await order.ContinueWithAsync(new(Product.Chromebook, 12), new(Product.Ipad, 1), new(Product.Router, 3));
        var placed = await check.PlaceAsync();

        await board.ShowsAsync(placed.Number, "12 Chromebooks, 1 iPad and 3 routers");
        await Expect(schoolHome.OrderRow(placed.Number)).ToBeVisibleAsync();
        await schoolHome.SaysAsync("You can order 87 laptops and tablets and 7 routers");

        var story = await placed.FollowAsync();
        await teacherPage.MarkAsync();
        foreach (var kind in Kinds)
        {
            await Expect(story.Delivery(kind)).ToContainTextAsync("Delivered");
            await story.SaysAsync($"{kind} dispatched");
            await story.SaysAsync($"{kind} delivered");
        }

        await board.ShowsAsync(placed.Number, "Delivered");
        await Expect(schoolHome.OrderRow(placed.Number)).ToContainTextAsync("Delivered");
        foreach (var page in new[] { supportPage, colleaguePage, teacherPage })
        {
            await page.IsStillMarkedAsync();
        }
    });

    [BrowserFact]
    public Task A_rejected_order_gives_its_devices_back_and_says_why() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync(laptops: 20);
        var teacher = await Given.SchoolUserAsync(school);
        var orderPage = await sessions.OpenAsAsync(teacher);
        var schoolPage = (await sessions.OpenMoreLikeAsync(orderPage, 1))[0];
        var home = await SchoolHome.VisitAsync(schoolPage, school);
        await schoolPage.MarkAsync();

        var check = await CheckOrder.VisitAsync(orderPage, school, new LineAsked(Product.WindowsTablet, 13));
        var placed = await check.PlaceAsync();
        var story = await placed.FollowAsync();
        await orderPage.MarkAsync();

        await story.SaysAsync("The supplier rejected this order");
        await story.SaysAsync("The warehouse could not reserve these devices");
        await Expect(home.OrderRow(placed.Number)).ToContainTextAsync("Rejected");
        await home.SaysAsync("The warehouse could not reserve these devices");
        await home.SaysAsync("You can order 20 laptops and tablets");
        await orderPage.IsStillMarkedAsync();
        await schoolPage.IsStillMarkedAsync();
    });
}
