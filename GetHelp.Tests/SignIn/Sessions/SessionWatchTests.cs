using Bunit;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.People;
using GetHelp.Web.SignIn.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.Sessions;

/// <summary>What an open page says of its session. The page itself is a field, into which somebody has typed.</summary>
public sealed class SessionWatchTests : ScreenTest
{
    private Viewer teacher = null!;

    [Fact]
    public async Task Nothing_is_said_while_the_session_has_its_time()
    {
        var (_, watch, _) = Open();

        Database.Clock.Advance(TimeSpan.FromMinutes(57));

        watch.WaitForAssertion(() => watch.Find("#session").HasAttribute("data-live").ShouldBeTrue());
        watch.FindAll("#session > *").ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_minutes_before_the_end_a_person_is_warned_and_can_stay()
    {
        var (_, watch, secret) = Open();

        Database.Clock.Advance(TimeSpan.FromMinutes(58));
        watch.WaitForAssertion(() => watch.Find("[role=alertdialog] h2").TextContent.ShouldBe("You will be signed out soon"));
        watch.Find("[role=alertdialog]").TextContent.ShouldContain("11:00am");
        await watch.Find("button").ClickAsync(new());

        watch.WaitForAssertion(() => watch.FindAll("[role=alertdialog]").ShouldBeEmpty());
        (await SessionAsync(secret)).ExpiresAt.ShouldBe(Database.Clock.Now.AddMinutes(60));
    }

    [Fact]
    public async Task Work_on_the_page_keeps_the_session_going_and_what_is_pushed_to_the_page_does_not()
    {
        var (_, watch, secret) = Open();
        Database.Clock.Advance(TimeSpan.FromMinutes(10));
        Database.Get<LiveUpdates>().Publish([Topic.Person(teacher.UserId!.Value)]);
        await TimePassesAsync(watch);
        (await SessionAsync(secret)).SeenAt.ShouldBe(Database.Clock.Now.AddMinutes(-10).AddSeconds(-1));

        await watch.Find("#session").TriggerEventAsync("onsessionused", EventArgs.Empty);

        (await SessionAsync(secret)).SeenAt.ShouldBe(Database.Clock.Now);
    }

    [Fact]
    public async Task Work_in_another_tab_takes_the_warning_away_here()
    {
        var (_, watch, secret) = Open();
        Database.Clock.Advance(TimeSpan.FromMinutes(58));
        watch.WaitForAssertion(() => watch.Find("[role=alertdialog]").ShouldNotBeNull());

        await Database.Get<SessionService>().SeenAsync(await SessionAsync(secret));
        Database.Clock.Advance(TimeSpan.FromSeconds(31));

        watch.WaitForAssertion(() => watch.FindAll("[role=alertdialog]").ShouldBeEmpty());
    }

    [Fact]
    public async Task At_its_end_the_page_says_so_and_leads_back_to_where_it_is()
    {
        var (screen, watch, _) = Open();
        screen.Browser.NavigateTo("/schools/100001/order?ipad=3");

        Database.Clock.Advance(TimeSpan.FromMinutes(60));

        watch.WaitForAssertion(() => Says(watch, "You have been signed out"));
        watch.Find("[role=alertdialog]").TextContent.ShouldContain("Nothing was done here for 60 minutes.");
        watch.Find("a").GetAttribute("href").ShouldBe("/sign-in?returnUrl=%2Fschools%2F100001%2Forder%3Fipad%3D3");
        watch.Find("#session").HasAttribute("data-over").ShouldBeTrue();
    }

    [Fact]
    public async Task Signed_out_elsewhere_is_said_at_once()
    {
        var (_, watch, _) = Open();

        await Database.Get<SessionService>().EndAllOfAsync(await Given.SupportAsync(), teacher.UserId!.Value);

        watch.WaitForAssertion(() => watch.Find("[role=alertdialog]").TextContent.ShouldContain("You were signed out from somewhere else."));
    }

    [Fact]
    public async Task A_removed_person_is_told_within_a_minute_even_if_nobody_says_so_and_is_offered_no_way_back()
    {
        var (_, watch, _) = Open();

        await Database.ReadAsync(db => db.Users.Where(u => u.Id == teacher.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, Database.Clock.Now)));
        Database.Clock.Advance(TimeSpan.FromSeconds(31));
        Database.Clock.Advance(TimeSpan.FromSeconds(29));

        watch.WaitForAssertion(() => Says(watch, "You can no longer use this service"));
        watch.FindAll("a").Select(link => link.GetAttribute("href")).ShouldBe(["/contact"]);
    }

    [Fact]
    public async Task Leaving_a_page_whose_session_is_over_asks_for_the_next_one_anew()
    {
        var (screen, watch, _) = Open();
        await Database.Get<SessionService>().EndAllOfAsync(await Given.SupportAsync(), teacher.UserId!.Value);
        watch.WaitForAssertion(() => Says(watch, "You have been signed out"));

        screen.Browser.NavigateTo("/home");

        var moves = screen.Services.GetRequiredService<Bunit.TestDoubles.BunitNavigationManager>().History;
        watch.WaitForAssertion(() => moves.Any(move => move.Uri.EndsWith("/home", StringComparison.Ordinal) && move.Options.ForceLoad).ShouldBeTrue());
    }

    [Fact]
    public async Task What_is_pressed_once_the_session_is_over_is_called_off_and_the_page_stays_as_it_is()
    {
        var (screen, watch, _) = Open();
        var page = screen.Render<PressedPage>();
        await page.Find("input").ChangeAsync(new() { Value = "typed" });
        await Database.ReadAsync(db => db.Users.Where(u => u.Id == teacher.UserId).ExecuteUpdateAsync(set => set.SetProperty(u => u.DeletedAt, Database.Clock.Now)));

        await page.Find("button").ClickAsync(new());

        watch.WaitForAssertion(() => Says(watch, "You can no longer use this service"));
        (page.Instance.Done, page.Find("input").GetAttribute("value")).ShouldBe((0, "typed"));
    }

    [Fact]
    public async Task Nobody_is_watched_where_nobody_is_signed_in()
    {
        var screen = OpenAs(await Given.SupportAsync());
        screen.SignOut();

        screen.Render<CascadingAuthenticationState>(parameters => parameters.AddChildContent<SessionWatch>()).Markup.ShouldBeEmpty();
    }

    protected override async Task BeginAsync() => teacher = await Given.SchoolUserAsync(await Given.SchoolAsync());

    private static void Says(IRenderedComponent<CascadingAuthenticationState> watch, string title) => watch.Find("[role=alertdialog] h2").TextContent.ShouldBe(title);

    private async Task<SessionState> SessionAsync(SignInSecret secret) => (await Database.Get<SessionReader>().FindAsync(secret)).ShouldNotBeNull();

    /// <summary>Whatever the page does about what it was told has been done.</summary>
    private async Task TimePassesAsync(IRenderedComponent<CascadingAuthenticationState> watch)
    {
        Database.Clock.Advance(TimeSpan.FromSeconds(1));
        await watch.InvokeAsync(() => { });
    }

    private (Screen Screen, IRenderedComponent<CascadingAuthenticationState> Watch, SignInSecret Secret) Open()
    {
        var screen = OpenAs(teacher);
        var secret = screen.SignIn(teacher, Database.Clock.Now.AddMinutes(60));
        return (screen, screen.Render<CascadingAuthenticationState>(parameters => parameters.AddChildContent<SessionWatch>()), secret);
    }

    private sealed class PressedPage : ComponentBase
    {
        private string typed = "";

        public int Done { get; private set; }

        [Inject]
        public required CurrentViewer Viewers { get; init; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "input");
            builder.AddAttribute(1, "value", typed);
            builder.AddAttribute(2, "onchange", EventCallback.Factory.CreateBinder(this, value => typed = value ?? "", typed));
            builder.CloseElement();
            builder.OpenElement(3, "button");
            builder.AddAttribute(4, "onclick", EventCallback.Factory.Create(this, PressAsync));
            builder.CloseElement();
        }

        private async Task PressAsync()
        {
            await Viewers.GetAsync();
            Done++;
        }
    }
}
