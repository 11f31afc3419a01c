using System.Collections.Concurrent;
using GetHelp.Core.People;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;

namespace GetHelp.Tests.Stories;

/// <summary>The browser sessions of one story: each has its own cookies, as on a machine of its own.</summary>
public sealed class Sessions(IBrowser browser, RunningPortal portal) : IAsyncDisposable
{
    private readonly List<IBrowserContext> traced = [];
    private readonly List<IBrowserContext> all = [];
    private readonly ConcurrentQueue<string> scriptErrors = [];

    /// <summary>What broke in the browser's own scripts: nothing should.</summary>
    public IReadOnlyCollection<string> ScriptErrors => scriptErrors;

    /// <summary>A page of somebody who is not signed in.</summary>
    public async Task<IPage> OpenAsync(ViewportSize? viewport = null)
    {
        var context = await NewContextAsync(new() { ViewportSize = viewport });
        await context.Tracing.StartAsync(new() { Snapshots = true, Sources = true });
        traced.Add(context);
        return await NewPageAsync(context);
    }

    /// <summary>A page of somebody who has signed in, as everybody does, by a link from the mailbox.</summary>
    public async Task<IPage> OpenAsAsync(Viewer person, ViewportSize? viewport = null)
    {
        var page = await OpenAsync(viewport);
        var mailbox = await MailboxPage.VisitAsync(page);
        await mailbox.SendLinkAsync(person);
        await mailbox.SignInAsync(person);
        await page.IsSettledAsync();
        return page;
    }

    /// <summary>More pages of somebody who is signed in on this one, each in a session of its own.</summary>
    public async Task<IReadOnlyList<IPage>> OpenMoreLikeAsync(IPage signedIn, int count)
    {
        var cookies = await signedIn.Context.StorageStateAsync();
        var pages = new List<IPage>();
        for (var i = 0; i < count; i++)
        {
            pages.Add(await NewPageAsync(await NewContextAsync(new() { StorageState = cookies })));
        }

        return pages;
    }

    /// <summary>The cookies are those of the machine, whatever its port: somebody signed in at the portal is so at the other end of a wire.</summary>
    public Wire LayWire() => new(portal.Port);

    public async Task KeepEvidenceAsync(string title)
    {
        var folder = Evidence.Folder(title);
        foreach (var (context, number) in traced.Select((context, index) => (context, index + 1)))
        {
            foreach (var page in context.Pages)
            {
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"session-{number}.png"), FullPage = true });
            }

            await context.Tracing.StopAsync(new() { Path = Path.Combine(folder, $"session-{number}.zip") });
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in all)
        {
            await context.DisposeAsync();
        }
    }

    private async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        options.BaseURL = portal.Address.ToString();
        options.Locale = "en-GB";
        var context = await browser.NewContextAsync(options);
        all.Add(context);
        return context;
    }

    /// <summary>What the browser did not fetch or run because the portal forbids it: nothing of its own may be among that.</summary>
    private void KeepRefusal(string said)
    {
        if (said.Contains("Content Security Policy", StringComparison.Ordinal))
        {
            scriptErrors.Enqueue(said);
        }
    }

    private async Task<IPage> NewPageAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => scriptErrors.Enqueue(error);
        page.Console += (_, message) => KeepRefusal(message.Text);
        return page;
    }
}
