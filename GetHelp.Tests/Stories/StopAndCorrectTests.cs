using GetHelp.Core.Orders;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>A school makes a mistake and support puts it right, each on pages that stay open.</summary>
public sealed class StopAndCorrectTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task An_order_is_corrected_and_then_stopped_while_the_school_looks_on() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Hazel Primary School", laptops: 40, routers: 5);
        var teacher = await Given.SchoolUserAsync(school);
        var number = await Portal.OldOrderAsync(school, teacher, new LineAsked(Product.Chromebook, 12), new LineAsked(Product.Router, 3));
        var supportPage = await sessions.OpenAsAsync(await Given.SupportAsync());
        var requests = await RequestsPage.VisitAsync(supportPage);
        var schoolPage = await sessions.OpenAsAsync(teacher);
        var homePage = (await sessions.OpenMoreLikeAsync(schoolPage, 1))[0];
        var home = await SchoolHome.VisitAsync(homePage, school);
        await homePage.MarkAsync();

        await OneOrder.VisitAsync(schoolPage, number);
        var order = await (await StopOrCorrect.OpenAsync(schoolPage)).CorrectAsync(number, "Two too many", new LineAsked(Product.Chromebook, 10));
        await schoolPage.MarkAsync();
        await order.SaysAsync("Asks to correct");
        await Expect(home.OrderRow(number)).ToContainTextAsync("Asks to correct");
        await Expect(requests.Row(number)).ToContainTextAsync("Two too many");
        await requests.DecideAsync(number, "Correct the order", said: "You agreed to the request");

        await order.SaysAsync("12 Chromebooks and 3 routers to 10 Chromebooks and 3 routers");
        await order.SaysAsync("Order corrected");
        await home.SaysAsync("You can order 30 laptops and tablets and 2 routers");
        await schoolPage.IsStillMarkedAsync();

        order = await (await StopOrCorrect.OpenAsync(schoolPage)).StopAsync(number, "We do not need them any more");
        await schoolPage.MarkAsync();
        requests = await RequestsPage.VisitAsync(supportPage);
        await requests.DecideAsync(number, "Stop the order", said: "You agreed to the request");

        await order.SaysAsync("This order was stopped");
        await Expect(home.OrderRow(number)).ToContainTextAsync("Stopped");
        await home.SaysAsync("You can order 40 laptops and tablets and 5 routers");
        await schoolPage.IsStillMarkedAsync();
        await homePage.IsStillMarkedAsync();
    });
}
