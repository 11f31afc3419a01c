using System.Runtime.CompilerServices;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>Looks at one page after the other and keeps what is wrong: what axe finds, and what does not fit on a phone. Takes pictures of them too,
/// when <see cref="Screens"/> are asked for.</summary>
internal sealed class Inspection(IPage page, [CallerMemberName] string title = "")
{
    private const int Narrow = 320;

    /// <summary>The only frames are those that show an e-mail. No script may run in them, and axe would wait for ever to be let in.</summary>
    private static readonly AxeRunOptions WithoutFrames = new() { Iframes = false };

    private readonly List<string> problems = [];
    private readonly Screens? screens = Screens.AskedFor(page, title);

    public IPage Page => page;

    public IReadOnlyList<string> Problems => problems;

    public async Task VisitAsync(params string[] addresses)
    {
        foreach (var address in addresses)
        {
            await page.GotoAsync(address);
            await LookAsync(address);
        }
    }

    public async Task LookAsync(string name)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(page.Locator(".live.not-yet")).ToHaveCountAsync(0);
        await page.SetViewportSizeAsync(1280, 800);
        var found = await page.RunAxe(WithoutFrames);
        problems.AddRange(found.Violations.Select(v => $"{name}: {v.Id}, {v.Help}: {string.Join(' ', v.Nodes.Select(n => n.Target))}"));
        await (screens?.TakeAsync(name, "wide") ?? Task.CompletedTask);

        await page.SetViewportSizeAsync(Narrow, 640);
        var needed = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        if (needed > Narrow)
        {
            problems.Add($"{name}: {needed} pixels wide on a phone of {Narrow}");
        }

        await (screens?.TakeAsync(name, "narrow") ?? Task.CompletedTask);
        screens?.Next();
    }
}
