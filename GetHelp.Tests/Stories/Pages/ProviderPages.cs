using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>The provider's own pages.</summary>
internal sealed class ProviderPages(IPage page)
{
    /// <summary>Where it asks who somebody is.</summary>
    public static async Task<ProviderPages> ShownAsync(IPage page)
    {
        await Expect(page.Locator("input[name=login]")).ToBeVisibleAsync();
        return new(page);
    }

    /// <summary>Says who one is, and that the portal may know.</summary>
    public async Task SignInAsync(string login)
    {
        await page.Locator("input[name=login]").FillAsync(login);
        await page.Locator("input[name=password]").FillAsync("any");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign-in" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    public Task CancelAsync() => page.GetByText("Cancel").ClickAsync();

    /// <summary>Where it asks whether somebody wants to be signed out there.</summary>
    public static Task SignOutAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Yes, sign me out" }).ClickAsync();
}
