using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.Stories.Journeys;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>A school lets somebody in.</summary>
public sealed class InvitationTests(Stage stage) : StoryTest(stage)
{
    private const string Invitation = "Juniper Primary School: your invitation to Get help with technology";

    [BrowserFact]
    public Task Somebody_who_is_invited_signs_in_from_the_mailbox_and_finds_the_school() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Juniper Primary School");
        var first = await Given.SchoolUserAsync(school);
        var newcomer = new Viewer { Name = "Dee Low", Role = Role.Member, EmailAddress = $"dee.low.{Guid.NewGuid():N}@example.org" };
        var mistyped = newcomer.EmailAddress.Replace("dee.low", "dee.lowe", StringComparison.Ordinal);

        var page = await sessions.OpenAsAsync(first);
        await SchoolHome.ShownAsync(page, school);
        var form = await (await PeopleList.FollowAsync(page)).InviteAsync();
        await form.TypeAsync("Dee Low", first.EmailAddress);
        await (await form.SayAsync("Yes")).ContinueAsync();
        await form.ProblemAsync($"{first.Name} has this email address and is one of the people of Juniper Primary School already.");
        var people = await (await form.TypeAsync("Dee Low", mistyped, "01632 960 001")).SendAsync("Dee Low");
        await people.SaysOfAsync("Dee Low", "Not signed in yet");

        var theirs = await sessions.OpenAsync();
        var mailbox = await MailboxPage.VisitAsync(theirs);
        await mailbox.HasMailAsync(mistyped, Invitation);
        people = await (await people.ChangeAsync("Dee Low")).SaveAsync("Email address", newcomer.EmailAddress);
        await page.MarkAsync();
        await mailbox.HasMailAsync(newcomer.EmailAddress, Invitation);
        mailbox = await (await SignInPage.VisitAsync(theirs)).AskForLinkAsync(newcomer);
        await mailbox.SignInAsync(newcomer);
        await (await PrivacyNotice.ShownAsync(theirs)).ContinueAsync();
        await theirs.GoThroughAsync(WelcomeTests.Short(school));
        await SchoolHome.ShownAsync(theirs, school);

        await people.SaysNoMoreOfAsync("Dee Low", "Not signed in yet");
        await page.IsStillMarkedAsync();
    });

    [BrowserFact]
    public Task Who_changes_their_own_name_is_called_by_it_at_the_top_of_the_page_at_once() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school, name: "Ada Hill");
        var page = await sessions.OpenAsAsync(ada);
        await SchoolHome.ShownAsync(page, school);
        await Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("Ada Hill");

        var people = await PeopleList.FollowAsync(page);
        await (await people.ChangeOwnAsync("Ada Hill")).SaveAsync("Full name", "Ada Brook");

        await Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("Ada Brook");
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("Ada Brook");
    });

    [BrowserFact]
    public Task A_trust_invites_somebody_known_who_joins_it_beside_their_school_until_they_are_removed() => TellAsync(async sessions =>
    {
        var trust = await Given.ResponsibleBodyAsync("Spindle Learning Trust", ResponsibleBodyKind.Trust);
        var school = await Given.SchoolAsync("Spindle Primary School", body: trust);
        var (first, teacher) = (await Given.ResponsibleBodyUserAsync(trust), await Given.SchoolUserAsync(school));
        var page = await sessions.OpenAsAsync(first);
        await BodyHome.ShownAsync(page, trust);
        var people = await PeopleList.FollowAsync(page);

        var form = await people.InviteAsync();
        await (await (await form.TypeAsync("Known by another name", teacher.EmailAddress)).SayAsync("No")).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send invitation", Exact = true }).ClickAsync();
        await page.ShowsHeadingAsync($"{teacher.Name} is added");
        await page.IsLiveAsync();
        var theirs = await sessions.OpenAsAsync(teacher);
        await theirs.ShowsHeadingAsync("Your organisations");
        await theirs.GetByRole(AriaRole.Main).GetByText(trust.Name).ClickAsync();
        var home = await BodyHome.ShownAsync(theirs, trust);
        await home.SaysAsync("What needs doing");

        await page.GetByRole(AriaRole.Link, new() { Name = "See all people" }).ClickAsync();
        people = await PeopleList.ShownAsync(page);
        await people.RemoveAsync(teacher);
        await theirs.GotoAsync($"/responsible-bodies/{trust.Id}");
        await theirs.ShowsHeadingAsync("Page not found");
    });
}
