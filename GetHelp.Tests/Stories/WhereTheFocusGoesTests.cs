using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>Static pages have no script: what moves the keyboard there must be the browser itself.</summary>
public sealed class WhereTheFocusGoesTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task An_error_summary_is_focused_and_its_link_leads_to_the_field() => TellAsync(async sessions =>
    {
        var page = await sessions.OpenAsync();
        await page.GotoAsync("/sign-in");

        await page.GetByLabel("Your email address").FillAsync("not an address");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        await page.Locator(".error-summary a").ClickAsync();

        await Expect(page.GetByLabel("Your email address")).ToBeFocusedAsync();
    });

    [BrowserFact]
    public Task The_skip_link_of_an_error_page_stays_on_it() => TellAsync(async sessions =>
    {
        var page = await sessions.OpenAsync();
        await page.GotoAsync("/no-such-page?a=b");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByText("Skip to main content")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main")).ToBeFocusedAsync();
        await Expect(page).ToHaveURLAsync("/no-such-page?a=b#main");
    });
}
