using GetHelp.Core.People;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Tests.Stories.Pages;
using GetHelp.Tests.TestSupport.Browsers;
using GetHelp.Web.Limits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Shouldly;
using static Microsoft.Playwright.Assertions;

namespace GetHelp.Tests.Stories;

/// <summary>A link from asking for it to being in: every way it can be wrong, and when it is enough.</summary>
public sealed class SignInLinkTests(Stage stage) : StoryTest(stage)
{
    /// <summary>So many may one client ask for and be told that they are nobody's.</summary>
    private static readonly string[] NobodysAddresses = ["one@example.net", "two@example.net", "three@example.net"];

    [BrowserFact]
    public Task Each_link_that_is_wrong_says_why_and_the_new_one_leads_to_the_page_that_was_wanted() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Spindle School");
        var teacher = await Given.SchoolUserAsync(school);
        var page = await sessions.OpenAsync();
        var seen = new Inspection(page);

        await page.GotoAsync($"/schools/{school.Urn}/details");
        var mailbox = await (await SignInPage.ShownAsync(page)).AskForLinkAsync(teacher);
        var first = await mailbox.LinkOfAsync(teacher);
        await page.GotoAsync(first.Replace("&returnUrl", "x&returnUrl"));
        await SaysAsync("Your link does not work");

        var second = await AskAgainAsync(page, teacher, first);
        await page.GotoAsync(first);
        await SaysAsync("There is a newer link");

        await ChangeAsync("ExpiresAt");
        await page.GotoAsync(second);
        await SaysAsync("Your link has expired");

        var third = await AskAgainAsync(page, teacher, second);
        await page.GotoAsync(third);
        await page.ShowsHeadingAsync("Continue to sign in");
        NothingSecretIn(page);
        await page.GetByRole(AriaRole.Button, new() { Name = $"Continue as {teacher.Name}" }).ClickAsync();
        await page.ShowsHeadingAsync("Organisation details");

        var elsewhere = await sessions.OpenAsync();
        await elsewhere.GotoAsync(third);
        await elsewhere.ShowsHeadingAsync("Your link has been used");
        await Expect(elsewhere.GetByRole(AriaRole.Link, new() { Name = "Get a new link" })).ToBeVisibleAsync();
        seen.Problems.ShouldBeEmpty();

        async Task SaysAsync(string heading)
        {
            await page.ShowsHeadingAsync(heading);
            NothingSecretIn(page);
            await seen.LookAsync(heading);
            await page.GetByRole(AriaRole.Link, new() { Name = "Get a new link" }).ClickAsync();
            await SignInPage.ShownAsync(page);
        }

        Task ChangeAsync(string column) => Portal.Database.ReadAsync(db => db.MagicLinks.Where(l => l.UserId == teacher.UserId)
            .ExecuteUpdateAsync(set => set.SetProperty(l => EF.Property<DateTime?>(l, column), DateTime.UnixEpoch)));
    });

    [BrowserFact]
    public Task On_another_device_somebody_says_that_they_asked_and_is_in() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Alder School");
        var teacher = await Given.SchoolUserAsync(school);
        var computer = await sessions.OpenAsync();
        var phone = await sessions.OpenAsync(new() { Width = 320, Height = 640 });
        var link = await (await (await SignInPage.VisitAsync(computer)).AskForLinkAsync(teacher)).LinkOfAsync(teacher);

        await phone.GotoAsync(link);
        var asks = await DidYouAsk.ShownAsync(phone);
        await asks.ContinueAsync(teacher);
        await asks.AsksToTickAsync();
        var seen = new Inspection(phone);
        await seen.LookAsync("a link that was asked for elsewhere, not confirmed");
        await asks.TickAsync();
        await asks.ContinueAsync(teacher);

        await SchoolHome.ShownAsync(phone, school);
        seen.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task A_link_to_an_address_that_has_changed_signs_nobody_in() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Buckthorn School");
        var (ada, ben) = (await Given.SchoolUserAsync(school), await Given.SchoolUserAsync(school));
        var page = await sessions.OpenAsync();
        var link = await (await (await SignInPage.VisitAsync(page)).AskForLinkAsync(ben)).LinkOfAsync(ben);
        var people = Portal.Services.GetRequiredService<PersonService>();
        var before = new PersonDetails { Name = ben.Name, EmailAddress = ben.EmailAddress, Telephone = ben.Telephone ?? "" };

        (await people.ChangeAsync(ada, new() { SchoolId = school.Id }, ben.UserId!.Value, new() { Before = before, Details = before with { EmailAddress = $"new.{ben.EmailAddress}" } }))
            .Refusals.ShouldBeEmpty();
        await page.GotoAsync(link);

        await page.ShowsHeadingAsync("Your link does not work");
        await Expect(page.GetByText("get a new link with the new address")).ToBeVisibleAsync();
    });

    [BrowserFact]
    public Task Somebody_has_the_email_sent_again_until_it_is_enough_for_an_hour() => TellAsync(async sessions =>
    {
        var teacher = await Given.SchoolUserAsync(await Given.SchoolAsync());
        var page = await sessions.OpenAsync();
        var seen = new Inspection(page);
        await (await SignInPage.VisitAsync(page)).AskAsync(teacher.EmailAddress);
        var check = await CheckYourEmail.ShownAsync(page);
        await check.SaysAsync($"We have sent a link to {teacher.EmailAddress}");
        page.Url.ShouldNotContain("example");

        await check.SendAgainAsync();
        await check.SaysAsync("If two emails come, only the link in the newest one works");
        await seen.LookAsync("the email was sent again");
        for (var more = 3; more <= 6; more++)
        {
            await check.SendAgainAsync();
        }

        await page.ShowsHeadingAsync("Wait before you ask for another link");
        await check.SaysAsync("5 links have been asked for with this email address");
        await check.SaysAsync("You can ask again after");
        await seen.LookAsync("too many links");
        seen.Problems.ShouldBeEmpty();
    });

    [BrowserFact]
    public Task Whoever_tries_out_addresses_is_soon_told_the_same_of_all() => TellAsync(async sessions =>
    {
        var teacher = await Given.SchoolUserAsync(await Given.SchoolAsync());
        var page = await sessions.OpenAsync();
        await page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["X-Forwarded-For"] = "203.0.113.77" }); // a network of its own
        foreach (var nobody in NobodysAddresses)
        {
            await (await SignInPage.VisitAsync(page)).AskAsync(nobody);
            await page.ShowsHeadingAsync("We do not recognise that email address");
        }

        foreach (var address in new[] { "four@example.net", teacher.EmailAddress })
        {
            await (await SignInPage.VisitAsync(page)).AskAsync(address);
            await (await CheckYourEmail.ShownAsync(page)).SaysAsync($"If somebody with the address {address} can use this service");
        }

        var mailbox = await MailboxPage.VisitAsync(page);
        await mailbox.SignInAsync(teacher);
        await page.IsSettledAsync();
    });

    [BrowserFact]
    public Task Somebody_with_too_many_pages_open_is_told_and_goes_on_after_closing_one() => TellAsync(async sessions =>
    {
        var school = await Given.SchoolAsync("Medlar School");
        var teacher = await Given.SchoolUserAsync(school);
        var page = await sessions.OpenAsAsync(teacher);
        await SchoolHome.ShownAsync(page, school);
        var most = Portal.Services.GetRequiredService<IOptions<LimitOptions>>().Value.CircuitsPerPerson;
        var circuits = Portal.Services.GetRequiredService<OpenCircuits>();
        var elsewhere = new CircuitOwner(teacher.UserId, ClientAddress.Of(System.Net.IPAddress.Parse("203.0.113.78")));
        for (var open = 2; open < most; open++)
        {
            circuits.Opened(elsewhere); // all but the page above, and the next one
        }

        var last = await page.Context.NewPageAsync();
        await last.GotoAsync($"/schools/{school.Urn}/details");
        await last.IsLiveAsync();
        var tooMany = await page.Context.NewPageAsync();
        (await tooMany.GotoAsync($"/schools/{school.Urn}"))!.Status.ShouldBe(429);
        await tooMany.ShowsHeadingAsync("Too many pages are open");
        await Expect(tooMany.GetByText($"You have {most} pages of this service open")).ToBeVisibleAsync();
        var seen = new Inspection(tooMany);
        await seen.LookAsync("too many pages are open");

        await last.CloseAsync();
        do
        {
            await tooMany.ReloadAsync(); // the portal hears of it when the browser has said so
        }
        while (await tooMany.GetByRole(AriaRole.Heading, new() { Name = "Too many pages are open" }).CountAsync() > 0);

        await SchoolHome.ShownAsync(tooMany, school);
        await tooMany.IsLiveAsync();
        seen.Problems.ShouldBeEmpty();
    });

    private static void NothingSecretIn(IPage page) => new Uri(page.Url).PathAndQuery.ShouldBe("/sign-in/continue");

    /// <summary>Asks for one more link on the page of signing in, and waits until it has come.</summary>
    private static async Task<string> AskAgainAsync(IPage page, Viewer person, string before)
    {
        await (await SignInPage.ShownAsync(page)).AskAsync(person.EmailAddress);
        var mailbox = await (await CheckYourEmail.ShownAsync(page)).OpenMailboxAsync();
        while (await mailbox.LinkOfAsync(person) == before)
        {
            await page.ReloadAsync();
        }

        return await mailbox.LinkOfAsync(person);
    }
}
