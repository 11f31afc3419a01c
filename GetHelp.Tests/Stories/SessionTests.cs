using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.People.Support;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>A session ends while a page of it is open. The page says so, and nothing that was typed is lost.</summary>
public sealed class SessionTests(Stage stage) : StoryTest(stage)
{
    private const string Name = "Dee Newcomer";

    private readonly string address = $"{Guid.NewGuid():N}@school.example.org";

    [BrowserFact]
    public Task A_removed_person_loses_an_open_page_and_is_told() => TellAsync(async sessions =>
    {
        var (school, teacher) = await TeacherAsync();
        var page = await sessions.OpenAsAsync(teacher);
        var order = await OrderDevices.VisitAsync(page, school);
        await order.Field(Core.Orders.Product.Ipad).FillAsync("3");

        await Portal.Services.GetRequiredService<RemovalService>().RemoveAsync(await Given.SupportAsync(), teacher.UserId!.Value, "They left the school");

        await (await new SessionNotice(page).SaysAsync("You can no longer use this service")).OffersNoWayBackAsync();
        await Expect(order.Field(Core.Orders.Product.Ipad)).ToHaveValueAsync("3");
        await page.GetByRole(AriaRole.Link, new() { Name = "Home", Exact = true }).ClickAsync();
        await SignInPage.ShownAsync(page);
    });

    [BrowserFact]
    public Task Somebody_signs_out_from_another_browser_and_from_all_others() => TellAsync(async sessions =>
    {
        var (school, teacher) = await TeacherAsync();
        var (left, lent, here) = (await sessions.OpenAsAsync(teacher), await sessions.OpenAsAsync(teacher), await sessions.OpenAsAsync(teacher));
        await SchoolHome.ShownAsync(left, school);
        await SchoolHome.ShownAsync(lent, school);
        var list = await WhereSignedIn.VisitAsync(here);
        await list.ListsAsync(2);

        await list.SignOutEverywhereElseAsync();

        await (await new SessionNotice(left).SaysAsync("You have been signed out")).TellsAsync("You were signed out from somewhere else.");
        await new SessionNotice(lent).SaysAsync("You have been signed out");
        await list.ListsAsync(0);
        await new SessionNotice(here).IsGoneAsync();
    });

    [BrowserFact]
    public Task Support_signs_somebody_out_everywhere() => TellAsync(async sessions =>
    {
        var (school, teacher) = await TeacherAsync();
        var left = await sessions.OpenAsAsync(teacher);
        await SchoolHome.ShownAsync(left, school);
        var page = await sessions.OpenAsAsync(await Given.SupportAsync());
        await page.GotoAsync($"/support/people/{teacher.UserId}");
        await page.IsLiveAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign them out everywhere" }).ClickAsync();

        await Expect(page.GetByText($"{teacher.Name} is signed out everywhere.")).ToBeVisibleAsync();
        await new SessionNotice(left).SaysAsync("You have been signed out");
        await Expect(page.GetByText("Signed out from elsewhere")).ToBeVisibleAsync();
    });

    [BrowserFact]
    public Task Signing_out_in_one_tab_is_said_in_the_other() => TellAsync(async sessions =>
    {
        var (school, teacher) = await TeacherAsync();
        var page = await sessions.OpenAsAsync(teacher);
        await SchoolHome.ShownAsync(page, school);
        var other = await page.Context.NewPageAsync();
        await SchoolHome.VisitAsync(other, school);

        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await (await new SessionNotice(page).SaysAsync("You have been signed out")).TellsAsync("You signed out in another tab or window.");
    });

    [BrowserFact]
    public Task What_was_typed_is_given_back_after_signing_in_again_in_another_tab() => TellAsync(async sessions =>
    {
        var (school, teacher) = await TeacherAsync();
        var page = await sessions.OpenAsAsync(teacher);
        await TypeAsync(page, school);

        await EndAsync(teacher, TimeSpan.FromSeconds(-1));
        var notice = await (await new SessionNotice(page).SaysAsync("You have been signed out")).TellsAsync("Nothing was done here for 60 minutes.");
        var tab = await notice.SignInAgainAsync(teacher);

        await IsGivenBackAsync(tab);
        await new SessionNotice(page).IsGoneAsync();
        await page.IsLiveAsync();
        await Expect(page.GetByLabel("Full name")).ToHaveValueAsync("");
        await (await InvitationForm.ShownAsync(tab)).SendAsync(Name);
    });

    [BrowserFact]
    public Task What_was_typed_is_given_back_after_signing_in_again_in_the_same_tab() => TellAsync(async sessions =>
    {
        var (school, teacher) = await TeacherAsync();
        var page = await sessions.OpenAsAsync(teacher);
        await TypeAsync(page, school);
        await EndAsync(teacher, TimeSpan.FromSeconds(-1));
        await new SessionNotice(page).SaysAsync("You have been signed out");

        await page.ReloadAsync();
        await (await (await SignInPage.ShownAsync(page)).AskForLinkAsync(teacher)).SignInAsync(teacher);

        await IsGivenBackAsync(page);
        await page.ReloadAsync();
        await InvitationForm.ShownAsync(page);
        await Expect(page.GetByLabel("Full name")).ToHaveValueAsync("");
    });

    [BrowserFact]
    public Task What_was_typed_is_not_given_to_somebody_else() => TellAsync(async sessions =>
    {
        var (school, teacher) = await TeacherAsync();
        var colleague = await Given.SchoolUserAsync(school);
        var page = await sessions.OpenAsAsync(teacher);
        await TypeAsync(page, school);
        await EndAsync(teacher, TimeSpan.FromSeconds(-1));

        var tab = await (await new SessionNotice(page).SaysAsync("You have been signed out")).SignInAgainAsync(colleague);

        await InvitationForm.ShownAsync(tab);
        await Expect(tab.GetByLabel("Full name")).ToHaveValueAsync("");
        await Expect(tab.GetByText("What you had typed is on this page again.")).ToBeHiddenAsync();
        (await page.EvaluateAsync<string?>("() => sessionStorage.getItem('ght-typed')")).ShouldBeNull("it is forgotten as soon as somebody else is here");
        await page.ReloadAsync();
        await InvitationForm.ShownAsync(page);
        await Expect(page.GetByLabel("Full name")).ToHaveValueAsync("");
    });

    [BrowserFact]
    public Task Whoever_is_warned_stays_signed_in_and_goes_on_where_they_were() => TellAsync(async sessions =>
    {
        var (school, teacher) = await TeacherAsync();
        var page = await sessions.OpenAsAsync(teacher);
        await TypeAsync(page, school);
        var before = Now;

        await EndAsync(teacher, TimeSpan.FromSeconds(100));
        await (await new SessionNotice(page).SaysAsync("You will be signed out soon")).StayAsync();

        await Expect(page.GetByLabel("Email address")).ToBeFocusedAsync();
        await Expect(page.GetByLabel("Full name")).ToHaveValueAsync(Name);
        (await Sessions(teacher).Select(s => s.ExpiresAt).SingleAsync()).ShouldBeGreaterThan(before.AddMinutes(59));
    });

    [BrowserFact]
    public Task What_a_page_says_of_its_session_can_be_read_on_a_phone() => TellAsync(async sessions =>
    {
        var (school, teacher) = await TeacherAsync();
        var seen = new Inspection(await sessions.OpenAsAsync(teacher));
        var notice = new SessionNotice(seen.Page);
        await TypeAsync(seen.Page, school);

        await EndAsync(teacher, TimeSpan.FromSeconds(100));
        await notice.SaysAsync("You will be signed out soon");
        await seen.LookAsync("a warning before a session ends");
        await EndAsync(teacher, TimeSpan.FromSeconds(-1));
        await notice.SaysAsync("You have been signed out");
        await seen.LookAsync("a session that is over");
        await seen.Page.ReloadAsync();
        await (await (await SignInPage.ShownAsync(seen.Page)).AskForLinkAsync(teacher)).SignInAsync(teacher);
        await Expect(seen.Page.GetByText("What you had typed is on this page again.")).ToBeVisibleAsync();
        await seen.LookAsync("what was typed is back");
        await Portal.Services.GetRequiredService<RemovalService>().RemoveAsync(await Given.SupportAsync(), teacher.UserId!.Value, "They left the school");
        await notice.SaysAsync("You can no longer use this service");
        await seen.LookAsync("access removed");

        seen.Problems.ShouldBeEmpty();
    });

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private async Task<(School School, Viewer Teacher)> TeacherAsync()
    {
        var school = await Given.SchoolAsync();
        return (school, await Given.SchoolUserAsync(school));
    }

    private async Task TypeAsync(IPage page, School school)
    {
        await page.GotoAsync($"/schools/{school.Urn}/people/invite");
        await InvitationForm.ShownAsync(page);
        await page.GetByLabel("Full name").FillAsync(Name);
        await page.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("Email address").FillAsync(address);
    }

    private async Task IsGivenBackAsync(IPage page)
    {
        await InvitationForm.ShownAsync(page);
        await Expect(page.GetByLabel("Full name")).ToHaveValueAsync(Name);
        await Expect(page.GetByLabel("Email address")).ToHaveValueAsync(address);
        await Expect(page.GetByLabel("Yes", new() { Exact = true })).ToBeCheckedAsync();
        await Expect(page.GetByText("What you had typed is on this page again.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
    }

    private IQueryable<Core.SignIn.Sessions.Session> Sessions(Viewer person) => Portal.Database.Open().Sessions.Where(s => s.UserId == person.UserId && s.EndedAt == null);

    /// <summary>The last use was so long ago that the session ends then, and its pages look at it.</summary>
    private async Task EndAsync(Viewer person, TimeSpan from)
    {
        var end = Now + from;
        await Sessions(person).ExecuteUpdateAsync(set => set.SetProperty(s => s.ExpiresAt, end).SetProperty(s => s.SeenAt, end.AddHours(-1)));
        Portal.Services.GetRequiredService<LiveUpdates>().Publish([Topic.Person(person.UserId!.Value)]);
    }
}
