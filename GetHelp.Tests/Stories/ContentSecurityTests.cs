using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Shouldly;

namespace GetHelp.Tests.Stories;

/// <summary>What is not the portal's own does not run in its pages, should it ever get into one.</summary>
public sealed class ContentSecurityTests(Stage stage) : StoryTest(stage)
{
    private const string Smuggled = """
        () => {
          const script = document.createElement("script");
          script.textContent = "window.smuggled = 'script'";
          document.body.append(script);
          const part = document.createElement("p");
          part.innerHTML = `<img src="/no-such-picture.png" onerror="window.smuggled = 'handler'"><span style="position: fixed">over all</span>`;
          document.body.append(part);
          return new Promise(done => part.querySelector("img").addEventListener("error", () =>
            setTimeout(() => done([String(window.smuggled), getComputedStyle(part.querySelector("span")).position]))));
        }
        """;

    [BrowserFact]
    public Task A_script_a_handler_and_a_style_that_got_into_a_page_do_nothing() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync();
        var page = await sessions.OpenAsAsync(await Given.SchoolUserAsync(school));
        await SchoolHome.ShownAsync(page, school);
        sessions.ScriptErrors.ShouldBeEmpty();

        (await page.EvaluateAsync<string[]>(Smuggled)).ShouldBe(["undefined", "static"]);

        sessions.ScriptErrors.Count(error => error.Contains("Content Security Policy", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(3);
    }, scriptsMayFail: true);
}
