using GetHelp.Core.People;
using GetHelp.Tests.SignIn.OpenIdConnect;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>A portal that is connected with a provider nobody here wrote, on another site.</summary>
public sealed class SignInAtProviderTests(Stage stage) : StoryTest(stage)
{
    private const string Name = "Example Sign-in";

    [ProviderFact]
    public Task Somebody_signs_in_at_the_provider_works_and_signs_out_of_both() => ConnectedAsync(async (portal, sessions) =>
    {
        var agent = await portal.Given.SupportAsync();
        var page = await sessions.OpenAsync();

        await (await LeaveForProviderAsync(page, "/support/orders")).SignInAsync(agent.EmailAddress);
        await page.ShowsHeadingAsync("Orders");
        await page.IsSettledAsync();
        new Uri(page.Url).PathAndQuery.ShouldBe("/support/orders");
        await page.IsLiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await ProviderPages.SignOutAsync(page);

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).First).ToBeVisibleAsync();
        new Uri(page.Url).Authority.ShouldBe(portal.Address.Authority);
        await LeaveForProviderAsync(page); // it asks who they are again
    });

    [ProviderFact]
    public Task Somebody_whom_we_do_not_know_is_told_what_to_do_and_signs_in_by_a_link() => ConnectedAsync(async (portal, sessions) =>
    {
        var agent = await portal.Given.SupportAsync();
        var page = await sessions.OpenAsync();

        await (await LeaveForProviderAsync(page)).SignInAsync("stranger@example.org");
        await page.ShowsHeadingAsync("You do not have access yet");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to sign in" }).ClickAsync();
        await (await (await SignInPage.ShownAsync(page)).AskForLinkAsync(agent)).SignInAsync(agent);

        await page.IsSettledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).First).ToBeVisibleAsync();
        new Uri(page.Url).PathAndQuery.ShouldBe("/", "the provider has nothing to do with who came by a link");
    });

    [ProviderFact]
    public Task Support_forgets_an_account_and_another_one_takes_its_place() => ConnectedAsync(async (portal, sessions) =>
    {
        var school = await portal.Given.SchoolAsync("Rowan School");
        var (agent, teacher) = (await portal.Given.SupportAsync(), await portal.Given.SchoolUserAsync(school, name: "Tess Rowan"));
        var (theirs, page) = (await sessions.OpenAsync(), await sessions.OpenAsAsync(agent));
        await (await LeaveForProviderAsync(theirs)).SignInAsync(teacher.EmailAddress);
        await SchoolHome.ShownAsync(theirs, school);

        await page.GotoAsync($"/support/people/{teacher.UserId}");
        await page.IsLiveAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accounts that sign Tess Rowan in" })).ToBeVisibleAsync();
        await new Inspection(page).LookAsync("an account to forget");
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget this account" }).ClickAsync();

        await Expect(page.GetByText("No account signs Tess Rowan in any more")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Accounts that sign Tess Rowan in" })).ToHaveCountAsync(0);
        await Expect(theirs.GetByText("You have been signed out")).ToBeVisibleAsync();
    });

    [ProviderFact]
    public Task Somebody_thinks_better_of_it_at_the_provider() => ConnectedAsync(async (_, sessions) =>
    {
        var page = await sessions.OpenAsync();

        await (await LeaveForProviderAsync(page)).CancelAsync();

        await page.ShowsHeadingAsync("You are not signed in");
        await Expect(page.GetByText($"{Name} was told not to let us know who you are")).ToBeVisibleAsync();
    });

    [ProviderFact]
    public Task An_address_that_the_provider_has_not_checked_lets_nobody_in() => ConnectedAsync(async (portal, sessions) =>
    {
        var agent = await portal.Given.SupportAsync();
        var page = await sessions.OpenAsync();

        await (await LeaveForProviderAsync(page)).SignInAsync($"unverified:{agent.EmailAddress}");

        await Expect(page.GetByText($"{Name} has not checked your email address")).ToBeVisibleAsync();
    });

    [ProviderFact]
    public Task The_page_with_both_ways_is_for_everybody() => ConnectedAsync(async (_, sessions) =>
    {
        var seen = new Inspection(await sessions.OpenAsync());

        await seen.VisitAsync("/sign-in", "/sign-in?returnUrl=/home");

        seen.Problems.ShouldBeEmpty();
    });

    private static async Task<ProviderPages> LeaveForProviderAsync(IPage page, string? wanted = null)
    {
        await page.GotoAsync(wanted ?? "/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Sign in with {Name}" }).ClickAsync();
        return await ProviderPages.ShownAsync(page);
    }

    private async Task ConnectedAsync(Func<RunningPortal, Sessions, Task> story, [System.Runtime.CompilerServices.CallerMemberName] string title = "")
    {
        var providerPort = RunningPortal.FreePort();
        await using var portal = await RunningPortal.StartAsync(
            ("OpenIdConnect:DisplayName", Name),
            ("OpenIdConnect:Authority", OpenIdProvider.AddressAt(providerPort)),
            ("OpenIdConnect:ClientId", "gethelp"),
            ("OpenIdConnect:ClientSecret", "a-secret-of-the-stories"));
        using var provider = await OpenIdProvider.StartAsync(providerPort, portal.Address);
        await TellAsync(sessions => story(portal, sessions), on: portal, title: title);
    }
}
