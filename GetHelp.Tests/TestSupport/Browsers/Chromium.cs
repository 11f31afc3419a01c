using Microsoft.Playwright;

namespace GetHelp.Tests.TestSupport.Browsers;

/// <summary>The browser of the stories: GETHELP_TEST_CHROMIUM, or Debian's.</summary>
internal static class Chromium
{
    private static readonly string Program = Environment.GetEnvironmentVariable("GETHELP_TEST_CHROMIUM") ?? "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    public static bool IsHere => File.Exists(Program);

    public static string? WhyNot => IsHere ? null : $"No browser at {Program}, so the stories were not told. docs/running.md says how to have one.";

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = Arguments });
}
