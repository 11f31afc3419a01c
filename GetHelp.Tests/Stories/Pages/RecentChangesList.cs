using GetHelp.Core.Organisations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>What was changed of a body's schools lately.</summary>
internal sealed class RecentChangesList(IPage page)
{
    public static async Task<RecentChangesList> VisitAsync(IPage page, ResponsibleBody body)
    {
        await page.GotoAsync($"/responsible-bodies/{body.Id}/schools/recent-changes");
        return await ShownAsync(page);
    }

    public static async Task<RecentChangesList> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Recent changes");
        await page.IsLiveAsync();
        return new(page);
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public async Task UndoAsync(string what, string said)
    {
        await page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = what }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = said })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = what })).ToContainTextAsync("Undone");
    }
}
