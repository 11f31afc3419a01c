using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.Supplier.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>What passes between this service and the supplier, as support and the supplier's own people see it.</summary>
public sealed class SupplierSideTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task Support_sees_a_cap_that_the_supplier_refused_and_tells_it_again() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Hawthorn Primary School", laptops: 40, routers: 0);
        var warehouse = Portal.Services.GetRequiredService<SimulatorBook>();
        warehouse.OrderDirectly(school.ShipTo!, DeviceCategory.LaptopsAndTablets, 60);
        await SetAsideAsync(school, 50);
        var page = await sessions.OpenAsAsync(await Given.SupportAsync());

        await page.GetByRole(AriaRole.Link, new() { Name = "Supplier", Exact = true }).ClickAsync();
        await page.ShowsHeadingAsync("Told to the supplier");
        await page.IsLiveAsync();
        var refused = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = school.Name });
        await Expect(refused).ToContainTextAsync("New cap must be greater than or equal to used quantity");

        // The message would try again by itself; in this story support is quicker.
        await Portal.Database.ReadAsync(db => db.Outbox.Where(m => m.Kind == CapsChanged.Kind && m.SentAt == null)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.DueAt, new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc))));
        warehouse.OrderDirectly(school.ShipTo!, DeviceCategory.LaptopsAndTablets, 0);
        await refused.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(page.GetByText($"Telling the supplier of {school.Name} again.")).ToBeVisibleAsync();
        await Expect(refused).ToHaveCountAsync(0);
        await Eventually.BecomesTrueAsync("the supplier is told", () => IsToldAsync(school, 50));
        await page.GotoAsync($"/support/schools/{school.Urn}");
        await Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Laptops and tablets: told the supplier 50 on");
    });

    [BrowserFact]
    public Task The_supplier_numbers_a_school_and_its_caps_go_out() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Elder Primary School", laptops: 40, routers: 0);
        await Portal.Database.ReadAsync(db => db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, (string?)null)));
        await SetAsideAsync(school, 44);
        var page = await sessions.OpenAsAsync(await Given.SupplierUserAsync());

        await page.ShowsHeadingAsync("Schools to take note of");
        await page.GetByRole(AriaRole.Link, new() { Name = school.Name }).ClickAsync();
        await page.ShowsHeadingAsync(school.Name);
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Enter the Ship-to number", new() { IgnoreCase = true });
        await page.GetByLabel("Ship-to number").FillAsync($"9{school.Urn}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Number saved" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = school.Name })).ToHaveCountAsync(0);
        await Eventually.BecomesTrueAsync("the supplier is told", () => IsToldAsync(school, 44));
    });

    [BrowserFact]
    public Task The_supplier_makes_a_token_and_ends_it() => TellAsync(async sessions =>
    {
        var page = await sessions.OpenAsAsync(await Given.SupplierUserAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Tokens" }).ClickAsync();
        await page.ShowsHeadingAsync("Your tokens");
        await page.IsLiveAsync();

        await page.GetByLabel("What is it for?").FillAsync("Warehouse");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make token" }).ClickAsync();
        await Expect(page.Locator("#token")).ToContainTextAsync("ght_");
        var line = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Warehouse" });
        await Expect(line).ToContainTextAsync("Active");

        await line.GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(line).ToContainTextAsync("Revoked");
        await Expect(page.Locator("#token")).ToHaveCountAsync(0);
        await line.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("None yet.")).ToBeVisibleAsync();
    });

    private async Task SetAsideAsync(School school, int amount) => await Portal.Services.GetRequiredService<AllocationService>().AdjustAllocationAsync(
        await Given.SupportAsync(), new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = amount, Why = "Test" });

    private Task<bool> IsToldAsync(School school, int number) =>
        Portal.Database.ReadAsync(db => db.CapUpdates.AnyAsync(u => u.SchoolId == school.Id && u.Category == DeviceCategory.LaptopsAndTablets && u.Told == number));
}
