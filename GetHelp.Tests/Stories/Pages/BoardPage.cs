using GetHelp.Core.Orders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>The board of all orders.</summary>
internal sealed class BoardPage(IPage page)
{
    public ILocator Table => page.GetByRole(AriaRole.Table, new() { Name = "Orders" });

    public ILocator Waiting => page.GetByRole(AriaRole.Button, new() { Name = "show" });

    public static async Task<BoardPage> VisitAsync(IPage page, string address = "/support/orders")
    {
        await page.GotoAsync(address);
        return await ShownAsync(page);
    }

    public static async Task<BoardPage> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("orders");
        await page.IsLiveAsync();
        return new(page);
    }

    public ILocator Row(OrderNumber number) => page.GetByRole(AriaRole.Row, new() { Name = number.ToString() });

    public Task ShowsAsync(OrderNumber number, string state) => Expect(Row(number)).ToContainTextAsync(state);
}
