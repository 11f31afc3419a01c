using System.Net;
using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Allocations;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class SupportResponsibleBodyPagesTests : ScreenTest
{
    private ResponsibleBody authority = null!;
    private Viewer support = null!;

    [Fact]
    public async Task It_shows_the_pools_numbers_and_those_of_social_care()
    {
        await Given.SchoolAsync(laptops: 25, routers: 0, ordered: 5, body: authority, who: WhoWillOrder.ResponsibleBody);
        await Given.SchoolAsync(laptops: 99, body: authority);
        await Given.SocialCareAsync(authority, laptops: 40, routers: 0);

        var page = Show<SupportResponsibleBodyPage>(AllocationLinks.ResponsibleBody(authority.Id));

        page.Markup.ShouldContain("They share a virtual cap pool.");
        page.FindAll("tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent)))
            .ShouldBe(["25 25 5 20", "0 0 0 0", "40 40 0 40", "0 0 0 0"]);
    }

    [Fact]
    public async Task It_says_what_the_body_has_told_us_about_who_will_order_as_soon_as_it_has()
    {
        var page = Show<SupportResponsibleBodyPage>(AllocationLinks.ResponsibleBody(authority.Id));
        page.Markup.ShouldContain("It has not told us who will order.");

        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await Database.Get<WhoWillOrderService>().SetDefaultAsync(await Given.ResponsibleBodyUserAsync(authority), authority.Id, WhoWillOrder.ResponsibleBody, []);

        page.WaitForAssertion(() => page.Markup.ShouldContain("It told us that it places the orders centrally."));
    }

    [Fact]
    public async Task Pooling_is_switched_with_a_reason()
    {
        var page = Show<ChangePoolingPage>(AllocationLinks.Pooling(authority.Id), out var screen);

        await page.Find("form").SubmitAsync();
        page.Find("#why-error").TextContent.ShouldContain("Say why");
        await page.Find("#why").ChangeAsync("They asked for it");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldBe($"/support/responsible-bodies/{authority.Id}?changed=pooling"));
        (await Database.ReadAsync(db => db.ResponsibleBodies.SingleAsync(b => b.Id == authority.Id))).PoolsCaps.ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_wrong_with_social_care_is_said_at_its_field()
    {
        await Given.SocialCareAsync(authority, laptops: 40, routers: 0);
        var page = Show<ChangeSocialCarePage>(AllocationLinks.ChangeSocialCare(authority.Id), out var screen);

        await page.Find("#laptops-and-tablets-set-aside").ChangeAsync("many");
        await page.Find("form").SubmitAsync();
        page.Find("#laptops-and-tablets-set-aside-error").TextContent.ShouldContain("enter a whole number");
        page.Find("#why-error").TextContent.ShouldContain("Say why");

        await page.Find("#laptops-and-tablets-set-aside").ChangeAsync("40");
        await page.Find("#state-can-order-for-specific-circumstances").ChangeAsync(true);
        await page.Find("#laptops-and-tablets").ChangeAsync("41");
        await page.Find("#why").ChangeAsync("Agreed");
        await page.Find("form").SubmitAsync();
        page.Find("#laptops-and-tablets-error").TextContent.ShouldContain("enter at most the 40 set aside");

        await page.Find("#laptops-and-tablets").ChangeAsync("7");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => screen.Path.ShouldBe($"/support/responsible-bodies/{authority.Id}?changed=social-care"));
    }

    [Fact]
    public async Task They_are_found_by_part_of_a_name_and_by_support_alone()
    {
        await using var portal = await Portal.StartAsync();
        var found = await portal.Given.ResponsibleBodyAsync("Barsetshire");
        await portal.Given.ResponsibleBodyAsync("Loamshire");
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var page = await browser.GetAsync("/support/responsible-bodies?search=barset");
        page.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")).ShouldBe([$"/support/responsible-bodies/{found.Id}"]);

        var stranger = await portal.OpenAsAsync(await portal.Given.ResponsibleBodyUserAsync(found));
        foreach (var address in new[] { "", $"/{found.Id}", $"/{found.Id}/pooling", $"/{found.Id}/social-care" })
        {
            (await stranger.GetAsync($"/support/responsible-bodies{address}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    protected override async Task BeginAsync()
    {
        authority = await Given.ResponsibleBodyAsync("Barsetshire", pools: true);
        support = await Given.SupportAsync();
    }

    private IRenderedComponent<T> Show<T>(string address)
        where T : OneBodyPage => Show<T>(address, out _);

    private IRenderedComponent<T> Show<T>(string address, out Screen screen)
        where T : OneBodyPage
    {
        screen = OpenAs(support);
        screen.Browser.NavigateTo(address);
        var page = screen.Render<T>(parameters => parameters.Add(p => p.Id, authority.Id));
        page.WaitForElement("h1");
        return page;
    }
}
