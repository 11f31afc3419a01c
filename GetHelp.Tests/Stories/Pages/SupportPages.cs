using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>A school, as support sees it.</summary>
internal sealed class SupportSchoolPage(IPage page)
{
    /// <summary>Finds the school as support does: by its name, in the list.</summary>
    public static async Task<SupportSchoolPage> FindAsync(IPage page, School school)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Schools", Exact = true }).ClickAsync();
        await page.ShowsHeadingAsync("Schools");
        await page.IsLiveAsync();
        await page.GetByLabel("URN, town or part of the name").FillAsync(school.Name[..6].ToUpperInvariant());
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = school.Name }).ClickAsync();
        return await ShownAsync(page, school);
    }

    public static async Task<SupportSchoolPage> ShownAsync(IPage page, School school)
    {
        await page.ShowsHeadingAsync(school.Name);
        await page.IsLiveAsync();
        return new(page);
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    /// <param name="answer">As its label says it.</param>
    public async Task AnswerOrderStateAsync(string answer, string why)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Change order state" }).ClickAsync();
        await page.ShowsHeadingAsync("Can this school order?");
        await page.IsLiveAsync();
        await page.GetByLabel(answer, new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Why?").FillAsync(why);
    }

    public Task EnterAsync(string field, string value) => page.GetByLabel(field, new() { Exact = true }).FillAsync(value);

    public Task ContinueAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

    /// <summary>Presses the button of this name, which changes something, and is back on the school's page.</summary>
    public async Task ApplyAsync(string button, string said)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = said })).ToBeVisibleAsync();
    }

    public async Task OpenAllocationAsync(string category)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"Change allocation of {category}" }).ClickAsync();
        await page.ShowsHeadingAsync($"How many {category} are set aside?");
        await page.IsLiveAsync();
    }

    public Task ProblemAsync(string words) => Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is a problem" })).ToContainTextAsync(words);
}

/// <summary>What the supplier has, as support says it.</summary>
internal sealed class StockPage(IPage page)
{
    public static async Task<StockPage> VisitAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Stock", Exact = true }).ClickAsync();
        await page.ShowsHeadingAsync("Stock");
        await page.IsLiveAsync();
        return new(page);
    }

    public async Task SetAsync(Product product, string state)
    {
        await page.GetByRole(AriaRole.Group, new() { Name = product.Name(), Exact = true }).GetByRole(AriaRole.Button, new() { Name = state }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = $"{product.Name()}: {state.ToLowerInvariant()}" })).ToBeVisibleAsync();
    }
}

/// <summary>What schools ask about their orders and nobody has answered.</summary>
internal sealed class RequestsPage(IPage page)
{
    public static async Task<RequestsPage> VisitAsync(IPage page)
    {
        await page.GotoAsync("/support/requests");
        await page.ShowsHeadingAsync("Requests");
        await page.IsLiveAsync();
        return new(page);
    }

    public ILocator Row(OrderNumber number) => page.GetByRole(AriaRole.Row, new() { Name = number.ToString() });

    /// <summary>Opens the order from the list and presses the button that decides.</summary>
    public async Task DecideAsync(OrderNumber number, string button, string said)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = number.ToString(), Exact = true }).ClickAsync();
        await OneOrder.ShownAsync(page, number);
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = said })).ToBeVisibleAsync();
    }
}
