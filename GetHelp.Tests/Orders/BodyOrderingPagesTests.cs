using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class BodyOrderingPagesTests : ScreenTest
{
    private ResponsibleBody body = null!;
    private Viewer viewer = null!;

    [Fact]
    public async Task It_shows_the_pool_and_a_link_to_order_for_each_school_that_can()
    {
        var ash = await SchoolAsync("Ash School", laptops: 25);
        await SchoolAsync("Elm School", laptops: 60, state: OrderState.CannotOrder);

        var page = Show(viewer);

        page.Find(".allocation-left").TextContent.ShouldBe("You can order 25 laptops and tablets");
        page.FindAll("tbody tr").Count.ShouldBe(2);
        page.FindAll("tbody a").Select(a => a.GetAttribute("href")).Where(href => href!.EndsWith("/order", StringComparison.Ordinal)).ShouldBe([$"/schools/{ash.Urn}/order"]);
        page.FindAll(".account").ShouldBeEmpty("a trust has one account");
    }

    [Fact]
    public async Task Its_schools_can_be_looked_at_group_by_group()
    {
        await SchoolAsync("Ash School", laptops: 25);
        await SchoolAsync("Elm School", laptops: 60, state: OrderState.CannotOrder);
        await SchoolAsync("Oak School", laptops: 60, state: OrderState.CannotOrderAsReopened);

        var page = Show(viewer);

        page.FindAll("nav[aria-label='Groups of schools'] a").Select(a => (a.TextContent.Trim(), a.GetAttribute("href"))).ShouldBe(
        [
            ("All 3", $"/responsible-bodies/{body.Id}/order"),
            ("1 can order", $"/responsible-bodies/{body.Id}/order?show=can-order"),
            ("2 cannot order", $"/responsible-bodies/{body.Id}/order?show=cannot-order"),
        ]);
    }

    [Fact]
    public async Task Somebody_whose_account_is_not_ready_waits_for_it_and_then_has_the_links()
    {
        await SchoolAsync("Ash School", laptops: 25);
        var waiting = await Given.ResponsibleBodyUserAsync(body, account: false);
        var page = Show(waiting);
        page.FindAll(".notice h2").Select(h => h.TextContent).ShouldBe(["You can order as soon as your account is ready"]);
        page.FindAll("a.button").ShouldBeEmpty();

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Given.AccountAsync(waiting);

        page.WaitForAssertion(() => page.FindAll("a.button").Select(a => a.TextContent).ShouldBe(["Order from the pool", "Order Chromebooks for several schools"]));
    }

    [Fact]
    public async Task Where_all_may_order_for_specific_circumstances_only_it_says_so()
    {
        var authority = await Given.ResponsibleBodyAsync();
        await Given.SchoolAsync(laptops: 20, state: OrderState.CanOrderForSpecificCircumstances, cap: 5, body: authority, who: WhoWillOrder.ResponsibleBody);
        var screen = OpenAs(await Given.ResponsibleBodyUserAsync(authority));
        screen.Browser.NavigateTo(ResponsibleBodyLinks.Order(authority.Id));

        var page = screen.Render<ResponsibleBodyOrderPage>(p => p.Add(x => x.Id, authority.Id));

        page.WaitForElement(".notice h2").TextContent.ShouldBe("Your schools can order for specific circumstances");
        page.FindAll("a.button").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_place_of_a_responsible_body_is_one_press_away_and_only_what_the_viewer_may_open_is_offered()
    {
        await SchoolAsync("Ash School", laptops: 25);

        Places(Show(viewer)).ShouldBe(["Home", "Your schools", "Orders", "Deliveries", "Order devices", "People", "Ask for more devices", "What has happened"]);
        Places(Show(await Given.SupportAsync())).ShouldBe(["Home", "Your schools", "Orders", "Deliveries", "Order devices", "People", "What has happened"], "support does not ask itself");
    }

    [Theory]
    [InlineData(OrderState.CannotOrder, WhoWillOrder.ResponsibleBody, 0, "None of your schools can order yet")]
    [InlineData(OrderState.CanOrder, WhoWillOrder.School, 0, "The schools that can order place their own orders")]
    [InlineData(OrderState.CanOrder, WhoWillOrder.ResponsibleBody, 20, "Everything that could be ordered has been ordered")]
    public async Task Where_nothing_can_be_ordered_it_says_why(OrderState state, WhoWillOrder who, int ordered, string why)
    {
        await Given.SchoolAsync(laptops: 20, routers: 0, ordered: ordered, state: state, body: body, who: who);

        var page = Show(viewer);

        page.Find(".notice h2").TextContent.ShouldBe(why);
        page.FindAll("a.button").ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_who_does_not_order_sees_everything_and_no_button()
    {
        await SchoolAsync("Ash School", laptops: 25);

        var page = Show(await Given.ResponsibleBodyUserAsync(body, orders: false));

        page.Find(".notice h2").TextContent.ShouldBe("Somebody else places these orders");
        page.Find(".notice li").TextContent.ShouldBe(viewer.Name);
        page.Find(".notice p").TextContent.ShouldBe("These people can place orders: ask one of them.", "a trust has one account");
        page.Find(".allocation-left").TextContent.ShouldBe("25 laptops and tablets can be ordered");
        page.FindAll("a.button").ShouldBeEmpty();
        page.FindAll("tbody tr").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Chromebooks_that_are_no_number_have_their_error_and_numbers_travel_to_the_check()
    {
        var (ash, elm) = (await SchoolAsync("Ash School", laptops: 25), await SchoolAsync("Elm School", laptops: 60));
        await SchoolAsync("Oak School", laptops: 5, domain: null);
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo(ResponsibleBodyLinks.Chromebooks(body.Id));
        var page = screen.Render<ChromebooksPage>(p => p.Add(x => x.Id, body.Id));
        page.WaitForElement("form[action$=check]");
        page.FindAll("input.number").Count.ShouldBe(2, "Oak School has no domain yet");

        await page.Find($"#chromebooks-{elm.Urn}").ChangeAsync("many");
        await page.Find("form[action$=check]").SubmitAsync();
        page.Find(".error-summary a").GetAttribute("href").ShouldEndWith($"#chromebooks-{elm.Urn}");
        page.Find($"#chromebooks-{elm.Urn}").GetAttribute("aria-invalid").ShouldBe("true");

        await page.Find($"#chromebooks-{elm.Urn}").ChangeAsync("20");
        await page.Find($"#chromebooks-{ash.Urn}").ChangeAsync("10");
        await page.Find("form[action$=check]").SubmitAsync();
        screen.Path.ShouldMatch($"/order/chromebooks/check\\?{ash.Urn}=10&{elm.Urn}=20&key=[0-9a-f]{{32}}$");
    }

    [Fact]
    public async Task More_Chromebooks_than_the_pool_has_place_no_order_at_all()
    {
        var (ash, elm) = (await SchoolAsync("Ash School", laptops: 10, domain: "a.example.org"), await SchoolAsync("Elm School", laptops: 10, domain: "b.example.org"));
        var screen = OpenAs(viewer);
        screen.Browser.NavigateTo($"{ResponsibleBodyLinks.CheckChromebooks(body.Id)}?{ash.Urn}=15&{elm.Urn}=6&key={Guid.NewGuid():N}");
        var page = screen.Render<CheckChromebooksPage>(p => p.Add(x => x.Id, body.Id));
        page.WaitForElement("#place").TextContent.ShouldBe("Place 2 orders");

        await page.Find("#place").ClickAsync();

        page.WaitForAssertion(() => page.Find(".error-summary li").TextContent.ShouldBe("You asked for 6 laptops and tablets. You can still order 5 laptops and tablets."));
        (await Database.ReadAsync(db => db.Orders.CountAsync())).ShouldBe(0);
    }

    protected override async Task BeginAsync()
    {
        body = await Given.ResponsibleBodyAsync("Rowan Trust", ResponsibleBodyKind.Trust, pools: true);
        viewer = await Given.ResponsibleBodyUserAsync(body);
    }

    private Task<School> SchoolAsync(string name, int laptops, OrderState state = OrderState.CanOrder, string? domain = "school.example.org") =>
        Given.SchoolAsync(name, laptops, routers: 0, state: state, body: body, who: WhoWillOrder.ResponsibleBody, domain: domain);

    private static IEnumerable<string> Places(IRenderedComponent<ResponsibleBodyOrderPage> page) =>
        page.FindAll("nav[aria-label='Responsible body'] a").Select(place => place.TextContent);

    private IRenderedComponent<ResponsibleBodyOrderPage> Show(Viewer who)
    {
        var screen = OpenAs(who);
        screen.Browser.NavigateTo(ResponsibleBodyLinks.Order(body.Id));
        var page = screen.Render<ResponsibleBodyOrderPage>(p => p.Add(x => x.Id, body.Id));
        page.WaitForElement("h1");
        return page;
    }
}
