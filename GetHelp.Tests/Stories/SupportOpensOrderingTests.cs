using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>Support changes what a school can order while the school has its page open.</summary>
public sealed class SupportOpensOrderingTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task A_school_sees_ordering_open_without_a_refresh_and_orders() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Juniper Primary School", laptops: 40, routers: 5, state: OrderState.CannotOrder);
        var schoolPage = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school));
        var home = await SchoolHome.ShownAsync(schoolPage, school);
        await home.SaysAsync("You cannot order yet");
        await schoolPage.MarkAsync();

        var supportPage = await sessions.OpenAsAsync(await Given.SupportAsync());
        var support = await SupportSchoolPage.FindAsync(supportPage, school);
        await support.AnswerOrderStateAsync("Yes, for specific circumstances", why: "Year 9 is isolating");
        await support.EnterAsync("Laptops and tablets", "41");
        await support.EnterAsync("Routers", "3");
        await support.ContinueAsync();
        await support.ProblemAsync("enter at most the 40 set aside");
        await support.EnterAsync("Laptops and tablets", "12");
        await support.ContinueAsync();
        await support.SaysAsync("Left to order: 0 to 12");
        await support.ApplyAsync("Change order state", said: "Order state changed");

        await home.SaysAsync("You can order 12 laptops and tablets and 3 routers");
        var order = await home.OrderAsync();
        await (await order.ContinueWithAsync(new LineAsked(Product.Chromebook, 12))).PlaceAsync();
        await schoolPage.IsStillMarkedAsync();

        await support.SaysAsync("Order placed");
        await support.OpenAllocationAsync("laptops and tablets");
        await support.EnterAsync("Set aside", "11");
        await support.EnterAsync("Why?", "Fewer pupils");
        await supportPage.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Change allocation" }).ClickAsync();
        await support.ProblemAsync("12 laptops and tablets are already ordered. Enter 12 or more.");
        await support.EnterAsync("Set aside", "12");
        await support.ApplyAsync("Change allocation", said: "Allocation changed");
        await support.SaysAsync("Laptops and tablets: 40 to 12; can order 0 to 0");
    });

    [BrowserFact]
    public Task What_goes_out_of_stock_does_so_on_an_order_page_that_is_open() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync();
        var schoolPage = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school));
        var order = await OrderDevices.VisitAsync(schoolPage, school);
        await Expect(order.Field(Product.WindowsTablet)).ToBeVisibleAsync();
        await order.Field(Product.Ipad).FillAsync("3");
        await schoolPage.MarkAsync();

        var stock = await StockPage.VisitAsync(await sessions.OpenAsAsync(await Given.SupportAsync()));
        await stock.SetAsync(Product.WindowsTablet, "Out of stock");

        await Expect(order.Field(Product.WindowsTablet)).ToBeHiddenAsync();
        await Expect(order.Field(Product.Ipad)).ToHaveValueAsync("3");
        await stock.SetAsync(Product.WindowsTablet, "Low stock");
        await Expect(order.Field(Product.WindowsTablet)).ToBeVisibleAsync();
        await stock.SetAsync(Product.WindowsTablet, "Available");
        await schoolPage.IsStillMarkedAsync();
    });
}
