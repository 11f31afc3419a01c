using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>A school's own page.</summary>
internal sealed class SchoolHome(IPage page)
{
    public static async Task<SchoolHome> VisitAsync(IPage page, School school)
    {
        await page.GotoAsync($"/schools/{school.Urn}");
        return await ShownAsync(page, school);
    }

    public static async Task<SchoolHome> ShownAsync(IPage page, School school)
    {
        await page.ShowsHeadingAsync(school.Name);
        await page.IsLiveAsync();
        return new(page);
    }

    public ILocator OrderRow(OrderNumber number) => page.GetByRole(AriaRole.Row, new() { Name = number.ToString() });

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public async Task<OrderDevices> OrderAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Order devices" }).ClickAsync();
        return await OrderDevices.ShownAsync(page);
    }
}

/// <summary>Where quantities are typed.</summary>
internal sealed class OrderDevices(IPage page)
{
    public static async Task<OrderDevices> VisitAsync(IPage page, School school)
    {
        await page.GotoAsync($"/schools/{school.Urn}/order");
        return await ShownAsync(page);
    }

    public static async Task<OrderDevices> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Order devices");
        await page.IsLiveAsync();
        return new(page);
    }

    public ILocator Field(Product product) => page.GetByLabel(product.Name(), new() { Exact = true });

    public async Task<CheckOrder> ContinueWithAsync(params LineAsked[] lines)
    {
        foreach (var line in lines)
        {
            await Field(line.Product).FillAsync(line.Quantity.ToString());
        }

        await ContinueAsync();
        return await CheckOrder.ShownAsync(page);
    }

    public Task ContinueAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
}

/// <summary>Where an order is looked at once more, and placed.</summary>
internal sealed class CheckOrder(IPage page)
{
    private ILocator Button => page.GetByRole(AriaRole.Button, new() { Name = "Place order" });

    private ILocator Placed => page.GetByRole(AriaRole.Heading, new() { Name = "Order placed" });

    public static Task<CheckOrder> VisitAsync(IPage page, School school, params LineAsked[] lines) => VisitAsync(page, null, school, lines);

    /// <param name="at">Another address of the portal than its own.</param>
    public static async Task<CheckOrder> VisitAsync(IPage page, Uri? at, School school, params LineAsked[] lines)
    {
        var quantities = string.Join('&', lines.Select(line => $"{line.Product.Slug()}={line.Quantity}"));
        await page.GotoAsync($"{at?.ToString().TrimEnd('/')}/schools/{school.Urn}/order/check?{quantities}&key={Guid.NewGuid():N}");
        return await ShownAsync(page);
    }

    public static async Task<CheckOrder> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Check your order");
        var check = new CheckOrder(page);
        await Expect(check.Button).ToBeEnabledAsync();
        return check;
    }

    public Task PressAsync() => Button.ClickAsync();

    public Task<bool> CanBePressedAsync() => Button.IsVisibleAsync();

    /// <summary>Presses again if the page still asks for it: it may hear after all that the order was placed.</summary>
    public async Task PressUntilPlacedAsync()
    {
        await Expect(Button.Or(Placed)).ToBeVisibleAsync();
        if (await CanBePressedAsync())
        {
            await PressAsync();
        }

        await Expect(Placed).ToBeVisibleAsync();
    }

    /// <summary>Waits for an answer of either kind: true when the order is placed, false when the page says why not.</summary>
    public async Task<bool> AnswerAsync()
    {
        var problem = page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is a problem" });
        await Expect(Placed.Or(problem)).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return await Placed.IsVisibleAsync();
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public async Task<OrderDevices> ChangeAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Change the order" }).ClickAsync();
        return await OrderDevices.ShownAsync(page);
    }

    public async Task<OrderPlaced> PlaceAsync()
    {
        await PressAsync();
        return await OrderPlaced.ShownAsync(page);
    }
}

/// <summary>What is shown once an order is placed.</summary>
internal sealed class OrderPlaced(IPage page, OrderNumber number)
{
    public OrderNumber Number => number;

    public static async Task<OrderPlaced> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Order placed");
        var number = await page.GetByText("GHT-").First.InnerTextAsync();
        return new(page, OrderNumber.TryParse(number, out var parsed) ? parsed : throw new FormatException($"'{number}' is no order number."));
    }

    public async Task<OneOrder> FollowAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Follow this order" }).ClickAsync();
        return await OneOrder.ShownAsync(page, number);
    }
}

/// <summary>An order and its story.</summary>
internal sealed class OneOrder(IPage page)
{
    public static async Task<OneOrder> VisitAsync(IPage page, OrderNumber number)
    {
        await page.GotoAsync($"/orders/{number}");
        return await ShownAsync(page, number);
    }

    public static async Task<OneOrder> ShownAsync(IPage page, OrderNumber number)
    {
        await page.ShowsHeadingAsync($"Order {number}");
        await page.IsLiveAsync();
        return new(page);
    }

    public ILocator Delivery(string kind) =>
        page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByText(kind, new() { Exact = true }) });

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);
}

/// <summary>Where somebody asks to stop or to correct an order.</summary>
internal sealed class StopOrCorrect(IPage page)
{
    public static async Task<StopOrCorrect> OpenAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Stop or correct this order" }).ClickAsync();
        await page.ShowsHeadingAsync("Stop or correct this order");
        await page.IsLiveAsync();
        return new(page);
    }

    public async Task<OneOrder> StopAsync(OrderNumber number, string why)
    {
        await page.GetByLabel("Stop the order", new() { Exact = true }).CheckAsync();
        return await SendAsync(number, why);
    }

    public async Task<OneOrder> CorrectAsync(OrderNumber number, string why, params LineAsked[] lines)
    {
        await page.GetByLabel("Correct the order", new() { Exact = true }).CheckAsync();
        foreach (var line in lines)
        {
            await page.GetByLabel(line.Product.Name(), new() { Exact = true }).FillAsync(line.Quantity.ToString());
        }

        return await SendAsync(number, why);
    }

    private async Task<OneOrder> SendAsync(OrderNumber number, string why)
    {
        await page.GetByLabel("What is wrong, and what do you want instead?").FillAsync(why);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send request" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "We have your request" })).ToBeVisibleAsync();
        return await OneOrder.ShownAsync(page, number);
    }
}
