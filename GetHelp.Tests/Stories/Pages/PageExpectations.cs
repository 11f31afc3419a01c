using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>What may be asked of every page.</summary>
internal static class PageExpectations
{
    public static Task ShowsHeadingAsync(this IPage page, string heading) =>
        Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeVisibleAsync();

    /// <summary>The page's circuit is there, and the page hears of changes.</summary>
    public static Task IsLiveAsync(this IPage page) => Expect(page.GetByText("Live", new() { Exact = true })).ToBeVisibleAsync();

    /// <summary>Somebody is signed in, and the page they came to is live if it is one that will be: what is pressed while a page turns from
    /// its first rendering into a live one can be lost with the element that it was pressed on.</summary>
    public static async Task IsSettledAsync(this IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        await Expect(page.Locator(".live.not-yet")).ToHaveCountAsync(0);
    }

    /// <summary>Leaves a mark that a refresh, or another page's load, would wipe out.</summary>
    public static Task MarkAsync(this IPage page) => page.EvaluateAsync("() => { window.marked = true; }");

    public static async Task IsStillMarkedAsync(this IPage page) => (await page.EvaluateAsync<bool>("() => window.marked === true")).ShouldBeTrue($"{page.Url} was refreshed");

    public static Task SaysConnectionIsLostAsync(this IPage page) => Expect(page.GetByText("The connection was lost")).ToBeVisibleAsync();

    public static Task IsConnectedAgainAsync(this IPage page) =>
        Expect(page.GetByText("The connection was lost")).ToBeHiddenAsync(new() { Timeout = 60_000 });
}
