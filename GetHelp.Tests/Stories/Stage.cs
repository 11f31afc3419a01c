using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Xunit;

namespace GetHelp.Tests.Stories;

/// <summary>One portal and one browser, on which all stories are told, one after the other.</summary>
public sealed class Stage : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;
    private RunningPortal? portal;

    public IBrowser Browser => browser!;

    public RunningPortal Portal => portal!;

    public async Task InitializeAsync()
    {
        if (!Chromium.IsHere)
        {
            return;
        }

        Assertions.SetDefaultExpectTimeout(20_000);
        portal = await RunningPortal.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
    }

    public async Task DisposeAsync()
    {
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        playwright?.Dispose();
        await (portal?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

/// <summary>Classes of stories name this collection: xunit runs what is in one collection in turn, and this one after everything that runs in
/// parallel. A browser beside tests that keep both cores busy waits longer than people would.</summary>
[CollectionDefinition(nameof(OneStage), DisableParallelization = true)]
public sealed class OneStage : ICollectionFixture<Stage>;
