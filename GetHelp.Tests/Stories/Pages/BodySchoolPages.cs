using GetHelp.Core.Organisations;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>One school, as its responsible body sees it.</summary>
internal sealed class BodySchool(IPage page, School school)
{
    /// <summary>Finds it among the body's schools.</summary>
    public static async Task<BodySchool> FindAsync(IPage page, ResponsibleBody body, School school)
    {
        await page.GotoAsync($"/responsible-bodies/{body.Id}/schools?search={school.Urn}");
        await page.ShowsHeadingAsync("Your schools");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = school.Name, Exact = true }).ClickAsync();
        return await ShownAsync(page, school);
    }

    public static async Task<BodySchool> ShownAsync(IPage page, School school)
    {
        await page.ShowsHeadingAsync(school.Name);
        await page.IsLiveAsync();
        return new(page, school);
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    /// <summary>What stands beside the name of a row.</summary>
    public Task SaysOfAsync(string key, string words) => Expect(page.Locator(".summary-row", new() { Has = page.GetByText(key, new() { Exact = true }) })).ToContainTextAsync(words);

    public async Task<ContactForm> NameContactAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Name a contact", Exact = true }).ClickAsync();
        return await ContactForm.ShownAsync(page, school);
    }

    public async Task<BodySchool> NextAsync(School next)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Next school", Exact = true }).ClickAsync();
        return await ShownAsync(page, next);
    }
}

/// <summary>Where a responsible body says whom one can ask at a school.</summary>
internal sealed class ContactForm(IPage page, School school)
{
    /// <summary>Opens it by its address: a page that another one leads to takes the keyboard to its heading, and the server says so when it does.</summary>
    public static async Task<ContactForm> VisitAsync(IPage page, ResponsibleBody body, School school)
    {
        await page.GotoAsync($"/responsible-bodies/{body.Id}/schools/{school.Urn}/contact");
        return await ShownAsync(page, school);
    }

    public static async Task<ContactForm> ShownAsync(IPage page, School school)
    {
        await page.ShowsHeadingAsync("Name a contact");
        await page.IsLiveAsync();
        return new(page, school);
    }

    public async Task<ContactForm> ChooseAsync(string who)
    {
        await page.GetByLabel(who).CheckAsync();
        return this;
    }

    public async Task ProblemAsync(string words)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and invite" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
    }

    public async Task<BodySchool> SaveAsync(string told)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and invite" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = told })).ToBeVisibleAsync();
        return await BodySchool.ShownAsync(page, school);
    }
}

/// <summary>Where a responsible body changes many of its schools at once.</summary>
internal sealed class ChangedSchools(IPage page)
{
    /// <summary>Selects every school that the grid shows, and goes on to what is to be done with them.</summary>
    public static async Task<ChangedSchools> SelectAllAsync(IPage page, int count)
    {
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all on this page" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Change {count} schools", Exact = true }).ClickAsync();
        await page.ShowsHeadingAsync($"Change {count} schools");
        await page.IsLiveAsync();
        return new(page);
    }

    public async Task<ChangedSchools> PreviewAsync(string deed, string? also = null)
    {
        await page.GetByLabel(deed).CheckAsync();
        if (also is not null)
        {
            await page.GetByLabel(also).CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.ShowsHeadingAsync("Check what would change");
        await page.IsLiveAsync();
        return this;
    }

    public Task SaysAsync(string words) => Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    public Task RowSaysAsync(School school, string words) => Expect(page.GetByRole(AriaRole.Row, new() { Name = school.Name })).ToContainTextAsync(words);

    public async Task<ChangedSchools> PressAsync(string button, string told)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = told })).ToBeVisibleAsync();
        return this;
    }

    /// <summary>The way back, to the schools that were looked at.</summary>
    public async Task<YourSchools> BackAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "See your schools", Exact = true }).ClickAsync();
        return await YourSchools.ShownAsync(page);
    }
}
