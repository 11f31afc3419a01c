using GetHelp.Tests.Stories.Pages;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Journeys;

/// <summary>One way through a journey, written down once and told in every way in which people go: by mouse, by keyboard, on a phone, with a line
/// that breaks, on two machines, by two colleagues. See <see cref="JourneyTelling"/>.</summary>
/// <param name="Start">Where it begins or goes on.</param>
/// <param name="Asked">Its questions in order, the last one being that which completes it.</param>
/// <param name="Done">The heading of the page after it.</param>
internal sealed record JourneyScript(string Start, IReadOnlyList<AskedPage> Asked, string Done);

/// <summary>A question as its page shows it, and what is answered.</summary>
/// <param name="Heading">Of the page, or a part of it.</param>
/// <param name="Press">The button that goes on.</param>
internal sealed record AskedPage(string Heading, string Press = "Continue", params IReadOnlyList<FieldAnswer> Fields);

/// <summary>What is answered in one field.</summary>
internal abstract record FieldAnswer(string Label)
{
    public abstract Task GiveAsync(IPage page);

    public abstract Task GiveByKeyboardAsync(IPage page);

    /// <summary>What was given is what the page shows.</summary>
    public abstract Task IsThereAsync(IPage page);

    /// <summary>Whether it is, without waiting for it.</summary>
    public abstract Task<bool> IsThereNowAsync(IPage page);

    protected ILocator In(IPage page) => page.GetByLabel(Label, new() { Exact = true });
}

internal sealed record Typed(string Label, string Text) : FieldAnswer(Label)
{
    public override Task GiveAsync(IPage page) => In(page).FillAsync(Text);

    public override async Task GiveByKeyboardAsync(IPage page)
    {
        await page.TabToAsync(In(page));
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync(Text);
    }

    public override Task IsThereAsync(IPage page) => Expect(In(page)).ToHaveValueAsync(Text);

    public override async Task<bool> IsThereNowAsync(IPage page) => await In(page).InputValueAsync() == Text;
}

/// <summary>A radio button.</summary>
internal sealed record Chosen(string Label) : FieldAnswer(Label)
{
    private const int Patience = 20;

    public override Task GiveAsync(IPage page) => In(page).CheckAsync();

    /// <summary>Tab reaches a group of radio buttons as a whole, at the chosen one or else the first; the arrow keys choose in it.</summary>
    public override async Task GiveByKeyboardAsync(IPage page)
    {
        var name = await In(page).GetAttributeAsync("name");
        var group = page.Locator($"input[type=radio][name='{name}']");
        var isChosen = page.Locator($"input[type=radio][name='{name}']:checked");
        await page.TabToAsync(await isChosen.CountAsync() > 0 ? isChosen : group.First);
        await page.Keyboard.PressAsync("Space");
        for (var presses = 0; presses < Patience && !await In(page).IsCheckedAsync(); presses++)
        {
            await page.Keyboard.PressAsync("ArrowDown");
        }
    }

    public override Task IsThereAsync(IPage page) => Expect(In(page)).ToBeCheckedAsync();

    public override Task<bool> IsThereNowAsync(IPage page) => In(page).IsCheckedAsync();
}

/// <summary>A checkbox.</summary>
internal sealed record Ticked(string Label) : FieldAnswer(Label)
{
    public override Task GiveAsync(IPage page) => In(page).CheckAsync();

    public override async Task GiveByKeyboardAsync(IPage page)
    {
        await page.TabToAsync(In(page));
        if (!await In(page).IsCheckedAsync())
        {
            await page.Keyboard.PressAsync("Space");
        }
    }

    public override Task IsThereAsync(IPage page) => Expect(In(page)).ToBeCheckedAsync();

    public override Task<bool> IsThereNowAsync(IPage page) => In(page).IsCheckedAsync();
}
