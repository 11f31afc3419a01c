using Bunit;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class CheckOrderPageTests : ScreenTest
{
    private readonly Guid key = Guid.NewGuid();
    private School school = null!;
    private Viewer teacher = null!;
    private Screen screen = null!;

    [Fact]
    public void It_lists_what_was_asked_for_how_it_comes_and_by_when()
    {
        var page = Show("chromebook=12&router=3");

        page.FindAll(".summary-row dt").Select(dt => dt.TextContent).ShouldBe(["Chromebook", "4G wireless router", "Google domain", "Recovery email address", "Deliveries", "Due by", "Delivered to"]);
        page.FindAll(".summary-row dd:nth-child(2)").Take(6).Select(dd => dd.TextContent.Trim())
            .ShouldBe(["12", "3", "school.example.org", "recovery@example.net", "Chromebooks, Routers: each comes on its own", "10 March 2021"]);
        page.Find(".summary-row a").GetAttribute("href").ShouldBe($"/schools/{school.Urn}/order?chromebook=12&router=3&key={key:N}#chromebook");
    }

    [Fact]
    public async Task Pressing_places_the_order_and_goes_on()
    {
        var page = Show("chromebook=8");

        await page.Find("#place").ClickAsync();

        page.WaitForAssertion(() => screen.Path.ShouldMatch("^/orders/GHT-\\d{6}/placed$"));
        (await OrdersAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Two_pages_with_the_same_draft_are_one_order()
    {
        var (first, second) = (Show("chromebook=8"), Show("chromebook=8"));

        await Task.WhenAll(first.Find("#place").ClickAsync(), second.Find("#place").ClickAsync());

        (await OrdersAsync()).ShouldBe(1);
        first.FindAll(".error-summary").ShouldBeEmpty();
        second.FindAll(".error-summary").ShouldBeEmpty();
    }

    [Fact]
    public async Task Refused_at_the_press_it_says_how_many_are_left()
    {
        var page = Show("chromebook=9");
        await Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 7));

        await page.Find("#place").ClickAsync();

        page.WaitForAssertion(() => page.Find(".error-summary li").TextContent.ShouldBe("You asked for 9 laptops and tablets. You can still order 3 laptops and tablets."));
        page.Find("#place").TextContent.ShouldBe("Place order");
        screen.Path.ShouldContain("/order/check?chromebook=9");
    }

    [Fact]
    public async Task An_order_that_is_placed_already_cannot_be_pressed_again()
    {
        var placed = await Database.Get<OrderService>().PlaceAsync(teacher, new() { Key = key, Urn = school.Urn, Lines = [new(Product.Chromebook, 2)] });

        var page = Show("chromebook=2");

        page.Find(".notice h2").TextContent.ShouldBe("This order has been placed");
        page.Find(".notice a").GetAttribute("href").ShouldBe($"/orders/{placed.Value}");
        page.FindAll("#place").ShouldBeEmpty();
    }

    [Theory, InlineData(""), InlineData("chromebook=many"), InlineData("chromebook=-1"), InlineData("chromebook=0")]
    public void Without_quantities_that_can_be_read_they_are_asked_for_where_they_are_typed(string quantities)
    {
        Show(quantities, waitFor: null);

        screen.Path.ShouldStartWith($"/schools/{school.Urn}/order?");
    }

    [Fact]
    public async Task Without_a_domain_that_is_known_it_is_asked_for_where_it_is_typed()
    {
        await Database.Get<ChromebookDetailsService>().SetAsync(teacher, school.Urn, new() { Answer = ChromebookAnswer.No });

        Show("chromebook=2", waitFor: null);

        screen.Path.ShouldStartWith($"/schools/{school.Urn}/order?");
    }

    [Fact]
    public async Task Without_a_domain_because_somebody_said_to_go_on_it_says_what_that_means_and_is_placed_so()
    {
        var page = Show("chromebook=2&without-domain=yes");
        page.Find(".summary-list .tag").TextContent.ShouldBe("No domain");

        await page.Find("#place").ClickAsync();

        page.WaitForAssertion(() => screen.Path.ShouldEndWith("/placed"));
        (await Database.ReadAsync(db => db.Orders.SingleAsync())).GoogleDomain.ShouldBe(ChromebookRules.Unknown);
    }

    [Fact]
    public async Task Somebody_of_the_school_cannot_have_it_brought_elsewhere()
    {
        var page = Show("ipad=2&deliver-to=responsible-body");

        await page.Find("#place").ClickAsync();

        page.WaitForAssertion(() => screen.Path.ShouldEndWith("/placed"));
        (await Database.ReadAsync(db => db.Orders.SingleAsync())).DeliverTo.Name.ShouldBe(school.Name);
    }

    [Fact]
    public void Before_its_circuit_is_there_the_button_says_that_it_cannot_be_pressed()
    {
        screen.SetRendererInfo(new("Static", false));

        var page = Show("chromebook=2");

        page.Find("#place").GetAttribute("aria-disabled").ShouldBe("true");
    }

    protected override async Task BeginAsync()
    {
        school = await Given.SchoolAsync(laptops: 10);
        teacher = await Given.SchoolUserAsync(school);
        screen = OpenAs(teacher);
    }

    private IRenderedComponent<CheckOrderPage> Show(string quantities, string? waitFor = "h1")
    {
        screen.Browser.NavigateTo($"/schools/{school.Urn}/order/check?{quantities}&key={key:N}");
        var page = screen.Render<CheckOrderPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        if (waitFor is not null)
        {
            page.WaitForElement(waitFor);
        }

        return page;
    }

    private Task<int> OrdersAsync() => Database.ReadAsync(db => db.Orders.CountAsync());
}
