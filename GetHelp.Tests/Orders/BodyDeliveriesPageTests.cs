using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class BodyDeliveriesPageTests : ScreenTest
{
    [Fact]
    public async Task What_comes_what_is_late_and_what_has_come_are_one_press_apart_and_follow_the_supplier()
    {
        var body = await Given.ResponsibleBodyAsync();
        var viewer = await Given.ResponsibleBodyUserAsync(body);
        var school = await Given.SchoolAsync("Ash School", body: body, who: WhoWillOrder.ResponsibleBody);
        var order = await Given.OrderAsync(school, viewer, new(Product.Ipad, 2), new(Product.Router, 1));
        await HappensAsync(order, OrderEventType.Accepted);
        await HappensAsync(order, OrderEventType.Dispatched, DeliveryKind.Apple);
        Database.Clock.Advance(TimeSpan.FromDays(20));
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo(ResponsibleBodyLinks.Deliveries(body.Id));
        var page = screen.Render<BodyDeliveriesPage>(p => p.Add(x => x.Id, body.Id));
        Counts(page).ShouldBe(["On the way 2", "Late 2", "Arrived 0"]);
        page.FindAll("tbody tr").Count.ShouldBe(2);
        page.Find("tbody a[href*=report]").GetAttribute("href").ShouldBe(OrderLinks.ReportDelivery(order, DeliveryKind.Apple));

        await HappensAsync(order, OrderEventType.Delivered, DeliveryKind.Apple);

        page.WaitForAssertion(() => Counts(page).ShouldBe(["On the way 1", "Late 1", "Arrived 1"]));
        screen.Browser.NavigateTo(page.FindAll("nav[aria-label=Deliveries] a")[2].GetAttribute("href")!);
        page.WaitForAssertion(() => page.Find("tbody th").TextContent.ShouldBe("2 iPads"));
        page.Find("#search").Change("elm");
        page.Find("form[role=search]").Submit();
        page.WaitForAssertion(() => page.Find(".grid-empty").TextContent.ShouldBe("No delivery matches."));
        screen.Path.ShouldBe($"/responsible-bodies/{body.Id}/deliveries?show=arrived&search=elm");
    }

    private static IEnumerable<string> Counts(IRenderedComponent<BodyDeliveriesPage> page) => page.FindAll("nav[aria-label=Deliveries] a").Select(a => a.TextContent);
}
