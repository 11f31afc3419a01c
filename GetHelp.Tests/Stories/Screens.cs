using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace GetHelp.Tests.Stories;

/// <summary>Pictures of the pages that a story inspects, small enough to be kept with the documents. scripts/screens asks for them.</summary>
internal sealed partial class Screens(IPage page, string folder)
{
    /// <summary>The environment variable that names the folder.</summary>
    private const string Into = "GETHELP_SCREENS";

    private const int Quality = 15;
    private const double Scale = 0.4;

    /// <summary>In pixels of the page; what is below is more of the same.</summary>
    private const int Tallest = 1400;

    private int number = 1;

    /// <summary>Null when nobody asks for pictures.</summary>
    /// <param name="title">The story's name: its pictures have a folder of their own.</param>
    public static Screens? AskedFor(IPage page, string title) =>
        Environment.GetEnvironmentVariable(Into) is { Length: > 0 } folder ? new(page, Path.Combine(folder, Slug(title))) : null;

    public void Next() => number++;

    public async Task TakeAsync(string name, string width)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        var (across, down) = await SizeAsync();
        var picture = await session.SendAsync("Page.captureScreenshot", new()
        {
            ["format"] = "webp",
            ["quality"] = Quality,
            ["captureBeyondViewport"] = true,
            ["clip"] = new { x = 0, y = 0, width = across, height = Math.Min(down, Tallest), scale = Scale },
        });
        await session.DetachAsync();
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number:00}-{Slug(name)}-{width}.webp"));
        await File.WriteAllBytesAsync(file, picture!.Value.GetProperty("data").GetBytesFromBase64());
    }

    private async Task<(int Across, int Down)> SizeAsync()
    {
        var size = await page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
        return (size[0], size[1]);
    }

    /// <summary>The same in every run: numbers and keys of the test's own data are left out.</summary>
    private static string Slug(string name)
    {
        var words = Words().Matches(name).Select(match => match.Value.ToLowerInvariant()).Where(word => !word.Any(char.IsAsciiDigit));
        var slug = string.Join('-', words);
        return slug.Length == 0 ? "start" : slug.Length > 50 ? slug[..50] : slug;
    }

    [GeneratedRegex("[A-Za-z0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
