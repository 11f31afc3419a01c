using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.People;
using GetHelp.Tests.Stories.Journeys;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;

namespace GetHelp.Tests.Stories;

/// <summary>A responsible body looks after its schools: who orders, whom to ask there, one by one and many at once.</summary>
public sealed class SchoolChangesTests(Stage stage) : StoryTest(stage)
{
    private const string LetThemOrder = "Let them order for themselves";

    [BrowserFact]
    public Task A_headteacher_who_is_named_signs_in_and_the_administrators_open_page_shows_it() => TellAsync(async sessions =>
    {
        var trust = await Given.ResponsibleBodyAsync("Maple Learning Trust", ResponsibleBodyKind.Trust);
        var (maple, oak) = (await Given.SchoolAsync("Maple Infant School", body: trust), await Given.SchoolAsync("Oak Infant School", body: trust));
        var head = await HeadteacherAsync(maple, "Una Lathom");
        var page = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(trust));

        var school = await BodySchool.FindAsync(page, trust, maple);
        var form = await school.NameContactAsync();
        await form.ProblemAsync("Choose the headteacher or somebody else.");
        school = await (await form.ChooseAsync("The headteacher, Una Lathom")).SaveAsync("Una Lathom is invited");
        await school.SaysOfAsync("Contact", "Invited, not signed in yet");
        await school.SaysAsync("nobody to Una Lathom");
        await page.MarkAsync();

        var theirs = await sessions.OpenAsync();
        var mailbox = await MailboxPage.VisitAsync(theirs);
        await mailbox.HasMailAsync(head.EmailAddress, "Maple Infant School: your invitation to Get help with technology");
        mailbox = await (await SignInPage.VisitAsync(theirs)).AskForLinkAsync(head);
        await mailbox.SignInAsync(head);
        await (await PrivacyNotice.ShownAsync(theirs)).ContinueAsync();
        await theirs.GoThroughAsync(WelcomeTests.Short(maple));
        await SchoolHome.ShownAsync(theirs, maple);

        await school.SaysOfAsync("Contact", "Has signed in");
        await page.IsStillMarkedAsync();
        await page.GotoAsync($"/responsible-bodies/{trust.Id}/schools/{maple.Urn}");
        var next = await (await BodySchool.ShownAsync(page, maple)).NextAsync(oak);
        await next.SaysOfAsync("Contact", "Nobody is named yet");
    });

    [BrowserFact]
    public Task An_authority_devolves_twenty_schools_and_invites_their_headteachers_of_whom_one_signs_in_under_its_eyes() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("Loamshire", pools: true);
        var (schools, heads) = await WithHeadteachersAsync(authority);
        var page = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(authority));
        var grid = await YourSchools.VisitAsync(page, authority, "?sort=school");

        var many = await (await ChangedSchools.SelectAllAsync(page, 20)).PreviewAsync(LetThemOrder);
        await many.SaysAsync("Left in your pool: 200 to 0");
        await many.RowSaysAsync(schools[6], "Who orders: the school (now you, centrally)");
        grid = await (await many.PressAsync("Change 20 schools", "20 schools changed")).BackAsync();
        await grid.ShowsAsync(schools[6], "Status", "Needs a contact");

        many = await (await ChangedSchools.SelectAllAsync(page, 20)).PreviewAsync("Invite their contacts", "Where nobody is named yet, name and invite the headteacher");
        await many.SaysAsync("20 invitations would be sent.");
        await many.PressAsync("Send 20 invitations", "20 schools changed");
        await many.RowSaysAsync(schools[6], $"{heads[6].Name} was invited");
        grid = await many.BackAsync();
        await grid.ShowsAsync(schools[6], "Contact", "Invited, not signed in yet");
        await page.MarkAsync();

        var theirs = await sessions.OpenAsync();
        await (await MailboxPage.VisitAsync(theirs)).HasMailAsync(heads[6].EmailAddress, $"{schools[6].Name}: your invitation to Get help with technology");
        var mailbox = await (await SignInPage.VisitAsync(theirs)).AskForLinkAsync(heads[6]);
        await mailbox.SignInAsync(heads[6]);
        await PrivacyNotice.ShownAsync(theirs);

        await grid.ShowsAsync(schools[6], "Contact", "Has signed in");
        await page.IsStillMarkedAsync();
    });

    [BrowserFact]
    public Task Changing_many_schools_is_undone_under_the_eyes_of_a_colleague() => TellAsync(async sessions =>
    {
        var authority = await Given.ResponsibleBodyAsync("Loamshire", pools: true);
        var (schools, _) = await WithHeadteachersAsync(authority);
        var other = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(authority));
        var watched = await BodySchool.FindAsync(other, authority, schools[6]);
        await watched.SaysOfAsync("Who orders", "You order for it, centrally");
        await other.MarkAsync();

        var page = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(authority));
        await YourSchools.VisitAsync(page, authority);
        var many = await (await ChangedSchools.SelectAllAsync(page, 20)).PreviewAsync(LetThemOrder);
        await many.PressAsync("Change 20 schools", "20 schools changed");
        await watched.SaysOfAsync("Status", "Needs a contact");

        await many.PressAsync("Undo", "20 schools put back");
        await many.RowSaysAsync(schools[6], "Who orders: you, centrally (was the school)");
        await watched.SaysOfAsync("Who orders", "You order for it, centrally");
        await other.IsStillMarkedAsync();
    });

    [BrowserFact]
    public Task On_a_narrow_screen_somebody_else_is_named_with_the_keyboard_alone() => TellAsync(async sessions =>
    {
        var trust = await Given.ResponsibleBodyAsync("Larch Learning Trust", ResponsibleBodyKind.Trust);
        var larch = await Given.SchoolAsync("Larch Infant School", body: trust);
        var page = await sessions.OpenAsAsync(await Given.ResponsibleBodyUserAsync(trust), new() { Width = 320, Height = 640 });
        await ContactForm.VisitAsync(page, trust, larch);

        await page.TabToAsync(page.GetByLabel("Full name"));
        await page.Keyboard.TypeAsync("Ann Bell");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync($"ann.bell.{Guid.NewGuid():N}@example.org");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("01632 960 001");
        await page.Keyboard.PressAsync("Enter");

        await (await BodySchool.ShownAsync(page, larch)).SaysAsync("Ann Bell is invited");
    });

    private async Task<(List<School> Schools, List<Viewer> Heads)> WithHeadteachersAsync(ResponsibleBody authority)
    {
        var (schools, heads) = (new List<School>(), new List<Viewer>());
        for (var i = 1; i <= 20; i++)
        {
            schools.Add(await Given.SchoolAsync($"Loamshire School {i:D2}", laptops: 10, routers: 0, body: authority, who: WhoWillOrder.ResponsibleBody));
            heads.Add(await HeadteacherAsync(schools[^1], $"Una Lathom {i:D2}"));
        }

        return (schools, heads);
    }

    private async Task<Viewer> HeadteacherAsync(School school, string name)
    {
        var head = await Given.ContactAsync(school, name, SchoolContactRole.Headteacher, emailAddress: $"head.{school.Urn}.{Guid.NewGuid():N}@example.org");
        return new() { Name = head.Name, Role = Role.Member, EmailAddress = head.EmailAddress };
    }
}
