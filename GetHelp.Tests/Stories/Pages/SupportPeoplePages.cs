using GetHelp.Core.People;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>All people, as support looks for them.</summary>
internal sealed class SupportPeopleList(IPage page)
{
    public static async Task<SupportPeopleList> FollowAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "People", Exact = true }).First.ClickAsync();
        await page.ShowsHeadingAsync("People");
        await page.IsLiveAsync();
        return new(page);
    }

    public async Task<SupportPersonPage> FindAsync(string text, Viewer person)
    {
        await page.GetByLabel("Name, email, organisation or URN").FillAsync(text);
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "1 person matches" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = person.Name }).ClickAsync();
        return await SupportPersonPage.ShownAsync(page, person);
    }
}

/// <summary>One person, as support sees them.</summary>
internal sealed class SupportPersonPage(IPage page)
{
    public static async Task<SupportPersonPage> ShownAsync(IPage page, Viewer person)
    {
        await page.ShowsHeadingAsync(person.Name);
        await page.IsLiveAsync();
        return new(page);
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public async Task<RemovalPage> RemoveAsync(Viewer person)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"Remove {person.Name} from the service" }).ClickAsync();
        return await RemovalPage.ShownAsync(page, person);
    }
}

/// <summary>Where support's third line erases what is kept of somebody.</summary>
internal sealed class ErasurePage(IPage page)
{
    public static async Task<ErasurePage> FollowAsync(IPage page, Viewer person)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Erase everything we keep" }).ClickAsync();
        await page.ShowsHeadingAsync($"Erase everything we keep of {person.Name}?");
        await page.IsLiveAsync();
        return new(page);
    }

    public Task ConfirmAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Erase everything" }).ClickAsync();

    public Task ProblemAsync(string words) => Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is a problem" })).ToContainTextAsync(words);

    public async Task EraseAsync(Viewer person)
    {
        await page.GetByLabel($"I am sure that {person.Name} asked for this").CheckAsync();
        await ConfirmAsync();
        await page.ShowsHeadingAsync("Removed person");
        await page.IsLiveAsync();
    }
}

/// <summary>Where support removes somebody from the service.</summary>
internal sealed class RemovalPage(IPage page)
{
    public static async Task<RemovalPage> ShownAsync(IPage page, Viewer person)
    {
        await page.ShowsHeadingAsync($"Remove {person.Name} from the service?");
        await page.IsLiveAsync();
        return new(page);
    }

    public Task ConfirmAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Remove from the service" }).ClickAsync();

    public Task ProblemAsync(string words) => Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is a problem" })).ToContainTextAsync(words);

    public async Task RemoveAsync(string why)
    {
        await page.GetByLabel("Why?").FillAsync(why);
        await ConfirmAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "is removed" })).ToBeVisibleAsync();
        await page.IsLiveAsync();
    }
}
