using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>What somebody reads once before everything else.</summary>
internal sealed class PrivacyNotice(IPage page)
{
    public static async Task<PrivacyNotice> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("How we use your details");
        return new(page);
    }

    public Task ContinueAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
}

/// <summary>Under the header: whose pages these are.</summary>
internal sealed class OrganisationSwitcher(IPage page)
{
    private ILocator Bar => page.GetByRole(AriaRole.Navigation, new() { Name = "Your organisations" });

    public Task NamesAsync(string organisation) => Expect(Bar.Locator("summary")).ToContainTextAsync(organisation);

    public async Task SwitchToAsync(string organisation)
    {
        await Bar.GetByText("Switch organisation").ClickAsync();
        await Bar.GetByRole(AriaRole.Link, new() { Name = organisation, Exact = true }).ClickAsync();
    }
}
