using GetHelp.Core.Organisations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>Where somebody of a responsible body orders for its schools.</summary>
internal sealed class BodyOrder(IPage page)
{
    public static async Task<BodyOrder> VisitAsync(IPage page, ResponsibleBody body)
    {
        await page.GotoAsync($"/responsible-bodies/{body.Id}/order");
        await page.ShowsHeadingAsync("Order devices");
        await page.IsLiveAsync();
        return new(page);
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public async Task<OrderDevices> OrderForAsync(School school)
    {
        await page.GetByRole(AriaRole.Row, new() { Name = school.Name }).GetByRole(AriaRole.Link, new() { Name = "Order for this school" }).ClickAsync();
        await page.ShowsHeadingAsync($"For {school.Name}");
        return await OrderDevices.ShownAsync(page);
    }

    public async Task AddDomainAsync(School school, string domain, string recovery)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"Add the Google domain of {school.Name}" }).ClickAsync();
        await page.ShowsHeadingAsync("Will the school need Chromebooks?");
        await page.IsLiveAsync();
        await page.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Google domain").FillAsync(domain);
        await page.GetByLabel("Recovery email address").FillAsync(recovery);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Saved" })).ToBeVisibleAsync();
    }

    /// <summary>Says how many each school needs, and is then where the orders are looked at once more.</summary>
    public async Task OrderChromebooksAsync(params (School School, int Quantity)[] needs)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Order Chromebooks for several schools" }).ClickAsync();
        await page.ShowsHeadingAsync("How many Chromebooks does each school need?");
        await page.IsLiveAsync();
        foreach (var (school, quantity) in needs)
        {
            await page.GetByLabel($"Chromebooks for {school.Name}").FillAsync($"{quantity}");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.ShowsHeadingAsync("Check your orders");
    }
}
