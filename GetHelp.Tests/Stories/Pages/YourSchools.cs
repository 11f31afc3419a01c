using GetHelp.Core.Organisations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>The grid of a responsible body's schools.</summary>
internal sealed class YourSchools(IPage page)
{
    public ILocator Table => page.GetByRole(AriaRole.Grid, new() { Name = "Your schools" });

    public ILocator Rows => Table.Locator("tbody tr");

    public ILocator Status => page.GetByRole(AriaRole.Combobox, new() { Name = "Status" });

    public ILocator Undo => page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true });

    /// <summary>What is typed into of the cell that is open.</summary>
    public ILocator Field => Table.Locator("td.open input").First;

    public static async Task<YourSchools> VisitAsync(IPage page, ResponsibleBody body, string query = "")
    {
        await page.GotoAsync($"/responsible-bodies/{body.Id}/schools{query}");
        return await ShownAsync(page);
    }

    public static async Task<YourSchools> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Your schools");
        await page.IsLiveAsync();
        return new(page);
    }

    public ILocator Cell(School school, string column) => Table.Locator($"tr[data-row='{school.Urn}'] [data-label='{column}']");

    public Task ShowsAsync(School school, string column, string words) => Expect(Cell(school, column)).ToContainTextAsync(words);

    /// <summary>What is told to those who do not see the cell.</summary>
    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = words })).ToBeVisibleAsync();

    /// <summary>Opens a cell with a mouse.</summary>
    public async Task OpenAsync(School school, string column)
    {
        await Cell(school, column).DblClickAsync();
        await Expect(Field).ToBeFocusedAsync();
    }

    /// <summary>The grid is somewhere else, and has read what is there.</summary>
    public Task HasRowsAsync(int rows) => Expect(Rows).ToHaveCountAsync(rows);
}
