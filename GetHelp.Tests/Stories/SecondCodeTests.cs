using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;

namespace GetHelp.Tests.Stories;

/// <summary>Where support needs more than a link.</summary>
public sealed class SecondCodeTests(Stage stage) : StoryTest(stage)
{
    private const string Heading = "Enter the code in our email";

    [BrowserFact]
    public async Task A_support_agent_signs_in_with_a_link_and_a_code()
    {
        await using var portal = await RunningPortal.StartAsync(("SignIn:SecondCodeFor:0", "Support"));
        await TellAsync(async sessions =>
        {
            var agent = await portal.Given.SupportAsync();
            var page = await sessions.OpenAsync();
            var mailbox = await (await SignInPage.VisitAsync(page)).AskForLinkAsync(agent);
            await mailbox.SignInAsync(agent);
            await page.ShowsHeadingAsync(Heading);

            var seen = new Inspection(page);
            await seen.LookAsync("the code is asked for");
            await EnterAsync(page, "no code");
            await page.Locator(".error-summary").WaitForAsync();
            await seen.LookAsync("what was typed is no code");
            await page.GetByRole(AriaRole.Link, new() { Name = "Open the development mailbox" }).ClickAsync();
            var code = await (await MailboxPage.ShownAsync(page)).ReadCodeAsync(agent);
            await page.GotoAsync("/sign-in/code");
            await EnterAsync(page, code);

            await page.IsSettledAsync();
            new Uri(page.Url).PathAndQuery.ShouldBe("/support/orders");
            seen.Problems.ShouldBeEmpty();
        }, on: portal);
    }

    private static async Task EnterAsync(IPage page, string code)
    {
        await page.GetByLabel("Code").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }
}
