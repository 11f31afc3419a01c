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

/// <summary>One order for several schools: how many, where to, all of it once more.</summary>
public sealed class PoolOrderPagesTests : ScreenTest
{
    private ResponsibleBody body = null!;
    private Viewer viewer = null!;
    private Screen screen = null!;

    [Fact]
    public async Task Numbers_are_checked_against_what_all_schools_share_and_go_on_to_where()
    {
        await SchoolAsync("Ash School", laptops: 25);
        await SchoolAsync("Elm School", laptops: 60);
        var page = Show<OrderFromPoolPage>(ResponsibleBodyLinks.OrderFromPool(body.Id));
        page.FindAll("#chromebook").ShouldBeEmpty("they have a page of their own");

        await page.Find("#ipad").ChangeAsync("86");
        await page.Find("form").SubmitAsync();
        page.Find(".error-summary li").TextContent.ShouldBe("You asked for 86 laptops and tablets. You can still order 85 laptops and tablets.");

        await page.Find("#ipad").ChangeAsync("85");
        await page.Find("form").SubmitAsync();
        screen.Path.ShouldMatch($"^/responsible-bodies/{body.Id}/order/devices/where\\?ipad=85&key=[0-9a-f]{{32}}$");
    }

    [Fact]
    public async Task One_of_its_schools_is_searched_for_or_its_own_address_is_taken()
    {
        var ash = await SchoolAsync("Ash School", laptops: 25);
        await SchoolAsync("Elm School", laptops: 60);
        await Given.SchoolAsync("Orders itself", body: body);
        await Given.SchoolAsync("Somebody else's");
        var draft = Draft(5);
        var page = Show<WhereToDeliverPage>(ResponsibleBodyLinks.WhereToDeliver(body.Id, draft));
        page.FindAll(".radio label").Select(label => label.TextContent).ShouldBe(["Rowan Trust", "Ash School", "Elm School", "Orders itself"]);

        await page.Find("form[action*=check]").SubmitAsync();
        page.Find(".field-error").TextContent.ShouldEndWith("Select where they should go.");

        await page.Find("#search").ChangeAsync("ash");
        await page.Find("form[role=search]").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll(".radio label").Select(label => label.TextContent).ShouldBe(["Rowan Trust", "Ash School"]));
        await page.Find($"input[value='{ash.Urn}']").ChangeAsync(ash.Urn.ToString());
        await page.Find("form[action*=check]").SubmitAsync();
        screen.Path.ShouldBe(ResponsibleBodyLinks.CheckPoolOrder(body.Id, draft with { DeliverToSchool = ash.Urn }));
    }

    [Fact]
    public async Task A_body_whose_address_nobody_knows_is_told_so_and_offered_its_schools()
    {
        await SchoolAsync("Ash School", laptops: 25);
        await Database.ReadAsync(db => db.ResponsibleBodies.Where(b => b.Id == body.Id).ExecuteUpdateAsync(b => b
            .SetProperty(x => x.Address.Line1, (string?)null).SetProperty(x => x.Address.Town, (string?)null).SetProperty(x => x.Address.Postcode, (string?)null)));
        var page = Show<WhereToDeliverPage>(ResponsibleBodyLinks.WhereToDeliver(body.Id, Draft(5) with { DeliverTo = DeliveryPlace.ResponsibleBody }));
        page.Markup.ShouldContain("We do not have an address of Rowan Trust itself.");
        page.FindAll(".radio label").Select(label => label.TextContent).ShouldBe(["Ash School"]);

        await page.Find("form[action*=check]").SubmitAsync();

        page.Find(".field-error").TextContent.ShouldEndWith("Select where they should go.");
    }

    [Fact]
    public async Task A_school_that_was_chosen_stays_in_sight_whatever_is_searched_for()
    {
        var ash = await SchoolAsync("Ash School", laptops: 25);
        await SchoolAsync("Elm School", laptops: 60);

        var page = Show<WhereToDeliverPage>(ResponsibleBodyLinks.WhereToDeliver(body.Id, Draft(5) with { DeliverToSchool = ash.Urn }, "elm"));

        page.FindAll(".radio label").Select(label => label.TextContent).ShouldBe(["Rowan Trust", "Ash School", "Elm School"]);
        page.Find($"input[value='{ash.Urn}']").HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_placed_once_and_the_page_says_so_when_somebody_comes_back()
    {
        var ash = await SchoolAsync("Ash School", laptops: 25);
        await SchoolAsync("Elm School", laptops: 60);
        var draft = Draft(85) with { DeliverToSchool = ash.Urn };
        var page = Show<CheckPoolOrderPage>(ResponsibleBodyLinks.CheckPoolOrder(body.Id, draft));
        page.Find("address").TextContent.ShouldContain("1 High Street");

        await page.Find("#place").ClickAsync();

        var order = await Database.ReadAsync(db => db.Orders.SingleAsync());
        page.WaitForAssertion(() => screen.Path.ShouldBe(OrderLinks.Placed(order.Number)));
        (order.DeliverTo.Name, order.SchoolId).ShouldBe(("Ash School", ash.Id));
        Show<CheckPoolOrderPage>(ResponsibleBodyLinks.CheckPoolOrder(body.Id, draft)).Find(".notice h2").TextContent.ShouldBe("This order has been placed");
    }

    [Fact]
    public async Task What_somebody_else_took_meanwhile_is_said_and_nothing_is_placed()
    {
        var ash = await SchoolAsync("Ash School", laptops: 25);
        var page = Show<CheckPoolOrderPage>(ResponsibleBodyLinks.CheckPoolOrder(body.Id, Draft(25) with { DeliverTo = DeliveryPlace.ResponsibleBody }));
        page.Find("address").TextContent.ShouldContain("2 Station Road");
        await Given.OrderAsync(ash, await Given.ResponsibleBodyUserAsync(body), new LineAsked(Product.Ipad, 5));

        await page.Find("#place").ClickAsync();

        page.WaitForAssertion(() => page.Find(".error-summary li").TextContent.ShouldBe("You asked for 25 laptops and tablets. You can still order 20 laptops and tablets."));
        (await Database.ReadAsync(db => db.Orders.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task An_address_without_answers_leads_to_where_they_are_given()
    {
        var elsewhere = await Given.SchoolAsync();
        await SchoolAsync("Ash School", laptops: 25);

        Show<WhereToDeliverPage>($"/responsible-bodies/{body.Id}/order/devices/where");
        screen.Path.ShouldStartWith($"/responsible-bodies/{body.Id}/order/devices?");
        Show<CheckPoolOrderPage>(ResponsibleBodyLinks.CheckPoolOrder(body.Id));
        screen.Path.ShouldStartWith($"/responsible-bodies/{body.Id}/order/devices?");
        Show<CheckPoolOrderPage>(ResponsibleBodyLinks.CheckPoolOrder(body.Id, Draft(3) with { DeliverToSchool = elsewhere.Urn }));
        screen.Path.ShouldStartWith($"/responsible-bodies/{body.Id}/order/devices/where?ipad=3");
    }

    [Fact]
    public async Task Where_schools_share_nothing_it_leads_to_each_of_them()
    {
        var apart = await Given.ResponsibleBodyAsync("Each for itself", ResponsibleBodyKind.Trust);
        await Given.SchoolAsync(body: apart, who: WhoWillOrder.ResponsibleBody);
        screen = OpenAs(await Given.ResponsibleBodyUserAsync(apart));
        screen.Browser.NavigateTo(ResponsibleBodyLinks.OrderFromPool(apart.Id));

        var page = screen.Render<OrderFromPoolPage>(p => p.Add(x => x.Id, apart.Id));

        page.FindAll("form").ShouldBeEmpty();
        page.Markup.ShouldContain("Each of your schools has its own number");
    }

    [Fact]
    public async Task Somebody_who_does_not_order_is_told_who_does()
    {
        await SchoolAsync("Ash School", laptops: 25);
        screen = OpenAs(await Given.ResponsibleBodyUserAsync(body, orders: false));

        var page = Show<OrderFromPoolPage>(ResponsibleBodyLinks.OrderFromPool(body.Id));

        page.FindAll("form").ShouldBeEmpty();
        page.Find(".notice li").TextContent.ShouldBe(viewer.Name);
    }

    protected override async Task BeginAsync()
    {
        body = await Given.ResponsibleBodyAsync("Rowan Trust", ResponsibleBodyKind.Trust, pools: true);
        viewer = await Given.ResponsibleBodyUserAsync(body);
        screen = OpenAs(viewer);
    }

    private static OrderDraft Draft(int ipads) => OrderDraft.New().With(Product.Ipad, $"{ipads}");

    private Task<School> SchoolAsync(string name, int laptops) => Given.SchoolAsync(name, laptops, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);

    private IRenderedComponent<T> Show<T>(string path)
        where T : PoolOrderPage
    {
        LetTimePass();
        screen.Browser.NavigateTo(path);
        return screen.Render<T>(p => p.Add(x => x.Id, body.Id));
    }
}
