using System.Text.RegularExpressions;
using GetHelp.Core.Orders;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>The board of all orders.</summary>
internal sealed class BoardPage(IPage page)
{
    public ILocator Table => page.GetByRole(AriaRole.Table, new() { Name = "Orders" });

    public ILocator Rows => Table.Locator("tbody").GetByRole(AriaRole.Row);

    public ILocator Search => page.GetByRole(AriaRole.Searchbox);

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

    public async Task SearchAsync(string text)
    {
        await Search.FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Clear all filters" })).ToBeVisibleAsync();
    }

    /// <summary>The board has gone there, and its own links lead on from there.</summary>
    public Task AddressHasAsync(string part) => Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next page" }))
        .ToHaveAttributeAsync("href", new Regex(Regex.Escape(part), RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Waits until the circuit has heard of the pointer and the focus: it hears in turn, so what is asked for now is answered after.</summary>
    public async Task HasHeardAsync()
    {
        await page.GetByLabel("Product").EvaluateAsync("select => { select.value = 'chromebook'; select.dispatchEvent(new Event('change', { bubbles: true })); }");

        // Not the address alone, which changes before the board has read what is there.
        await Expect(Table.Locator("thead a").First).ToHaveAttributeAsync("href", new Regex("product=chromebook", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }
}
