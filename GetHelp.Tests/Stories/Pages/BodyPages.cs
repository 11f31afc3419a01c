using GetHelp.Core.Organisations;
using GetHelp.Tests.Stories.Journeys;
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
        await page.GoThroughAsync(new("", [
            new("Will the school need Chromebooks?", Fields: new Chosen("Yes")),
            new("What is the school's Google domain?", Fields: new Typed("Google domain", domain)),
            new("Which email address can the domain be recovered by?", Fields: new Typed("Recovery email address", recovery)),
            new("Check your answers", "Save"),
        ], "Your answers are saved"));
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
