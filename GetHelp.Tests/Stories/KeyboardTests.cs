using GetHelp.Core.Orders;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>Everything by keyboard: nothing here may click.</summary>
public sealed class KeyboardTests(Stage stage) : StoryTest(stage)
{
    [BrowserFact]
    public Task Somebody_without_a_mouse_signs_in_and_orders() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync();
        var teacher = await Given.SchoolUserAsync(school);
        var page = await sessions.OpenAsync();
        var keyboard = page.Keyboard;

        await SignInPage.VisitAsync(page);
        await page.TabToAsync(page.GetByLabel("Your email address"));
        await keyboard.TypeAsync(teacher.EmailAddress);
        await keyboard.PressAsync("Enter");
        await page.FollowByKeyboardAsync(AriaRole.Link, "Open the development mailbox");
        await page.FollowByKeyboardAsync(AriaRole.Button, $"Send a link to {teacher.Name}");
        await page.FollowByKeyboardAsync(AriaRole.Link, "/sign-in/link");
        await page.FollowByKeyboardAsync(AriaRole.Button, $"Continue as {teacher.Name}");

        await SchoolHome.ShownAsync(page, school);
        await page.FollowByKeyboardAsync(AriaRole.Link, "Order devices");
        var order = await OrderDevices.ShownAsync(page);
        await page.TabToAsync(order.Field(Product.Chromebook));
        await keyboard.TypeAsync("many");
        await keyboard.PressAsync("Enter");
        await page.FollowByKeyboardAsync(AriaRole.Link, "Chromebook: enter a whole number");
        await Expect(order.Field(Product.Chromebook)).ToBeFocusedAsync();
        await keyboard.PressAsync("Control+A");
        await keyboard.TypeAsync("2");
        await keyboard.PressAsync("Enter");
        await CheckOrder.ShownAsync(page);
        await page.FollowByKeyboardAsync(AriaRole.Button, "Place order");
        var placed = await OrderPlaced.ShownAsync(page);

        placed.Number.Id.ShouldBePositive();
    });
}
