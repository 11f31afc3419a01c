using GetHelp.Core.People;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>Who can order for an organisation.</summary>
internal sealed class WhoOrdersList(IPage page)
{
    /// <summary>Follows the link from the page of the organisation that is shown.</summary>
    public static async Task<WhoOrdersList> FollowAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "People and who can order", Exact = true }).ClickAsync();
        return await ShownAsync(page);
    }

    public static async Task<WhoOrdersList> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Who can order");
        await page.IsLiveAsync();
        return new(page);
    }

    public async Task AllowAsync(Viewer person)
    {
        await PressAllowAsync(person);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"{person.Name} can order" })).ToBeVisibleAsync();
    }

    public Task PressAllowAsync(Viewer person) =>
        page.GetByRole(AriaRole.Button, new() { Name = $"Allow {person.Name} to order" }).ClickAsync();

    public async Task RemoveAsync(Viewer person)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"Remove {person.Name}" }).ClickAsync();
        await page.ShowsHeadingAsync($"Remove {person.Name}?");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "That person is removed" })).ToBeVisibleAsync();
    }

    public Task ProblemAsync(string words) => Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is a problem" })).ToContainTextAsync(words);
}
