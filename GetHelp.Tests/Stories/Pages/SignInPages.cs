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
        await AskAsync(person.EmailAddress);
        return await (await CheckYourEmail.ShownAsync(page)).OpenMailboxAsync();
    }

    public async Task AskAsync(string emailAddress)
    {
        await page.GetByLabel("Your email address").FillAsync(emailAddress);
        await page.GetByRole(AriaRole.Button, new() { Name = "Email me a link" }).ClickAsync();
    }
}

/// <summary>Where somebody is who has asked for a link.</summary>
internal sealed class CheckYourEmail(IPage page)
{
    public static async Task<CheckYourEmail> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Check your email");
        return new(page);
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public Task SendAgainAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Send the email again" }).ClickAsync();

    public async Task<MailboxPage> OpenMailboxAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Open the development mailbox" }).ClickAsync();
        return await MailboxPage.ShownAsync(page);
    }
}

/// <summary>What somebody sees who opens a link that was asked for in another browser.</summary>
internal sealed class DidYouAsk(IPage page)
{
    public static async Task<DidYouAsk> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Did you ask for this link?");
        return new(page);
    }

    public Task TickAsync() => page.GetByLabel("I asked for this link myself").CheckAsync();

    public Task ContinueAsync(Viewer person) => page.GetByRole(AriaRole.Button, new() { Name = $"Continue as {person.Name}", Exact = true }).ClickAsync();

    public async Task AsksToTickAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Tick the box if you asked for this link yourself" }).ClickAsync();
        await Expect(page.GetByLabel("I asked for this link myself")).ToBeFocusedAsync();
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
        await page.GotoAsync(await LinkOfAsync(person));
        await page.ShowsHeadingAsync("Continue to sign in");
    }

    /// <summary>The address of the newest link sent to this person.</summary>
    public async Task<string> LinkOfAsync(Viewer person)
    {
        // Mail arrives when the outbox has sent it, and the mailbox is a static page.
        while (await Message(person).CountAsync() == 0)
        {
            await page.ReloadAsync();
        }

        return (await Message(person).Locator(".email-body").GetByRole(AriaRole.Link).GetAttributeAsync("href"))!;
    }

    /// <summary>Waits for the code that follows a link, and reads it.</summary>
    public async Task<string> ReadCodeAsync(Viewer person)
    {
        await HasMailAsync(person.EmailAddress, "Your code to sign in");
        var body = await Mail(person.EmailAddress, "Your code to sign in").First.Locator(".email-body").InnerTextAsync();
        return Code().Match(body).Groups["code"].Value;
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

    [GeneratedRegex("Your code is (?<code>[0-9]{6})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
