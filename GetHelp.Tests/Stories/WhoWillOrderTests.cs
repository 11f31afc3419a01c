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

/// <summary>A responsible body says who will order, and says otherwise later.</summary>
public sealed class WhoWillOrderTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task A_body_tells_us_who_will_order_and_sees_what_happens_next() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("Mercia County Council");
        await Given.SchoolAsync("Ash Junior School", body: authority);
        await Given.SchoolAsync("Elm Junior School", body: authority, domain: null);
        var viewer = await Given.ResponsibleBodyUserAsync(authority);
        var page = await sessions.OpenAsAsync(viewer);
        var colleague = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(authority));
        var home = await BodyHome.ShownAsync(page, authority);
        var theirs = await BodyHome.ShownAsync(colleague, authority);
        await Expect(theirs.Task("Tell us who will order")).ToContainTextAsync("To do");
        await colleague.MarkAsync();

        var telling = await home.TellUsAsync();
        await telling.SaysAsync("We recommend that schools place their own orders.");
        await telling.ChooseAsync("Most schools place their own orders (recommended)");
        await telling.IsToldAsync("Schools will place their own orders", "2 schools need a contact.");

        await Expect(theirs.Task("Tell us who will order")).ToHaveCountAsync(0);
        await Expect(theirs.Task("Give us a contact for 2 schools")).ToContainTextAsync("To do");
        await colleague.IsStillMarkedAsync();
    });

    [BrowserFact]
    public Task Saying_otherwise_later_names_the_schools_and_keeps_their_contacts_and_what_they_said_about_Chromebooks() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("Wessex County Council");
        var ash = await Given.SchoolAsync("Ash Middle School", body: authority, domain: "ash.example.org");
        var elm = await Given.SchoolAsync("Elm Middle School", body: authority, domain: null);
        var contact = await Given.ContactAsync(elm, "Ada Hill", chosen: true);
        var teacher = await Given.SchoolUserAsync(ash);
        var viewer = await Given.ResponsibleBodyUserAsync(authority);
        await Portal.Services.GetRequiredService<WhoWillOrderService>().SetDefaultAsync(viewer, authority.Id, WhoWillOrder.School, []);
        var page = await sessions.OpenAsAsync(viewer);

        var telling = await TellingUs.VisitAsync(page, authority);
        await telling.SaysAsync("You told us that schools place their own orders");
        await telling.ChooseAsync("Most orders are placed centrally");
        await page.ShowsHeadingAsync("Place orders centrally?");
        await telling.SaysAsync("2 schools would change");
        await telling.SaysAsync("Ash Middle School");
        await telling.SaysAsync("Nothing that you or they told us is lost");
        await telling.SaveAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Select whether these schools change too.");
        await telling.SaveAsync("Yes, change all 2");

        await telling.IsToldAsync("Orders will be placed centrally", "1 school has still to be answered for.");
        (await ChromebooksAsync(ash)).ShouldBe((WhoWillOrder.ResponsibleBody, "ash.example.org"));
        (await Portal.Database.ReadAsync(db => db.Schools.Where(s => s.Id == elm.Id).Select(s => s.ContactId).SingleAsync())).ShouldBe(contact.Id);
        (await Portal.Database.ReadAsync(db => db.Memberships.CountAsync(m => m.SchoolId == ash.Id && m.UserId == teacher.UserId))).ShouldBe(1);
    });

    [BrowserFact]
    public Task Somebody_without_a_mouse_on_a_phone_goes_central_and_orders_from_the_pool() => TellAsync(async sessions =>
    {
        var trust = await Given.ResponsibleBodyAsync("Juniper Learning Trust", ResponsibleBodyKind.Trust, pools: true);
        await Given.SchoolAsync("Ash First School", laptops: 6, routers: 0, body: trust);
        var elm = await Given.SchoolAsync("Elm First School", laptops: 4, routers: 0, body: trust);
        var page = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(trust), new() { Width = 320, Height = 640 });
        var keyboard = page.Keyboard;

        await BodyHome.ShownAsync(page, trust);
        await page.FollowByKeyboardAsync(AriaRole.Link, "Tell us who will order");
        await page.ShowsHeadingAsync("Tell us who will order laptops and tablets");
        await page.IsLiveAsync();
        await page.FollowByKeyboardAsync(AriaRole.Link, "Continue");
        await page.ShowsHeadingAsync("Who will place orders for laptops and tablets?");
        await page.IsSettledAsync();
        await page.TabToAsync(page.GetByLabel("Most schools place their own orders"));
        await keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByLabel("Most orders are placed centrally")).ToBeCheckedAsync();
        await page.FollowByKeyboardAsync(AriaRole.Button, "Continue");
        await page.ShowsHeadingAsync("Place orders centrally?");
        await page.IsLiveAsync();
        await page.FollowByKeyboardAsync(AriaRole.Button, "Save");
        await page.ShowsHeadingAsync("Orders will be placed centrally");
        await page.IsLiveAsync();

        await page.FollowByKeyboardAsync(AriaRole.Link, $"Go to {trust.Name}");
        await BodyHome.ShownAsync(page, trust);
        await page.FollowByKeyboardAsync(AriaRole.Link, "Order devices");
        await page.ShowsHeadingAsync("Order devices");
        await page.IsLiveAsync();
        await page.FollowByKeyboardAsync(AriaRole.Link, "Order from the pool");
        await page.ShowsHeadingAsync("How many devices do you need?");
        await page.IsLiveAsync();
        await page.TabToAsync(page.GetByLabel(Product.Ipad.Name(), new() { Exact = true }));
        await keyboard.TypeAsync("10");
        await keyboard.PressAsync("Enter");
        await page.ShowsHeadingAsync("Where should they go?");
        await page.IsLiveAsync();
        await page.TabToAsync(page.GetByLabel(trust.Name, new() { Exact = true }));
        await keyboard.PressAsync("ArrowDown");
        await keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByLabel(elm.Name, new() { Exact = true })).ToBeCheckedAsync();
        await page.FollowByKeyboardAsync(AriaRole.Button, "Continue");
        await CheckOrder.ShownAsync(page);
        await page.FollowByKeyboardAsync(AriaRole.Button, "Place order");
        var placed = await OrderPlaced.ShownAsync(page);

        (await Portal.Database.ReadAsync(db => db.Orders.Where(o => o.Id == placed.Number.Id).Select(o => o.SchoolId).SingleAsync())).ShouldBe(elm.Id);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(320);
    });

    private async Task<(WhoWillOrder Who, string? Domain)> ChromebooksAsync(School school)
    {
        var now = await Portal.Database.ReadAsync(db => db.Schools.AsNoTracking().SingleAsync(s => s.Id == school.Id));
        return (now.WhoWillOrder, now.Chromebooks.Domain);
    }
}
