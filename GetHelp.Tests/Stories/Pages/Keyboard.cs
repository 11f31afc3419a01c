using Microsoft.Playwright;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>Getting about without a pointer.</summary>
internal static class Keyboard
{
    private const int Patience = 150;

    /// <summary>Tabs to what has this role and name, and presses Enter on it.</summary>
    public static async Task FollowByKeyboardAsync(this IPage page, AriaRole role, string name)
    {
        await page.TabToAsync(page.GetByRole(role, new() { Name = name }).First);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <param name="key">"Shift+Tab" to go backwards.</param>
    public static async Task TabToAsync(this IPage page, ILocator target, string key = "Tab")
    {
        await target.WaitForAsync();
        for (var presses = 0; presses < Patience; presses++)
        {
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                return;
            }

            await page.Keyboard.PressAsync(key);
        }

        throw new InvalidOperationException($"The keyboard does not reach {target} on {page.Url}.");
    }
}
