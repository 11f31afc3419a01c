using System.Text.RegularExpressions;
using GetHelp.Core.People;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>Where somebody asks for a link.</summary>
internal sealed class SignInPage(IPage page)
{
    public static async Task<SignInPage> VisitAsync(IPage page)
    {
        await page.GotoAsync("/sign-in");
        return await ShownAsync(page);
    }

    public static async Task<SignInPage> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Sign in");
        return new(page);
    }

    /// <summary>Asks for a link and opens the mailbox into which it comes.</summary>
    public async Task<MailboxPage> AskForLinkAsync(Viewer person)
    {
        await page.GetByLabel("Your email address").FillAsync(person.EmailAddress);
        await page.GetByRole(AriaRole.Button, new() { Name = "Email me a link" }).ClickAsync();
        await page.ShowsHeadingAsync("Check your email");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the development mailbox" }).ClickAsync();
        return await MailboxPage.ShownAsync(page);
    }
}

/// <summary>Development's mailbox.</summary>
internal sealed partial class MailboxPage(IPage page)
{
    public static async Task<MailboxPage> VisitAsync(IPage page)
    {
        await page.GotoAsync("/development/mailbox");
        return await ShownAsync(page);
    }

    public static async Task<MailboxPage> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Development mailbox");
        return new(page);
    }

    public async Task SendLinkAsync(Viewer person)
    {
        await page.Locator($"button[value='{person.EmailAddress}']").ClickAsync(); // two people may share a name
        await Expect(Message(person)).ToBeVisibleAsync();
    }

    /// <summary>Opens the newest link sent to this person and says yes to it.</summary>
    public async Task SignInAsync(Viewer person)
    {
        await OpenLinkAsync(person);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Continue as {person.Name}", Exact = true }).ClickAsync();
    }

    public async Task OpenLinkAsync(Viewer person)
    {
        // Mail arrives when the outbox has sent it, and the mailbox is a static page.
        while (await Message(person).CountAsync() == 0)
        {
            await page.ReloadAsync();
        }

        await page.GotoAsync((await Message(person).Locator(".email-body").GetByRole(AriaRole.Link).GetAttributeAsync("href"))!);
        await page.ShowsHeadingAsync("Continue to sign in");
    }

    /// <summary>Waits for the code that follows a link, and reads it.</summary>
    public async Task<string> ReadCodeAsync(Viewer person)
    {
        await HasMailAsync(person.EmailAddress, "Your code to sign in");
        var body = await Mail(person.EmailAddress, "Your code to sign in").First.Locator(".email-body").InnerTextAsync();
        return Code().Match(body).Value;
    }

    /// <summary>Waits for an e-mail to this address.</summary>
    public async Task HasMailAsync(string emailAddress, string subject)
    {
        while (await Mail(emailAddress, subject).CountAsync() == 0)
        {
            await page.ReloadAsync();
        }
    }

    /// <summary>Opens the page that shows the newest message to this person as text and as HTML.</summary>
    public async Task OpenBothFormsAsync(Viewer person)
    {
        await page.GotoAsync((await Message(person).Locator(".email-foot a").GetAttributeAsync("href"))!);
        await page.ShowsHeadingAsync("Your link to sign in to Get help with technology");
    }

    /// <summary>Waits until mail with this subject has come to the person, and it is so many.</summary>
    public async Task HoldsAsync(Viewer person, string subject, int times)
    {
        var messages = page.Locator("summary", new() { HasText = person.EmailAddress }).Filter(new() { HasText = subject });
        do
        {
            await page.ReloadAsync();
        }
        while (await messages.CountAsync() == 0);

        await Expect(messages).ToHaveCountAsync(times);
    }

    /// <summary>The newest link: people get other mail too.</summary>
    private ILocator Message(Viewer person) => Mail(person.EmailAddress, "Your link to sign in").First;

    private ILocator Mail(string emailAddress, string subject) =>
        page.Locator("details", new() { HasText = emailAddress }).Filter(new() { HasText = subject });

    [GeneratedRegex("[0-9]{6}", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
