using Deque.AxeCore.Playwright;
using GetHelp.Core.Orders;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;

namespace GetHelp.Tests.Stories;

/// <summary>Each page, wide and on the narrowest screen: axe finds nothing, and nobody has to scroll sideways.</summary>
public sealed class EveryPageCanBeUsedTests(Stage stage) : StoryTest(stage)
{
    private const int Narrowest = 320;

    private static readonly string[] Public =
    [
        "/", "/privacy", "/accessibility", "/contact", "/sign-in", "/sign-in/check-your-email", "/sign-in/link?secret=x", "/no-such-page", "/development/mailbox",
    ];

    [BrowserFact]
    public Task By_people_who_are_not_signed_in() => TellAsync(async sessions =>
    {
        var page = await sessions.OpenAsync();
        foreach (var url in Public)
        {
            await page.GotoAsync(url);
            await ShouldBeUsableAsync(page);
        }

        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Your email address").FillAsync("not an address");
        await page.GetByRole(AriaRole.Button, new() { Name = "Email me a link" }).ClickAsync();
        await Assertions.Expect(page.Locator(".error-summary")).ToBeFocusedAsync();
        await ShouldBeUsableAsync(page);
        await page.Locator(".error-summary a").ClickAsync();
        await Assertions.Expect(page.GetByLabel("Your email address")).ToBeFocusedAsync();
    });

    [BrowserFact]
    public Task By_somebody_of_a_school() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("St Cuthbert's Church of England Voluntary Aided Primary School");
        var teacher = await Given.SchoolUserAsync(school);
        var order = await Portal.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 2), new LineAsked(Product.Router, 1));
        var page = await sessions.OpenAsAsync(teacher);
        foreach (var url in new[] { $"/schools/{school.Urn}", $"/orders/{order}" })
        {
            await page.GotoAsync(url);
            await ShouldBeUsableAsync(page);
        }
    });

    [BrowserFact]
    public Task By_support() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync();
        var order = await Portal.OrderAsync(school, await Given.SchoolUserAsync(school), new LineAsked(Product.Ipad, 1));
        var page = await sessions.OpenAsAsync(await Given.SupportAsync());
        foreach (var url in new[] { "/support/orders", $"/orders/{order}", "/support/register" })
        {
            await page.GotoAsync(url);
            await ShouldBeUsableAsync(page);
        }
    });

    private static async Task ShouldBeUsableAsync(IPage page)
    {
        foreach (var width in new[] { 1280, Narrowest })
        {
            await page.SetViewportSizeAsync(width, 900);
            var where = $"{new Uri(page.Url).PathAndQuery} at {width} pixels";
            (await page.RunAxe()).Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}").ShouldBeEmpty(where);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(width, where);
            (await page.Locator("h1").CountAsync()).ShouldBe(1, where);
        }
    }
}
