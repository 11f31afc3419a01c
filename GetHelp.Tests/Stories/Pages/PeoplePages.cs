using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Web.People;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories.Pages;

/// <summary>The people of an organisation, and who of them can order.</summary>
internal sealed class PeopleList(IPage page)
{
    /// <summary>Follows the link from the page of the organisation that is shown.</summary>
    public static async Task<PeopleList> FollowAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "People and who can order", Exact = true }).ClickAsync();
        return await ShownAsync(page);
    }

    public static async Task<PeopleList> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("People");
        await page.IsLiveAsync();
        return new(page);
    }

    public async Task AllowAsync(Viewer person)
    {
        await PressAllowAsync(person);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"{person.Name} can order" })).ToBeVisibleAsync();
    }

    public Task PressAllowAsync(Viewer person) =>
        page.GetByRole(AriaRole.Button, new() { Name = $"Allow {person.Name} to order" }).ClickAsync();

    public async Task RemoveAsync(Viewer person)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"Remove {person.Name}" }).ClickAsync();
        await page.ShowsHeadingAsync($"Remove {person.Name}?");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "That person is removed" })).ToBeVisibleAsync();
    }

    public async Task<InvitationForm> InviteAsync()
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "Invite somebody", Exact = true }).ClickAsync();
        return await InvitationForm.ShownAsync(page);
    }

    public async Task<PersonForm> ChangeAsync(string name)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"Change {name}", Exact = true }).ClickAsync();
        return await PersonForm.ShownAsync(page, name);
    }

    /// <summary>Opens one's own details, under the name that the list has.</summary>
    public async Task<PersonForm> ChangeOwnAsync(string name)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = $"Change {name}", Exact = true }).ClickAsync();
        await page.ShowsHeadingAsync("Change your details");
        await page.IsLiveAsync();
        return new(page);
    }

    /// <summary>What the list says of one person.</summary>
    public Task SaysOfAsync(string name, string words) => Expect(Row(name)).ToContainTextAsync(words);

    public Task SaysNoMoreOfAsync(string name, string words) => Expect(Row(name)).Not.ToContainTextAsync(words);

    private ILocator Row(string name) => page.GetByRole(AriaRole.Row).Filter(new() { HasText = name });

    public Task ProblemAsync(string words) => Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is a problem" })).ToContainTextAsync(words);
}

/// <summary>Where somebody is invited, and the invitation checked before it is sent.</summary>
internal sealed class InvitationForm(IPage page)
{
    public static async Task<InvitationForm> ShownAsync(IPage page)
    {
        await page.ShowsHeadingAsync("Invite somebody");
        await page.IsLiveAsync();
        return new(page);
    }

    public async Task<InvitationForm> TypeAsync(string name, string emailAddress, string telephone = "")
    {
        await page.GetByLabel("Full name").FillAsync(name);
        await page.GetByLabel("Email address").FillAsync(emailAddress);
        await page.GetByLabel("Telephone number").FillAsync(telephone);
        return this;
    }

    public async Task<InvitationForm> SayAsync(string mayOrder)
    {
        await page.GetByLabel(mayOrder, new() { Exact = true }).CheckAsync();
        return this;
    }

    /// <summary>Goes on to the check, which stays on this form where something is to be put right.</summary>
    public Task ContinueAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

    public Task ProblemAsync(string words) => Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is a problem" })).ToContainTextAsync(words);

    public async Task CheckAsync()
    {
        await ContinueAsync();
        await page.ShowsHeadingAsync("Check your invitation");
        await page.IsLiveAsync();
    }

    public async Task<PeopleList> SendAsync(string name)
    {
        await CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation", Exact = true }).ClickAsync();
        await page.ShowsHeadingAsync($"{name} is invited");
        await page.IsLiveAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "See all people" }).ClickAsync();
        return await PeopleList.ShownAsync(page);
    }
}

/// <summary>Where somebody's details are changed.</summary>
internal sealed class PersonForm(IPage page)
{
    public static async Task<PersonForm> ShownAsync(IPage page, string name)
    {
        await page.ShowsHeadingAsync($"Change {name}");
        await page.IsLiveAsync();
        return new(page);
    }

    public async Task<PeopleList> SaveAsync(string field, string value)
    {
        await page.GetByLabel(field).FillAsync(value);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        return await PeopleList.ShownAsync(page);
    }
}

/// <summary>Where several colleagues are nominated at once to order on one account.</summary>
internal sealed class NominationForm(IPage page)
{
    public static async Task<NominationForm> VisitAsync(IPage page, ResponsibleBody body, Account account)
    {
        await page.GotoAsync(PeopleLinks.Nominate(body.Id, account));
        return await ShownAsync(page);
    }

    public static async Task<NominationForm> ShownAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nominate colleagues who can order", Level = 1 })).ToBeVisibleAsync();
        await page.IsLiveAsync();
        return new(page);
    }

    /// <param name="row">Which of the colleagues, from 1 on.</param>
    public async Task<NominationForm> TypeAsync(int row, string name, string emailAddress)
    {
        var colleague = page.GetByRole(AriaRole.Group, new() { Name = $"Colleague {row}" });
        await colleague.GetByLabel("Full name").FillAsync(name);
        await colleague.GetByLabel("Email address").FillAsync(emailAddress);
        return this;
    }

    public Task PressAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Nominate colleagues" }).ClickAsync();

    public async Task NominateAsync(string said)
    {
        await PressAsync();
        await page.ShowsHeadingAsync(said);
        await page.IsLiveAsync();
    }

    public Task ProblemAsync(string words) => Expect(page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "There is a problem" })).ToContainTextAsync(words);
}
