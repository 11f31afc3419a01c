using Bunit;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class SchoolDeliveriesPageTests : ScreenTest
{
    [Fact]
    public async Task Without_orders_it_says_so_and_leads_to_the_order_page()
    {
        var school = await Given.SchoolAsync();

        var page = Show(school, await Given.SchoolUserAsync(school));

        page.Markup.ShouldContain("Nothing is on the way.");
        page.Markup.ShouldContain("Nothing has arrived yet.");
        page.FindAll("p a").Select(a => a.GetAttribute("href")).ShouldContain($"/schools/{school.Urn}/order");
    }

    [Fact]
    public async Task It_says_how_many_are_coming_and_when_and_shows_one_that_arrives_under_its_readers_eyes()
    {
        var school = await Given.SchoolAsync();
        var teacher = await Given.SchoolUserAsync(school);
        var order = await Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 2), new LineAsked(Product.Router, 1));
        var page = Show(school, teacher);
        page.Markup.ShouldContain("2 deliveries, each brought on its own. The next is due by ");
        page.FindAll(".delivery").Count.ShouldBe(2);

        await HappensAsync(order, OrderEventType.Accepted);
        await HappensAsync(order, OrderEventType.Dispatched, DeliveryKind.Apple);
        await HappensAsync(order, OrderEventType.Delivered, DeliveryKind.Apple);
        Database.Clock.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.Markup.ShouldContain("1 delivery, in one parcel."));
        var arrived = page.FindAll(".deliveries")[1];
        arrived.QuerySelector(".tag")!.TextContent.ShouldBe("Delivered");
        arrived.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ShouldBe([$"/orders/{order}", $"/orders/{order}/deliveries/apple/report"]);
    }

    private IRenderedComponent<SchoolDeliveriesPage> Show(School school, Viewer viewer)
    {
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo(OrderLinks.Deliveries(school.Urn));
        var page = screen.Render<SchoolDeliveriesPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement("h2");
        return page;
    }
}
