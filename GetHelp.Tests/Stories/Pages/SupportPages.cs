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
/// <summary>The form that takes a list of many schools.</summary>
internal sealed class ManySchools(IPage page)
{
    public static async Task<ManySchools> VisitAsync(IPage page)
    {
        await page.IsSettledAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Schools", Exact = true }).ClickAsync();
        await page.ShowsHeadingAsync("Schools");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Change many schools at once" }).ClickAsync();
        await page.ShowsHeadingAsync("Change many schools");
        return new(page);
    }

    public async Task<SchoolListShown> PreviewAsync(string change, IEnumerable<string> lines, string why)
    {
        await page.GetByLabel(change, new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Lines", new() { Exact = true }).FillAsync(string.Join('\n', lines));
        return await SendAsync(why);
    }

    public async Task<SchoolListShown> UploadAsync(string name, string content, string why)
    {
        await page.GetByLabel("CSV file or Excel workbook").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes(content) });
        return await SendAsync(why);
    }

    public Task PressAsync() => page.GetByRole(AriaRole.Button, new() { Name = "See what would change" }).ClickAsync();

    private async Task<SchoolListShown> SendAsync(string why)
    {
        await page.GetByLabel("Why?").FillAsync(why);
        await PressAsync();
        await page.ShowsHeadingAsync("Check before you change");
        await page.IsLiveAsync();
        return new(page);
    }
}

/// <summary>A list, row by row.</summary>
internal sealed class SchoolListShown(IPage page)
{
    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    /// <param name="line">Where the row stands in the list.</param>
    public Task RowSaysAsync(string line, string words) =>
        Expect(page.Locator("tbody tr").Filter(new() { Has = page.Locator($"td[data-label=Line]:text-is('{line}')") })).ToContainTextAsync(words);

    public Task TakeAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async Task IsDoneAsync(string said)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = said })).ToBeVisibleAsync();
        await page.ShowsHeadingAsync("The list is done");
    }

    public async Task ShowAsync(string rows)
    {
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Rows to show" }).GetByRole(AriaRole.Link, new() { Name = rows }).ClickAsync();
        await Expect(page.Locator(".counts [aria-current]")).ToContainTextAsync(rows);
        await page.IsLiveAsync();
    }
}
