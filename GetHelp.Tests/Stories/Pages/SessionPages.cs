using GetHelp.Core.People;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>What a page says of its session.</summary>
internal sealed class SessionNotice(IPage page)
{
    private ILocator Dialog => page.GetByRole(AriaRole.Alertdialog);

    /// <summary>The notice has come, and has the focus.</summary>
    public async Task<SessionNotice> SaysAsync(string title)
    {
        await Expect(Dialog.GetByRole(AriaRole.Heading, new() { Name = title })).ToBeVisibleAsync();
        await Expect(Dialog).ToBeFocusedAsync();
        return this;
    }

    public async Task<SessionNotice> TellsAsync(string words)
    {
        await Expect(Dialog).ToContainTextAsync(words);
        return this;
    }

    public Task OffersNoWayBackAsync() => Expect(Dialog.GetByRole(AriaRole.Link, new() { Name = "Sign in again" })).ToHaveCountAsync(0);

    public async Task StayAsync()
    {
        await Dialog.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        await IsGoneAsync();
    }

    public Task IsGoneAsync() => Expect(Dialog).ToHaveCountAsync(0);

    /// <summary>Signs in again as somebody, in the tab that the notice opens, by a link as everybody.</summary>
    public async Task<IPage> SignInAgainAsync(Viewer person)
    {
        var tab = await page.RunAndWaitForPopupAsync(() => Dialog.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).ClickAsync());
        var mailbox = await (await SignInPage.ShownAsync(tab)).AskForLinkAsync(person);
        await mailbox.SignInAsync(person);
        await tab.IsSettledAsync();
        return tab;
    }
}

/// <summary>The list of the browsers in which somebody is signed in.</summary>
internal sealed class WhereSignedIn(IPage page)
{
    public static async Task<WhereSignedIn> VisitAsync(IPage page)
    {
        await page.GotoAsync("/signed-in");
        await page.ShowsHeadingAsync("Where you are signed in");
        await page.IsLiveAsync();
        return new(page);
    }

    public Task ListsAsync(int others) => Expect(page.GetByText("Another browser", new() { Exact = true })).ToHaveCountAsync(others);

    public async Task SignOutThereAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out there" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out there" })).ToBeVisibleAsync();
    }

    public async Task SignOutEverywhereElseAsync()
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere else" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You are signed out everywhere else" })).ToBeVisibleAsync();
    }
}

/// <summary>Support's page on which it begins to see the service as somebody else.</summary>
internal sealed class LookAs(IPage page)
{
    public static async Task<LookAs> OpenAsync(IPage page, Viewer person)
    {
        await page.GotoAsync($"/support/people/{person.UserId}");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See what they see" }).ClickAsync();
        await page.ShowsHeadingAsync($"See the service as {person.Name} sees it?");
        return new(page);
    }

    public async Task BeginAsync(string why)
    {
        await page.GetByLabel("Why?").FillAsync(why);
        await page.GetByRole(AriaRole.Button, new() { Name = "See what they see" }).ClickAsync();
    }

    public static Task IsMarkedAsync(IPage page, Viewer person) => Expect(page.GetByText($"You are seeing this as {person.Name} sees it.")).ToBeVisibleAsync();

    public static Task IsNotMarkedAsync(IPage page) => Expect(page.GetByText("You are seeing this as")).ToHaveCountAsync(0);

    public static Task StopAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Stop", Exact = true }).ClickAsync();
}
