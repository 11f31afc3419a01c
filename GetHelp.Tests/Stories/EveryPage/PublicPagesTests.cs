using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.SignIn.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Shouldly;

namespace GetHelp.Tests.Stories.EveryPage;

/// <summary>Pages for everybody.</summary>
public sealed class PublicPagesTests(Stage stage) : EveryPageTest(stage)
{
    private static readonly LetterPrinter Printer = new(Options.Create(new SiteOptions { BaseAddress = new("https://portal.example.org/") }));

    private static readonly AxeRunOptions Guidelines = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } };

    [BrowserFact]
    public Task Pages_for_everybody() => TellAsync(async sessions =>
    {
        var page = await sessions.OpenAsync();
        var teacher = await Given.SchoolUserAsync(await Given.SchoolAsync());
        var seen = new Inspection(page);
        await seen.VisitAsync("/", "/sign-in", "/sign-in?returnUrl=/home", "/sign-in/check-your-email", "/sign-in/continue", "/sign-in/link?secret=edited", "/nowhere", "/privacy", "/accessibility", "/contact", "/development/letters");
        await seen.VisitAsync([.. Enum.GetValues<WhyNotSignedIn>().Select(why => ProviderLinks.RefusedBecause(why, "/home"))]);

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

    /// <summary>Letters are shown in frames into which axe is not let (<see cref="Inspection"/>), so each is opened here as a page of its own. A mail
    /// program puts its own landmarks and headings around it: only what the guidelines ask of any page is asked of it.</summary>
    [BrowserFact]
    public Task Letters_as_a_mail_program_shows_them() => TellAsync(async sessions =>
    {
        var page = await sessions.OpenAsync();
        await page.SetViewportSizeAsync(320, 640);
        var problems = new List<string>();
        foreach (var letter in LetterExamples.All.SelectMany(example => example.Letters))
        {
            await page.SetContentAsync(Printer.Print(letter).Html);
            var found = await page.RunAxe(Guidelines);
            problems.AddRange(found.Violations.Select(v => $"{letter.Subject}: {v.Id}, {v.Help}: {string.Join(' ', v.Nodes.Select(n => n.Target))}"));
            problems.AddRange(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is > 320 and var needed ? [$"{letter.Subject}: {needed} pixels wide"] : []);
        }

        problems.ShouldBeEmpty();
    });
}
