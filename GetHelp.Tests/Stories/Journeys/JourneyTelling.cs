using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Journeys;

/// <summary>The ways in which a journey is gone through. Each takes the same <see cref="JourneyScript"/>.</summary>
internal static class JourneyTelling
{
    private const int Narrow = 320;

    /// <summary>Goes on to where the journey is.</summary>
    public static async Task BeginAsync(this IPage page, JourneyScript script, Uri? by = null) =>
        await page.GotoAsync(by is null ? script.Start : new Uri(by, script.Start).ToString());

    /// <summary>The question's page is there, and hears what is typed.</summary>
    public static async Task ShowsAsync(this IPage page, AskedPage asked)
    {
        await page.ShowsHeadingAsync(asked.Heading);
        await page.IsLiveAsync();
    }

    /// <summary>By mouse, from where the journey is when <paramref name="from"/> questions are answered.</summary>
    public static async Task GoThroughAsync(this IPage page, JourneyScript script, int from = 0)
    {
        foreach (var asked in script.Asked.Skip(from))
        {
            await page.AnswerAsync(asked);
        }

        await page.ShowsHeadingAsync(script.Done);
    }

    public static async Task AnswerAsync(this IPage page, AskedPage asked)
    {
        await page.ShowsAsync(asked);
        await page.GiveAsync(asked);
        await page.PressAsync(asked);
    }

    /// <summary>Nothing here may click.</summary>
    public static async Task GoThroughByKeyboardAsync(this IPage page, JourneyScript script)
    {
        foreach (var asked in script.Asked)
        {
            await page.ShowsAsync(asked);
            foreach (var field in asked.Fields)
            {
                await field.GiveByKeyboardAsync(page);
                await field.IsThereAsync(page);
            }

            await page.FollowByKeyboardAsync(AriaRole.Button, asked.Press);
        }

        await page.ShowsHeadingAsync(script.Done);
    }

    /// <summary>On a phone: no page is wider than it.</summary>
    public static async Task GoThroughOnAPhoneAsync(this IPage page, JourneyScript script)
    {
        await page.SetViewportSizeAsync(Narrow, 640);
        foreach (var asked in script.Asked)
        {
            await page.ShowsAsync(asked);
            await page.FitsAsync();
            await page.GiveAsync(asked);
            await page.PressAsync(asked);
        }

        await page.ShowsHeadingAsync(script.Done);
        await page.FitsAsync();
    }

    /// <summary>At every question the line is cut before it is answered: what is typed meanwhile arrives when the line is mended, and is there after a refresh too.</summary>
    public static async Task GoThroughWithABrokenLineAsync(this IPage page, JourneyScript script, Wire wire)
    {
        foreach (var asked in script.Asked)
        {
            await page.ShowsAsync(asked);
            wire.Cut();
            await page.SaysConnectionIsLostAsync();
            await page.GiveAsync(asked);
            wire.Mend();
            await page.IsConnectedAgainAsync();
            await page.ShowsAllAsync(asked);
            await page.PressAsync(asked);
        }

        await page.ShowsHeadingAsync(script.Done);
    }

    /// <summary>At every question, what was typed is there again after a refresh.</summary>
    public static async Task GoThroughRefreshingAsync(this IPage page, JourneyScript script)
    {
        foreach (var asked in script.Asked)
        {
            await page.ShowsAsync(asked);
            await page.GiveAndRefreshAsync(asked);
            await page.ShowsAllAsync(asked);
            await page.PressAsync(asked);
        }

        await page.ShowsHeadingAsync(script.Done);
    }

    /// <summary>A page of each question on one machine, the next on another: each goes on where the other stopped, and Back shows what was answered.</summary>
    public static async Task GoThroughTakingTurnsAsync(this JourneyScript script, IPage first, IPage second)
    {
        AskedPage? before = null;
        foreach (var (asked, turn) in script.Asked.Select((asked, index) => (asked, index)))
        {
            var page = turn % 2 == 0 ? first : second;
            await page.BeginAsync(script);
            await page.ShowsAsync(asked);
            if (before is not null)
            {
                await page.GetByRole(AriaRole.Link, new() { Name = "Back", Exact = true }).ClickAsync();
                await page.ShowsAsync(before);
                await page.ShowsAllAsync(before);
                await page.PressAsync(before);
                await page.ShowsAsync(asked);
            }

            await page.GiveAsync(asked);
            await page.PressAsync(asked);
            before = asked;
            await page.ShowsHeadingAsync(turn + 1 < script.Asked.Count ? script.Asked[turn + 1].Heading : script.Done);
        }
    }

    /// <summary>What a colleague answers meanwhile is shown beside one's own, and one's own is taken when one says so.</summary>
    public static async Task TwoAnswerAtOnceAsync(this AskedPage mine, IPage page, AskedPage theirs, IPage colleague)
    {
        await page.ShowsAsync(mine);
        await colleague.ShowsAsync(theirs);
        await page.GiveAsync(mine);
        await colleague.GiveAsync(theirs);
        await colleague.PressAsync(theirs);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Two answers to one question" })).ToBeVisibleAsync();
        await page.ShowsAllAsync(mine);
        await page.GetByRole(AriaRole.Button, new() { Name = "Use mine" }).ClickAsync();
    }

    public static async Task FitsAsync(this IPage page) =>
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(Narrow, page.Url);

    private static async Task GiveAsync(this IPage page, AskedPage asked)
    {
        foreach (var field in asked.Fields)
        {
            await field.GiveAsync(page);
        }
    }

    private static async Task ShowsAllAsync(this IPage page, AskedPage asked)
    {
        foreach (var field in asked.Fields)
        {
            await field.IsThereAsync(page);
        }
    }

    private static Task PressAsync(this IPage page, AskedPage asked) =>
        page.GetByRole(AriaRole.Button, new() { Name = asked.Press, Exact = true }).ClickAsync();

    /// <summary>A refresh in the very moment of leaving a field can be ahead of what was typed there. Then the field is as it was, and whoever typed
    /// does so again, a little less quick.</summary>
    private static async Task GiveAndRefreshAsync(this IPage page, AskedPage asked)
    {
        for (var patience = 100; ; patience *= 4)
        {
            await page.GiveAsync(asked);
            await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).ClickAsync(); // whoever refreshes has left the field
            await page.WaitForTimeoutAsync(patience);
            await page.ReloadAsync();
            await page.ShowsAsync(asked);
            if (patience > 2000 || await page.HasAllAsync(asked))
            {
                return;
            }
        }
    }

    private static async Task<bool> HasAllAsync(this IPage page, AskedPage asked)
    {
        foreach (var field in asked.Fields)
        {
            if (!await field.IsThereNowAsync(page))
            {
                return false;
            }
        }

        return true;
    }
}
