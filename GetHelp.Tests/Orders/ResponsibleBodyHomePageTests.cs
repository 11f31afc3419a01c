using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class ResponsibleBodyHomePageTests : ScreenTest
{
    private const WhoWillOrder Central = WhoWillOrder.ResponsibleBody;

    private ResponsibleBody body = null!;
    private Viewer viewer = null!;

    [Fact]
    public async Task What_needs_doing_says_for_how_many_schools_and_goes_when_it_is_done()
    {
        await Given.SchoolAsync("Nobody is here", body: body);
        var school = await Given.SchoolAsync("Not answered", laptops: 20, routers: 0, body: body, who: Central, domain: null);
        var page = Show(viewer);
        Tasks(page).ShouldBe(
        [
            ("Tell us who will order", "To do"),
            ("Give us a contact for 1 school", "To do"),
            ("Say whether 1 school will need Chromebooks", "To do"),
            ("Order devices", "To do"),
            ("Let a colleague order too", "Recommended"),
        ]);
        page.FindAll(".task-list a").Select(a => a.GetAttribute("href")).Take(3).ShouldBe(
        [
            $"/responsible-bodies/{body.Id}/tell-us-who-will-order",
            $"/responsible-bodies/{body.Id}/schools?status=needs-contact",
            $"/responsible-bodies/{body.Id}/schools?status=needs-information",
        ]);

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Database.Get<ChromebookDetailsService>().SetAsync(viewer, school.Urn, new() { Answer = ChromebookAnswer.No });
        page.WaitForAssertion(() => Tasks(page).Count.ShouldBe(4));
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Database.Get<WhoWillOrderService>().SetDefaultAsync(viewer, body.Id, Central, []);

        page.WaitForAssertion(() => Tasks(page).Select(task => task.Title).ShouldBe(["Give us a contact for 1 school", "Order devices", "Let a colleague order too"]));
    }

    [Fact]
    public async Task The_pool_is_shown_first_and_follows_what_a_colleague_orders()
    {
        var school = await Given.SchoolAsync(laptops: 20, routers: 0, body: body, who: Central);
        var page = Show(viewer);
        page.Find(".allocation-left").TextContent.ShouldBe("You can order 20 laptops and tablets");
        page.Find(".task-list").TextContent.ShouldContain("20 laptops and tablets can be ordered now.");

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Given.OrderAsync(school, await Given.ResponsibleBodyUserAsync(body), new LineAsked(Product.Ipad, 20));

        page.WaitForAssertion(() => page.Find(".allocation-left").TextContent.ShouldBe("There is nothing you can order now"));
        page.Find(".notice h2").TextContent.ShouldBe("Everything that could be ordered has been ordered");
        Says(page, "Deliveries").ShouldStartWith("1 order is on the way, due by ");
    }

    [Fact]
    public async Task Each_section_says_how_things_stand_there()
    {
        await Given.SchoolAsync(laptops: 20, routers: 3, body: body, who: Central);
        await Given.SchoolAsync(body: body);
        await Database.Get<WhoWillOrderService>().SetDefaultAsync(viewer, body.Id, WhoWillOrder.School, []);

        var page = Show(viewer);

        page.FindAll("main h2, h2").Select(h => h.TextContent).ShouldBe(["What needs doing", "Get laptops and tablets", "Get internet access", "Rowan Trust", "Donated devices"]);
        Says(page, "Your schools").ShouldBe("2 schools: you order for 1, 1 orders for itself");
        Says(page, "Who will order").ShouldBe("You told us: schools place their own orders");
        Says(page, "Order devices").ShouldBe("There are devices to order, for all the schools that you order for together");
        Says(page, "4G wireless routers").ShouldBe("0 ordered of 3 set aside for the schools that you order for");
        Says(page, "People and who can order").ShouldBe($"{viewer.Name} can order");
        page.FindAll(".link-list a").Select(a => a.TextContent).ShouldNotContain("Social care");
    }

    [Fact]
    public async Task A_colleague_who_orders_for_social_care_alone_finds_that_and_whom_to_ask_for_the_rest()
    {
        var authority = await Given.ResponsibleBodyAsync("Loamshire", pools: true);
        await Given.SocialCareAsync(authority, laptops: 12, routers: 0);
        await Given.SchoolAsync(laptops: 5, body: authority, who: Central);
        var orderer = await Given.ResponsibleBodyUserAsync(authority);

        var page = Show(await Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true), authority);

        Tasks(page).ShouldContain(("Order devices for social care", "To do"));
        Tasks(page).Select(task => task.Title).ShouldNotContain("Order devices");
        page.Find(".notice h2").TextContent.ShouldBe("Somebody else places these orders");
        page.Find(".notice p").TextContent.ShouldBe("These people can place orders on the education account: ask one of them.");
        page.Find(".notice li").TextContent.ShouldBe(orderer.Name);
        Says(page, "Social care").ShouldStartWith("12 laptops and tablets can be ordered");
    }

    [Fact]
    public async Task Support_looks_on_and_has_nothing_to_do()
    {
        await Given.SchoolAsync(body: body);

        var page = Show(await Given.SupportAsync());

        page.FindAll(".task-list").ShouldBeEmpty();
        page.FindAll(".link-list a").Select(a => a.TextContent).ShouldBe(["Your schools", "Who will order", "Order devices", "Orders", "Deliveries", "4G wireless routers", "What has happened"]);
    }

    protected override async Task BeginAsync()
    {
        body = await Given.ResponsibleBodyAsync("Rowan Trust", ResponsibleBodyKind.Trust, pools: true);
        viewer = await Given.ResponsibleBodyUserAsync(body);
    }

    private static List<(string Title, string Tag)> Tasks(IRenderedComponent<ResponsibleBodyHomePage> page) =>
        [.. page.FindAll(".task-list > li").Select(li => (li.QuerySelector("strong")!.TextContent, li.QuerySelector(".tag")!.TextContent))];

    private static string Says(IRenderedComponent<ResponsibleBodyHomePage> page, string section) =>
        page.FindAll(".link-list > li").Single(li => li.QuerySelector("a")!.TextContent == section).QuerySelector(".quiet")!.TextContent;

    private IRenderedComponent<ResponsibleBodyHomePage> Show(Viewer who, ResponsibleBody? whose = null)
    {
        var screen = OpenAs(who);
        screen.Browser.NavigateTo(ResponsibleBodyLinks.Home((whose ?? body).Id));
        var page = screen.Render<ResponsibleBodyHomePage>(p => p.Add(x => x.Id, (whose ?? body).Id));
        page.WaitForElement("h1");
        return page;
    }
}
