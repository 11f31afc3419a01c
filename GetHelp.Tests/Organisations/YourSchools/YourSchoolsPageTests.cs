using System.Net;
using Bunit;
using ClosedXML.Excel;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Organisations.YourSchools;
using Microsoft.AspNetCore.Components.Web;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.YourSchools;

public sealed class YourSchoolsPageTests : ScreenTest
{
    private ResponsibleBody body = null!;
    private Viewer viewer = null!;
    private Screen screen = null!;

    [Fact]
    public async Task It_shows_each_school_with_a_link_that_knows_what_was_looked_at()
    {
        var ash = await Given.SchoolAsync("Ash School", laptops: 40, routers: 0, ordered: 12, body: body);

        var page = Show("?search=ash&who=school");

        page.Find("h1").TextContent.ShouldContain("Your schools");
        page.Find("tbody th a").GetAttribute("href").ShouldBe($"/responsible-bodies/{body.Id}/schools/{ash.Urn}?search=ash&who=school");
        Cells(page).ShouldBe(
        [
            "", $"Ash School {ash.Urn}, Exampleton", "The school", "No contact yet", "40 28 to order 12 ordered", "0", "Yes", "school.example.org", "Needs a contact",
        ]);
        page.Find("[role=status]").TextContent.ShouldBe("1 school matches");
    }

    [Fact]
    public async Task A_school_in_the_pool_has_no_number_of_its_own_to_order_and_the_pools_stands_above()
    {
        body = await Given.ResponsibleBodyAsync("Rowan Trust", ResponsibleBodyKind.Trust, pools: true);
        viewer = await Given.ResponsibleBodyUserAsync(body);
        await Given.SchoolAsync("Ash School", laptops: 40, routers: 0, ordered: 12, body: body, who: WhoWillOrder.ResponsibleBody);
        await Given.SchoolAsync("Elm School", laptops: 10, routers: 2, body: body, who: WhoWillOrder.ResponsibleBody);

        var page = Show();

        page.Markup.ShouldContain("share one pool, from which you can order 38 laptops and tablets and 2 routers.");
        Cells(page)[4].ShouldBe("40 12 ordered");
    }

    [Fact]
    public async Task A_filter_goes_to_the_address_and_begins_at_the_first_page()
    {
        await Given.SchoolAsync("Ash School", body: body);
        await Given.SchoolAsync("Elm School", body: body, who: WhoWillOrder.ResponsibleBody);
        var page = Show("?sort=school&page=1");

        await page.Find("#who").ChangeAsync("responsible-body");
        screen.Path.ShouldBe($"/responsible-bodies/{body.Id}/schools?who=responsible-body&sort=school");
        page.WaitForAssertion(() => Names(page).ShouldBe(["Elm School"]));

        await page.Find("#search").ChangeAsync("ash");
        await page.Find("form.filters").SubmitAsync();
        page.WaitForElement(".grid-empty a").GetAttribute("href").ShouldBe($"/responsible-bodies/{body.Id}/schools?sort=school");
        page.Find("#status option[value=needs-contact]").TextContent.ShouldBe("Needs a contact (0)");
    }

    [Fact]
    public async Task Groups_and_columns_are_links_to_the_same_grid_otherwise()
    {
        await Given.SchoolAsync("Ash School", body: body);
        await Given.SchoolAsync("Elm School", body: body, state: OrderState.CannotOrder);

        var page = Show("?sort=status&search=school");

        page.FindAll("nav[aria-label='Groups of schools'] a").Select(a => (a.TextContent, a.GetAttribute("href"))).ShouldBe(
        [
            ("All 2", $"/responsible-bodies/{body.Id}/schools?search=school&sort=status"),
            ("0 can order for specific circumstances", $"/responsible-bodies/{body.Id}/schools?search=school&show=specific-circumstances&sort=status"),
            ("1 can order", $"/responsible-bodies/{body.Id}/schools?search=school&show=can-order&sort=status"),
            ("1 cannot order yet", $"/responsible-bodies/{body.Id}/schools?search=school&show=cannot-order&sort=status"),
        ]);
        var heads = page.FindAll("thead th");
        heads.Single(th => th.TextContent.StartsWith("Status", StringComparison.Ordinal)).GetAttribute("aria-sort").ShouldBe("ascending");
        heads[^1].QuerySelector("a")!.GetAttribute("href").ShouldBe($"/responsible-bodies/{body.Id}/schools?search=school&sort=status&order=descending");
        heads[1].QuerySelector("a")!.GetAttribute("href").ShouldBe($"/responsible-bodies/{body.Id}/schools?search=school&sort=school");
    }

    [Fact]
    public async Task Columns_are_chosen_and_remembered()
    {
        await Given.SchoolAsync("Ash School", body: body);
        var page = Show();
        Heads(page).ShouldBe(["School", "Who orders", "Contact", "Laptops and tablets", "Routers", "Chromebooks", "Google domain", "Status"]);

        await page.Find("#columns-contact").ChangeAsync(false);
        await page.Find("input[value=recovery-address]").ChangeAsync(true);

        string[] chosen = ["School", "Who orders", "Laptops and tablets", "Routers", "Chromebooks", "Google domain", "Recovery address", "Status"];
        page.WaitForAssertion(() => Heads(page).ShouldBe(chosen));
        Heads(Show()).ShouldBe(chosen, "the next day, on another machine");
    }

    [Fact]
    public async Task A_change_shows_and_only_its_row_is_rendered_again()
    {
        var ash = await Given.SchoolAsync("Ash School", body: body);
        await Given.SchoolAsync("Elm School", body: body);
        var page = Show();
        var rows = page.FindComponents<GetHelp.Web.Shared.Grid.CellGridRow<SchoolGridRow>>();
        var before = rows.Select(row => row.RenderCount).ToList();

        LetTimePass();
        await Database.SayWhoOrdersAsync(viewer, [ash.Urn], WhoWillOrder.ResponsibleBody);

        page.WaitForAssertion(() => page.FindAll("tbody tr")[0].TextContent.ShouldContain("You, centrally"));
        rows.Select(row => row.RenderCount).ShouldBe([before[0] + 1, before[1]]);
    }

    [Fact]
    public async Task While_somebody_is_in_the_grid_a_school_that_no_longer_matches_stays_where_it_is()
    {
        var ash = await Given.SchoolAsync("Ash School", body: body);
        await Given.SchoolAsync("Elm School", body: body);
        var page = Show("?who=school");
        await page.Find("div:has(> .grid-head)").TriggerEventAsync("onpointerenter", new PointerEventArgs());

        LetTimePass();
        await Database.SayWhoOrdersAsync(viewer, [ash.Urn], WhoWillOrder.ResponsibleBody);
        page.WaitForAssertion(() => page.Find("[role=status]").TextContent.ShouldBe("1 school matches"));
        Names(page).ShouldBe(["Ash School", "Elm School"]);

        await page.Find("div:has(> .grid-head)").TriggerEventAsync("onpointerleave", new PointerEventArgs());
        page.WaitForAssertion(() => Names(page).ShouldBe(["Elm School"]));
    }

    [Fact]
    public void A_body_without_schools_is_told_where_they_come_from() => Show().Find(".grid-empty").TextContent.ShouldContain("You have no open schools");

    [Fact]
    public async Task What_is_filtered_can_be_downloaded_and_nothing_else()
    {
        await using var portal = await Portal.StartAsync();
        var trust = await portal.Given.ResponsibleBodyAsync();
        var elm = await portal.Given.SchoolAsync("Elm School", laptops: 40, ordered: 12, body: trust);
        await portal.Given.SchoolAsync("=Ash School", body: trust);
        var browser = await portal.OpenAsAsync(await portal.Given.ResponsibleBodyUserAsync(trust));
        var query = new SchoolGridQuery { ResponsibleBodyId = trust.Id, Search = "elm", Page = 3 };

        var csv = (await browser.Client.GetStringAsync(YourSchoolsLinks.Csv(query))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        csv.Length.ShouldBe(2);
        csv[1].ShouldStartWith($"Elm School,{elm.Urn},Exampleton,Primary school,The school,,,,,Can order,40,28,12,10,10,0,No,Yes,school.example.org,recovery@example.net,Needs a contact");

        using var answer = await browser.Client.GetAsync(YourSchoolsLinks.Excel(query with { Search = null }));
        using var workbook = new XLWorkbook(await answer.Content.ReadAsStreamAsync());
        workbook.Worksheet("Schools").RowsUsed().Skip(1).Select(row => row.Cell(1).GetString()).ShouldBe(["=Ash School", "Elm School"]);

        using var refused = await (await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(elm))).Client.GetAsync(YourSchoolsLinks.Csv(query));
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    protected override async Task BeginAsync()
    {
        body = await Given.ResponsibleBodyAsync("Loamshire");
        viewer = await Given.ResponsibleBodyUserAsync(body);
    }

    private IRenderedComponent<YourSchoolsPage> Show(string query = "")
    {
        screen = OpenAs(viewer);
        screen.Browser.NavigateTo(YourSchoolsLinks.Grid(body.Id) + query);
        var page = screen.Render<YourSchoolsPage>(p => p.Add(x => x.Id, body.Id));
        page.WaitForElement("h1");
        return page;
    }

    private static IEnumerable<string> Names(IRenderedComponent<YourSchoolsPage> page) => page.FindAll("tbody th a").Select(a => a.TextContent);

    private static IEnumerable<string> Heads(IRenderedComponent<YourSchoolsPage> page) => page.FindAll("thead th").Skip(1).Select(th => th.TextContent.Trim());

    private static List<string> Cells(IRenderedComponent<YourSchoolsPage> page) => [.. page.Find("tbody tr").Children.Select(cell => cell.TextContent)];
}
