using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>A responsible body's own page.</summary>
internal sealed class BodyHome(IPage page)
{
    public static async Task<BodyHome> ShownAsync(IPage page, ResponsibleBody body)
    {
        await page.ShowsHeadingAsync(body.Name);
        await page.IsLiveAsync();
        return new(page);
    }

    public ILocator Task(string title) => page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { Name = title }) });

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public async Task<TellingUs> TellUsAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Tell us who will order" }).ClickAsync();
        await page.ShowsHeadingAsync("Tell us who will order laptops and tablets");
        await page.IsLiveAsync();
        return new(page);
    }
}

/// <summary>Where a responsible body says who will order.</summary>
internal sealed class TellingUs(IPage page)
{
    public static async Task<TellingUs> VisitAsync(IPage page, ResponsibleBody body)
    {
        await page.GotoAsync($"/responsible-bodies/{body.Id}/tell-us-who-will-order");
        await page.ShowsHeadingAsync("Tell us who will order laptops and tablets");
        await page.IsLiveAsync();
        return new(page);
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    /// <summary>Goes on to the choice and makes it.</summary>
    public async Task ChooseAsync(string answer)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue" }).ClickAsync();
        await page.ShowsHeadingAsync("Who will place orders for laptops and tablets?");
        await page.IsSettledAsync();
        await page.GetByLabel(answer).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
    }

    /// <summary>On the page that shows what would change.</summary>
    public async Task SaveAsync(string? follow = null)
    {
        await page.IsLiveAsync();
        if (follow is not null)
        {
            await page.GetByLabel(follow).CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
    }

    public async Task IsToldAsync(string title, string next)
    {
        await page.ShowsHeadingAsync(title);
        await page.IsLiveAsync();
        await SaysAsync(next);
    }
}

/// <summary>Where one order for several schools is made.</summary>
internal sealed class PoolOrder(IPage page)
{
    public static async Task<PoolOrder> FollowAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Order from the pool" }).ClickAsync();
        await page.ShowsHeadingAsync("How many devices do you need?");
        await page.IsLiveAsync();
        return new(page);
    }

    public ILocator Field(Product product) => page.GetByLabel(product.Name(), new() { Exact = true });

    /// <summary>How many, and then to which school, which is searched for.</summary>
    public async Task<CheckOrder> SendAsync(School school, params LineAsked[] lines)
    {
        foreach (var line in lines)
        {
            await Field(line.Product).FillAsync(line.Quantity.ToString());
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.ShowsHeadingAsync("Where should they go?");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync(school.Name);
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.GetByText("1 school found")).ToBeVisibleAsync();
        await page.GetByLabel(school.Name, new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        return await CheckOrder.ShownAsync(page);
    }
}
