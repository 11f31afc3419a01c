using System.Net;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class SupportSchoolPagesTests
{
    [Fact]
    public async Task A_school_is_searched_for_by_address()
    {
        await using var portal = await Portal.StartAsync();
        var rowan = await portal.Given.SchoolAsync("Rowan Primary School", laptops: 40, ordered: 12);
        await portal.Given.SchoolAsync("Hazel Primary School");
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var page = await browser.GetAsync("/support/schools?search=rowan");

        var row = page.Document.QuerySelectorAll("tbody tr").ShouldHaveSingleItem();
        row.TextContent.ShouldContain("12 of 40");
        row.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/support/schools/{rowan.Urn}");
        page.Document.QuerySelector("#search")!.GetAttribute("value").ShouldBe("rowan");
        (await browser.GetAsync("/support/schools?search=willow")).Text.ShouldContain("No open school matches");
    }

    [Fact]
    public async Task The_list_of_schools_is_filtered_and_sorted_by_address_and_says_so()
    {
        await using var portal = await Portal.StartAsync();
        await portal.Given.SchoolAsync("Ash School", state: OrderState.CanOrder);
        await portal.Given.SchoolAsync("Beech School", state: OrderState.CannotOrder);
        await portal.Given.SchoolAsync("Cedar School", state: OrderState.CannotOrder, who: WhoWillOrder.ResponsibleBody);
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var page = await browser.GetAsync("/support/schools?state=cannot-order&order=descending&page=1");

        page.Document.QuerySelectorAll("tbody th").Select(th => th.TextContent.Trim()).ShouldBe(["Cedar School", "Beech School"]);
        page.Text.ShouldContain("2 open schools match");
        page.Document.QuerySelector("#state option[selected]")!.GetAttribute("value").ShouldBe("cannot-order");
        page.Document.QuerySelector("th[aria-sort=descending]")!.TextContent.ShouldStartWith("School");
        page.Document.QuerySelectorAll("thead a")[^1].GetAttribute("href").ShouldBe("/support/schools?state=cannot-order&sort=order-state");
        (await browser.GetAsync("/support/schools?state=cannot-order&who=responsible-body")).Document.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await browser.GetAsync("/support/schools?who=responsible-body&state=can-order")).Text.ShouldContain("No open school matches");
    }

    [Fact]
    public async Task A_schools_page_shows_its_numbers_people_orders_and_history()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync(laptops: 40, ordered: 8, state: OrderState.CanOrderForSpecificCircumstances, cap: 30);
        var teacher = await portal.Given.SchoolUserAsync(school);
        var number = await portal.Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 4));
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var page = await browser.GetAsync($"/support/schools/{school.Urn}");

        page.Heading.ShouldEndWith(school.Name);
        page.Document.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td.number").Select(cell => cell.TextContent.Trim()).ShouldBe(["40", "30", "12", "18"]);
        page.Text.ShouldContain("Can order for specific circumstances");
        page.Document.QuerySelector($"a[href='mailto:{teacher.EmailAddress}']").ShouldNotBeNull();
        page.Document.QuerySelectorAll($"a[href='/orders/{number}']").Length.ShouldBe(2, "once among the orders, once in the history");
        page.Document.QuerySelector($"a[href='/support/schools/{school.Urn}/allocation/routers']").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_count_that_the_supplier_does_not_share_is_told_with_the_way_to_settle_it()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync(ordered: 8);
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());
        await SupplierCountsAsync(portal, school, 5);

        var page = await browser.GetAsync($"/support/schools/{school.Urn}");

        page.Text.ShouldContain("Differs from the supplier's count");
        page.Text.ShouldContain("8 ordered here, 5 as the supplier counts.");
        var link = page.Document.QuerySelectorAll("a[href^='/support/supplier/differences']").ShouldHaveSingleItem().GetAttribute("href")!;
        (await browser.GetAsync(link)).Document.QuerySelectorAll("tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain(school.Name);

        await SupplierCountsAsync(portal, school, 8);
        (await browser.GetAsync($"/support/schools/{school.Urn}")).Text.ShouldNotContain("Differs");
    }

    [Fact]
    public async Task What_was_answered_is_in_the_address_of_the_check_and_comes_back_with_the_change_links()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync(laptops: 40, routers: 5, ordered: 12, state: OrderState.CannotOrder);
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());
        const string answers = "laptops-and-tablets=20&routers=3&state=can-order-for-specific-circumstances&why=Year%209";

        var check = await browser.GetAsync($"/support/schools/{school.Urn}/order-state/check?{answers}");
        var back = check.Document.QuerySelector(".back-link")!.GetAttribute("href")!;
        var form = await browser.GetAsync(back);

        check.Text.ShouldContain("Left to order: 0 to 8");
        check.Text.ShouldContain("Left to order: 0 to 3");
        form.Document.QuerySelector("input[type=radio][checked]")!.GetAttribute("value").ShouldBe("can-order-for-specific-circumstances");
        form.Document.QuerySelector("#laptops-and-tablets")!.GetAttribute("value").ShouldBe("20");
        form.Document.QuerySelector("#why")!.TextContent.ShouldBe("Year 9");
    }

    [Fact]
    public async Task A_check_without_an_answer_goes_back_to_the_question()
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var page = await browser.GetAsync($"/support/schools/{school.Urn}/order-state/check?state=nonsense");

        (page.Status, page.Location).ShouldBe((HttpStatusCode.Redirect, $"/support/schools/{school.Urn}/order-state"));
    }

    [Theory]
    [InlineData("/support/schools/{0}/allocation/teapots")]
    [InlineData("/support/schools/999999")]
    [InlineData("/support/schools/999999/order-state")]
    [InlineData("/support/schools/999999/order-state/check?state=can-order")]
    [InlineData("/support/schools/999999/allocation/routers")]
    [InlineData("/support/schools/not-a-number")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        (await browser.GetAsync(string.Format(address, school.Urn))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/support/schools")]
    [InlineData("/support/schools/{0}")]
    [InlineData("/support/schools/{0}/order-state")]
    [InlineData("/support/schools/{0}/order-state/check?state=can-order")]
    [InlineData("/support/schools/{0}/allocation/routers")]
    [InlineData("/support/stock")]
    public async Task Only_support_is_let_in(string address)
    {
        await using var portal = await Portal.StartAsync();
        var school = await portal.Given.SchoolAsync();
        var url = string.Format(address, school.Urn);

        (await (await portal.OpenAsAsync(await portal.Given.SchoolUserAsync(school))).GetAsync(url)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await portal.Open().GetAsync(url)).Location.ShouldStartWith("/sign-in");
        (await (await portal.OpenAsAsync(await portal.Given.SupportAsync())).GetAsync(url)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_stock_page_says_the_state_of_every_product()
    {
        await using var portal = await Portal.StartAsync();
        await portal.Given.StockAsync(Product.Ipad, StockState.OutOfStock);
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var page = await browser.GetAsync("/support/stock");

        page.Document.QuerySelectorAll(".with-action").Length.ShouldBe(Products.All.Count);
        var ipad = page.Document.QuerySelector("#ipad")!.Closest("li")!;
        ipad.QuerySelector(".tag")!.TextContent.ShouldBe("Out of stock");
        ipad.QuerySelector("[aria-pressed=true]")!.TextContent.ShouldBe("Out of stock");
    }

    [Fact]
    public async Task The_header_leads_support_to_schools_and_stock()
    {
        await using var portal = await Portal.StartAsync();
        var browser = await portal.OpenAsAsync(await portal.Given.SupportAsync());

        var places = (await browser.GetAsync("/support/orders")).Document.QuerySelectorAll(".site-nav a").Select(a => a.TextContent.Trim());

        places.ShouldBe(["Orders", "Requests", "Schools", "Responsible bodies", "People", "Allocation queries", "Stock", "Supplier"]);
    }

    private static Task SupplierCountsAsync(Portal portal, School school, int used) => portal.Database.ReadAsync(db =>
        db.Allocations.Where(a => a.SchoolId == school.Id && a.Category == DeviceCategory.LaptopsAndTablets).ExecuteUpdateAsync(set => set.SetProperty(a => a.Used, used)));
}
