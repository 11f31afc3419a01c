using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;

namespace GetHelp.Tests.Stories.EveryPage;

/// <summary>Pages for everybody.</summary>
public sealed class PublicPagesTests(Stage stage) : EveryPageTest(stage)
{
    [BrowserFact]
    public Task Pages_for_everybody() => TellAsync(async sessions =>
    {
        var page = await sessions.OpenAsync();
        var teacher = await Given.SchoolUserAsync(await Given.SchoolAsync());
        var seen = new Inspection(page);
        await seen.VisitAsync("/", "/sign-in", "/sign-in?returnUrl=/home", "/sign-in/check-your-email", "/sign-in/link?secret=edited", "/nowhere", "/privacy", "/accessibility", "/contact", "/development/letters");

        await SignInPage.VisitAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Email me a link" }).ClickAsync();
        await seen.LookAsync("sign-in with an error");
        await page.GetByLabel("Your email address").FillAsync("nobody@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Email me a link" }).ClickAsync();
        await page.ShowsHeadingAsync("We do not recognise that email address");
        await seen.LookAsync("email not recognised");

        var mailbox = await MailboxPage.VisitAsync(page);
        await mailbox.SendLinkAsync(teacher);
        await seen.LookAsync("the mailbox");
        await mailbox.OpenBothFormsAsync(teacher);
        await seen.LookAsync("an email as text and as HTML");
        await MailboxPage.VisitAsync(page);
        await mailbox.OpenLinkAsync(teacher);
        await seen.LookAsync("continue to sign in");
        seen.Problems.ShouldBeEmpty();
    });
}
