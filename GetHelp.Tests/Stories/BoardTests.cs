using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>Working with the board while it changes.</summary>
public sealed class BoardTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task New_orders_wait_while_a_pointer_is_in_the_grid() => TellAsync(async sessions =>
    {
        var (page, school, first) = await BoardOfOneSchoolAsync(sessions);
        var board = await BoardPage.ShownAsync(page);
        await board.Row(first).HoverAsync();
        await board.HasHeardAsync();

        var second = await OrderAsync(school);
        await Expect(board.Waiting).ToHaveTextAsync("1 new order: show");
        await board.ShowsAsync(first, "Delivered");
        await Expect(board.Row(second)).ToHaveCountAsync(0);

        await OrderAsync(school);
        await Expect(board.Waiting).ToHaveTextAsync("2 new orders: show");
        await board.Waiting.ClickAsync();
        await Expect(board.Rows).ToHaveCountAsync(3);
        await Expect(board.Waiting).ToBeHiddenAsync();
    });

    [BrowserFact]
    public Task New_orders_wait_while_the_keyboard_focus_is_in_the_grid() => TellAsync(async sessions =>
    {
        var (page, school, first) = await BoardOfOneSchoolAsync(sessions);
        var board = await BoardPage.ShownAsync(page);
        var link = board.Row(first).GetByRole(AriaRole.Link);
        await link.FocusAsync();
        await board.HasHeardAsync();

        await OrderAsync(school);
        await Expect(board.Waiting).ToHaveTextAsync("1 new order: show");
        await Expect(link).ToBeFocusedAsync();
        await Expect(board.Rows).ToHaveCountAsync(1);

        await page.TabToAsync(board.Waiting, "Shift+Tab");
        await Expect(board.Rows).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Enter");
        await Expect(board.Rows).ToHaveCountAsync(2);
        await Expect(page.GetByText("2 orders match")).ToBeFocusedAsync();
    });

    [BrowserFact]
    public Task A_new_order_shows_at_once_where_nobody_is_in_the_grid() => TellAsync(async sessions =>
    {
        var (page, school, _) = await BoardOfOneSchoolAsync(sessions);
        var board = await BoardPage.ShownAsync(page);

        var second = await OrderAsync(school);

        await Expect(board.Row(second)).ToBeVisibleAsync();
        await Expect(board.Waiting).ToBeHiddenAsync();
    });

    [BrowserFact]
    public Task Filters_sort_page_and_search_are_in_the_address_and_survive_a_reload() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Paged School", laptops: 500);
        var teacher = await Given.SchoolUserAsync(school);
        var oldest = await OldOrderAsync();
        for (var i = 0; i < OrderBoardQuery.PageSize; i++)
        {
            await OldOrderAsync();
        }

        var page = await sessions.OpenAsAsync(await Given.SupportAsync());
        var board = await BoardPage.ShownAsync(page);
        await board.SearchAsync("paged school");
        await page.GetByLabel("Product").SelectOptionAsync("Chromebook");
        await board.AddressHasAsync("product=chromebook");
        await page.GetByRole(AriaRole.Link, new() { Name = "Overdue" }).ClickAsync();
        await board.AddressHasAsync("overdue=yes");
        await page.GetByRole(AriaRole.Columnheader, new() { Name = "School" }).GetByRole(AriaRole.Link).ClickAsync();
        await board.AddressHasAsync("sort=school");
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await Expect(board.Row(oldest)).ToBeVisibleAsync();
        await Expect(board.Rows).ToHaveCountAsync(1);
        new Uri(page.Url).Query.ShouldBe("?search=paged%20school&product=chromebook&overdue=yes&sort=school&order=ascending&page=2");

        await page.ReloadAsync();
        await page.IsLiveAsync();
        await Expect(board.Rows).ToHaveCountAsync(1);
        await Expect(board.Row(oldest)).ToBeVisibleAsync();
        await Expect(board.Search).ToHaveValueAsync("paged school");
        await Expect(page.GetByLabel("Product")).ToHaveValueAsync("chromebook");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Overdue" })).ToHaveAttributeAsync("aria-current", "true");
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "School" })).ToHaveAttributeAsync("aria-sort", "ascending");

        await page.GoBackAsync();
        await Expect(board.Rows).ToHaveCountAsync(OrderBoardQuery.PageSize);

        Task<OrderNumber> OldOrderAsync() => Portal.OldOrderAsync(school, teacher, new LineAsked(Product.Chromebook, 1));
    });

    /// <summary>Support's board, searched for a school that has one order.</summary>
    private async Task<(IPage Page, School School, OrderNumber First)> BoardOfOneSchoolAsync(Sessions sessions)
    {
        var school = await Given.SchoolAsync();
        var first = await OrderAsync(school);
        var page = await sessions.OpenAsAsync(await Given.SupportAsync());
        var board = await BoardPage.VisitAsync(page, $"/support/orders?search={school.Urn}");
        await Expect(board.Rows).ToHaveCountAsync(1);
        return (page, school, first);
    }

    private async Task<OrderNumber> OrderAsync(School school) =>
        await Portal.OrderAsync(school, await Given.SchoolUserAsync(school), new LineAsked(Product.Chromebook, 1));
}
