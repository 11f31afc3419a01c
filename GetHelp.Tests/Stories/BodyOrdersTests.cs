using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>A responsible body orders for the schools that it manages, on each of its accounts.</summary>
public sealed class BodyOrdersTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task A_trust_orders_all_that_its_pool_has_for_one_school_while_the_school_looks_on() => TellAsync(async sessions =>
    {
        var trust = await Given.ResponsibleBodyAsync("Rowan Learning Trust", ResponsibleBodyKind.Trust, pools: true);
        var ash = await Given.SchoolAsync("Ash Primary School", laptops: 25, routers: 0, body: trust, who: WhoWillOrder.ResponsibleBody);
        await Given.SchoolAsync("Elm Primary School", laptops: 50, routers: 0, body: trust, who: WhoWillOrder.ResponsibleBody);
        await Given.SchoolAsync("Oak Primary School", laptops: 10, routers: 0, body: trust, who: WhoWillOrder.ResponsibleBody);
        var teacher = await sessions.OpenAsAsync(await Given.SchoolUserAsync(ash));
        var home = await SchoolHome.ShownAsync(teacher, ash);
        await home.SaysAsync("Rowan Learning Trust orders for your school");
        await teacher.MarkAsync();

        var page = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(trust));
        var body = await BodyOrder.VisitAsync(page, trust);
        await body.SaysAsync("You can order 85 laptops and tablets");
        var order = await body.OrderForAsync(ash);
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("You can order 85 laptops and tablets from the pool of Rowan Learning Trust");
        await page.GetByLabel("Rowan Learning Trust", new() { Exact = true }).CheckAsync();
        var check = await order.ContinueWithAsync(new LineAsked(Product.Chromebook, 85));
        await check.SaysAsync("2 Station Road");
        var placed = await check.PlaceAsync();

        await home.SaysAsync("85 ordered of 25 set aside");
        await Expect(home.OrderRow(placed.Number)).ToBeVisibleAsync();
        await teacher.IsStillMarkedAsync();
        body = await BodyOrder.VisitAsync(page, trust);
        await body.SaysAsync("Everything that could be ordered has been ordered");
    });

    /// <summary>From the first answer to the last order.</summary>
    [BrowserFact]
    public Task A_trust_goes_central_two_of_its_schools_get_domains_and_it_orders_for_all_of_them() => TellAsync(async sessions =>
    {
        var trust = await Given.ResponsibleBodyAsync("Alder Learning Trust", ResponsibleBodyKind.Trust, pools: true);
        var ash = await Given.SchoolAsync("Ash Upper School", laptops: 45, routers: 0, body: trust, domain: null);
        var elm = await Given.SchoolAsync("Elm Upper School", laptops: 50, routers: 0, body: trust, domain: null);
        var oak = await Given.SchoolAsync("Oak Upper School", laptops: 10, routers: 0, body: trust, domain: null);
        var page = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(trust));
        var home = await BodyHome.ShownAsync(page, trust);
        var telling = await home.TellUsAsync();
        await telling.ChooseAsync("Most orders are placed centrally");
        await page.ShowsHeadingAsync("Place orders centrally?");
        await telling.SaysAsync("3 schools would change");
        await telling.SaysAsync("Left in your pool: 0 to 105");
        await telling.SaveAsync();
        await telling.IsToldAsync("Orders will be placed centrally", "3 schools have still to be answered for.");

        var body = await BodyOrder.VisitAsync(page, trust);
        await body.AddDomainAsync(ash, "north.example.org", "recovery@example.net");
        body = await BodyOrder.VisitAsync(page, trust);
        await body.AddDomainAsync(elm, "south.example.org", "recovery@example.net");

        await BodyOrder.VisitAsync(page, trust);
        var check = await (await PoolOrder.FollowAsync(page)).SendAsync(oak, new LineAsked(Product.WindowsLaptop, 60), new LineAsked(Product.Ipad, 25));
        await check.SaysAsync("Oak Upper School");
        await check.PlaceAsync();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Delivered to Oak Upper School");

        await page.GetByRole(AriaRole.Link, new() { Name = "place another order" }).ClickAsync();
        await page.ShowsHeadingAsync("Order devices");
        await page.IsLiveAsync();
        body = new BodyOrder(page);
        await body.SaysAsync("You can order 20 laptops and tablets");
        await body.OrderChromebooksAsync((ash, 12), (elm, 8));
        await page.GetByRole(AriaRole.Button, new() { Name = "Place 2 orders" }).ClickAsync();
        await page.ShowsHeadingAsync("2 orders placed");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "12 Chromebooks" })).ToContainTextAsync("north.example.org");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "8 Chromebooks" })).ToContainTextAsync("south.example.org");

        body = await BodyOrder.VisitAsync(page, trust);
        await body.SaysAsync("Everything that could be ordered has been ordered");
        await page.GetByRole(AriaRole.Link, new() { Name = "Orders", Exact = true }).ClickAsync();
        await page.ShowsHeadingAsync("Your schools' orders");
        await page.IsLiveAsync();
        await page.GetByLabel("Ordered by").SelectOptionAsync("The responsible body");
        await Expect(page).ToHaveURLAsync(new Uri(new Uri(page.Url), $"/responsible-bodies/{trust.Id}/orders?ordered-by=responsible-body").ToString());
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "60 Windows laptops and 25 iPads" })).ToContainTextAsync("Oak Upper School");
    });

    [BrowserFact]
    public Task Chromebooks_for_two_domains_get_two_orders() => TellAsync(async sessions =>
    {
        var trust = await Given.ResponsibleBodyAsync("Hazel Learning Trust", ResponsibleBodyKind.Trust, pools: true);
        School[] schools =
        [
            await Given.SchoolAsync("Ash Secondary School", laptops: 30, body: trust, who: WhoWillOrder.ResponsibleBody, domain: "north.example.org"),
            await Given.SchoolAsync("Elm Secondary School", laptops: 30, body: trust, who: WhoWillOrder.ResponsibleBody, domain: "north.example.org"),
            await Given.SchoolAsync("Oak Secondary School", laptops: 30, body: trust, who: WhoWillOrder.ResponsibleBody, domain: null),
        ];
        var page = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(trust));
        var body = await BodyOrder.VisitAsync(page, trust);

        await body.AddDomainAsync(schools[2], "south.example.org", "recovery@example.net");
        body = await BodyOrder.VisitAsync(page, trust);
        await body.OrderChromebooksAsync((schools[0], 10), (schools[1], 20), (schools[2], 5));

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "30 Chromebooks on north.example.org" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "5 Chromebooks on south.example.org" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Place 2 orders" }).ClickAsync();
        await page.ShowsHeadingAsync("2 orders placed");
        await page.IsLiveAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "30 Chromebooks" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "5 Chromebooks" })).ToBeVisibleAsync();
    });

    [BrowserFact]
    public Task A_colleague_orders_for_social_care_and_no_schools_number_moves() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("Loamshire County Council", pools: true);
        await Given.SocialCareAsync(authority, laptops: 12, routers: 0);
        var school = await Given.SchoolAsync("Beech School", laptops: 40, body: authority, who: WhoWillOrder.ResponsibleBody);
        var before = await NumbersAsync(school);
        var page = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(authority, orders: false, socialCare: true));

        var body = await BodyOrder.VisitAsync(page, authority);
        await body.SaysAsync("Somebody else places these orders");
        await page.GetByRole(AriaRole.Link, new() { Name = "Switch to social care" }).ClickAsync();
        await page.ShowsHeadingAsync("Social care");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Order devices for social care" }).ClickAsync();
        await page.ShowsHeadingAsync("Order devices for social care");
        await page.IsLiveAsync();
        await page.GetByLabel("Chromebook", new() { Exact = true }).FillAsync("7");
        await page.GetByLabel("Google domain").FillAsync("care.example.org");
        await page.GetByLabel("Recovery email address").FillAsync("recovery@example.net");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        var check = await CheckOrder.ShownAsync(page);
        await check.SaysAsync("Account: Social care");
        var placed = await check.PlaceAsync();

        (await placed.FollowAsync()).ShouldNotBeNull();
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("care.example.org");
        (await NumbersAsync(school)).ShouldBe(before);
        await page.GotoAsync($"/responsible-bodies/{authority.Id}/social-care");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("You can order 5 laptops and tablets");
    });

    [BrowserFact]
    public Task UNKNOWN_is_warned_of_and_support_has_a_list_of_it() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Cedar School", domain: null);
        var teacher = await Given.SchoolUserAsync(school);
        await Portal.Services.GetRequiredService<ChromebookDetailsService>().SetAsync(teacher, school.Urn, new() { Answer = ChromebookAnswer.DoNotKnow });
        var page = await sessions.OpenAsAsync(teacher);
        var order = await OrderDevices.VisitAsync(page, school);
        await page.GetByLabel("Google domain").FillAsync("UNKNOWN");
        await order.Field(Product.Chromebook).FillAsync("3");
        await order.ContinueAsync();
        var goOn = page.GetByLabel("Nobody can find the domain out. Go on without one");
        await Expect(goOn).ToBeVisibleAsync();
        await goOn.CheckAsync();
        await order.ContinueAsync();
        var check = await CheckOrder.ShownAsync(page);
        await check.SaysAsync("The Chromebooks come without Google Education licences");
        var placed = await check.PlaceAsync();

        var support = await sessions.OpenAsAsync(await Given.SupportAsync());
        await support.GotoAsync("/support/orders");
        await support.IsLiveAsync();
        await support.GetByLabel("Google domain").SelectOptionAsync("No domain");
        await Expect(support).ToHaveURLAsync(new Uri(new Uri(support.Url), "/support/orders?domain=unknown").ToString());
        await Expect(support.GetByRole(AriaRole.Row, new() { Name = placed.Number.ToString() })).ToContainTextAsync("No domain");
    });

    private Task<string> NumbersAsync(School school) => Portal.Database.ReadAsync(async db =>
        string.Join("; ", (await db.Allocations.Where(a => a.SchoolId == school.Id).OrderBy(a => a.Category).ToListAsync()).Select(AllocationLine.Of)));
}
