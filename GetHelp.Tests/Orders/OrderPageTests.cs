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

public sealed class OrderPageTests : ScreenTest
{
    private School school = null!;
    private Viewer teacher = null!;
    private OrderNumber number;

    [Fact]
    public void A_new_order_shows_what_was_ordered_and_that_everything_is_being_prepared()
    {
        var page = Show();

        Tag(page).ShouldBe("Placed");
        Deliveries(page).ShouldBe(["Chromebooks Being prepared", "Routers Being prepared"]);
        page.FindAll(".summary-row dd").Take(2).Select(dd => dd.TextContent).ShouldBe(["12", "3"]);
        Story(page).ShouldBe(["Order placed"]);
    }

    [Fact]
    public async Task Each_delivery_and_the_story_change_while_somebody_looks()
    {
        var page = Show();

        await HappensAsync(number, OrderEventType.Accepted);
        Shows(page, "Accepted", "Chromebooks Being prepared", "Routers Being prepared");
        await HappensAsync(number, OrderEventType.Dispatched, DeliveryKind.Google);
        Shows(page, "Dispatched", "Chromebooks Dispatched", "Routers Being prepared");
        await HappensAsync(number, OrderEventType.Delayed, DeliveryKind.Routers, "No stock.", new(2021, 3, 20));
        Shows(page, "Delayed", "Chromebooks Dispatched", "Routers Delayed");
        page.Markup.ShouldContain("This delivery is late: No stock.");
        await HappensAsync(number, OrderEventType.Delivered, DeliveryKind.Google);
        Shows(page, "Delayed", "Chromebooks Delivered", "Routers Delayed");
        await HappensAsync(number, OrderEventType.Dispatched, DeliveryKind.Routers);
        Shows(page, "Delayed", "Chromebooks Delivered", "Routers Dispatched, delayed");
        await HappensAsync(number, OrderEventType.Delivered, DeliveryKind.Routers);
        Shows(page, "Delivered", "Chromebooks Delivered", "Routers Delivered");

        Story(page).ShouldBe(["Routers delivered", "Routers dispatched", "Chromebooks delivered", "Routers delayed", "Chromebooks dispatched", "Accepted by the supplier", "Order placed"]);
    }

    [Fact]
    public async Task A_rejected_order_says_why_and_leads_to_another()
    {
        var page = Show();

        await HappensAsync(number, OrderEventType.Rejected, reason: "The address is not known.");

        Shows(page, "Rejected", "Chromebooks Not coming", "Routers Not coming");
        page.Find(".notice").TextContent.ShouldContain("The address is not known.");
        page.Find(".notice a").GetAttribute("href").ShouldBe($"/schools/{school.Urn}/order");
    }

    [Fact]
    public void What_should_have_come_is_overdue()
    {
        Database.Clock.Advance(TimeSpan.FromDays(9));

        Show().FindAll(".tag").Select(tag => tag.TextContent).ShouldContain("Overdue");
    }

    [Fact]
    public async Task Somebody_else_sees_nothing_of_it()
    {
        var page = Show(await Given.SchoolUserAsync(await Given.SchoolAsync()));

        page.Markup.Trim().ShouldBeEmpty();
    }

    protected override async Task BeginAsync()
    {
        school = await Given.SchoolAsync();
        teacher = await Given.SchoolUserAsync(school);
        number = await Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 12), new LineAsked(Product.Router, 3));
    }

    private IRenderedComponent<OrderPage> Show(Viewer? viewer = null)
    {
        LetTimePass();
        var screen = OpenAs(viewer ?? teacher);
        screen.Browser.NavigateTo(OrderLinks.Order(number));
        return screen.Render<OrderPage>(parameters => parameters.Add(p => p.Number, number.ToString()));
    }

    private static void Shows(IRenderedComponent<OrderPage> page, string state, params string[] deliveries) => page.WaitForAssertion(() =>
    {
        Tag(page).ShouldBe(state);
        Deliveries(page).ShouldBe(deliveries);
    });

    private static string Tag(IRenderedComponent<OrderPage> page) => page.Find("h1 + p .tag").TextContent;

    private static List<string> Deliveries(IRenderedComponent<OrderPage> page) =>
        [.. page.FindAll(".delivery p:first-child").Select(p => string.Join(' ', p.Children.Select(part => part.TextContent)))];

    private static List<string> Story(IRenderedComponent<OrderPage> page) => [.. page.FindAll(".story strong").Select(s => s.TextContent)];
}
