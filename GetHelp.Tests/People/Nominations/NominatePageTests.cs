using System.Net;
using Bunit;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.People.Nominations;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.People;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People.Nominations;

public sealed class NominatePageTests : ScreenTest
{
    private ResponsibleBody authority = null!;
    private Viewer first = null!;

    [Fact]
    public void It_names_its_account_the_limit_and_as_many_places_as_there_are()
    {
        var page = Show(OpenAs(first), "social-care");

        page.Find("h1").TextContent.ShouldContain("Nominate colleagues who can order for social care");
        page.Find(".account strong").TextContent.ShouldBe("Social care");
        page.Find(".account a").GetAttribute("href").ShouldBe(PeopleLinks.Nominate(authority.Id, Account.Education));
        page.Markup.ShouldContain($"The first person, {first.Name}, can always order. Up to 5 colleagues can order on their behalf on each account.");
        page.FindAll("fieldset").Count.ShouldBe(5);
    }

    [Fact]
    public async Task Those_who_are_typed_are_nominated_and_the_next_page_says_what_became_of_each()
    {
        var here = await Given.ResponsibleBodyUserAsync(authority, orders: false);
        var screen = OpenAs(first);
        var page = Show(screen, "social-care");

        await TypeAsync(page, 1, "Dee Low", "dee.low@barsetshire.example.org");
        await TypeAsync(page, 3, "Whoever", here.EmailAddress);
        await page.Find("form").SubmitAsync();

        screen.Path.ShouldStartWith($"/responsible-bodies/{authority.Id}/people/nominate/social-care/done?");
        var done = screen.Render<NominatedPage>(p => p.Add(x => x.Id, authority.Id).Add(x => x.AccountSlug, "social-care"));
        done.WaitForElement("h1").TextContent.ShouldBe("2 colleagues are nominated to order for social care");
        done.FindAll("dt").Select(dt => dt.TextContent.Trim()).ShouldBe([here.Name, "Dee Low"]);
        done.FindAll("dd")[0].TextContent.ShouldContain("Told by email: they were among your people already");
        done.FindAll("dd")[1].TextContent.ShouldContain("Invited by email");
        Show(screen, "social-care").Markup.ShouldContain("2 of 5 colleagues can order for social care now");
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_what_was_typed_stays()
    {
        var page = Show(OpenAs(first), "education");
        await TypeAsync(page, 1, "Dee Low", "dee.low@barsetshire.example.org");
        await TypeAsync(page, 2, "Ed Marsh", "dee.low@barsetshire.example.org");

        await page.Find("form").SubmitAsync();

        page.Find(".error-summary a").GetAttribute("href").ShouldEndWith("#email-address-2");
        page.Find("#email-address-2-error").TextContent.ShouldContain("Colleague 1 has this email address");
        page.Find("#full-name-2").GetAttribute("value").ShouldBe("Ed Marsh");
        (await Database.Get<PeopleReader>().OfResponsibleBodyAsync(first, authority.Id)).ShouldNotBeNull().People.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_form_that_is_sent_empty_asks_for_somebody()
    {
        var page = Show(OpenAs(first), "education");

        await page.Find("form").SubmitAsync();

        page.Find(".error-summary a").TextContent.ShouldBe("Enter the name and email address of at least one colleague.");
    }

    [Fact]
    public async Task When_places_are_taken_meanwhile_what_was_typed_stays()
    {
        var page = Show(OpenAs(first), "education");
        await TypeAsync(page, 4, "Dee Low", "dee.low@barsetshire.example.org");

        (await Database.Get<NominationService>().NominateAsync(first, OrganisationId.ResponsibleBody(authority.Id), new()
        {
            Account = Account.Education,
            Nominees = [.. Enumerable.Range(1, 4).Select(row => new Nominee(row, new() { Name = $"Person {row}", EmailAddress = $"{Guid.NewGuid():N}@example.org" }))],
        })).Refusals.ShouldBeEmpty();

        page.WaitForAssertion(() => page.Markup.ShouldContain("4 of 5 colleagues can order for schools now"));
        page.Find("#full-name-4").GetAttribute("value").ShouldBe("Dee Low");
    }

    [Fact]
    public async Task Where_there_is_no_place_left_and_for_who_has_no_say_there_is_no_form()
    {
        var onlooker = await Given.ResponsibleBodyUserAsync(authority, orders: false);
        var page = Show(OpenAs(onlooker), "education");
        page.FindAll("form").ShouldBeEmpty();
        page.Find(".notice").TextContent.ShouldContain($"Only people who order for {authority.Name} on the education account can change this. Ask {first.Name}.");

        for (var i = 0; i < 5; i++)
        {
            await Given.ResponsibleBodyUserAsync(authority);
        }

        page = Show(OpenAs(first), "education");
        page.FindAll("form").ShouldBeEmpty();
        page.Find(".notice").TextContent.ShouldContain("Stop a colleague first.");
    }

    [Fact]
    public async Task The_form_is_found_by_the_bodys_own_people_and_support_on_accounts_that_there_are()
    {
        await using var portal = await Portal.StartAsync();
        var trust = await portal.Given.ResponsibleBodyAsync(kind: ResponsibleBodyKind.Trust);
        (Viewer Who, HttpStatusCode Status)[] table =
        [
            (await portal.Given.ResponsibleBodyUserAsync(trust), HttpStatusCode.OK),
            (await portal.Given.SupportAsync(), HttpStatusCode.OK),
            (await portal.Given.ResponsibleBodyUserAsync(await portal.Given.ResponsibleBodyAsync()), HttpStatusCode.NotFound),
        ];

        foreach (var (who, status) in table)
        {
            var browser = await portal.OpenAsAsync(who);
            (await browser.GetAsync(PeopleLinks.Nominate(trust.Id, Account.Education))).Status.ShouldBe(status, who.Name);
            (await browser.GetAsync(PeopleLinks.Nominate(trust.Id, Account.SocialCare))).Status.ShouldBe(HttpStatusCode.NotFound, "a trust has no such account");
            (await browser.GetAsync($"{PeopleLinks.OfResponsibleBody(trust.Id)}/nominate/anything")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_trust_reads_of_no_accounts()
    {
        var trust = await Given.ResponsibleBodyAsync(kind: ResponsibleBodyKind.Trust);
        var screen = OpenAs(await Given.ResponsibleBodyUserAsync(trust));

        var page = screen.Render<NominatePage>(p => p.Add(x => x.Id, trust.Id).Add(x => x.AccountSlug, "education"));

        page.WaitForElement("h1").TextContent.Trim().ShouldEndWith("Nominate colleagues who can order");
        page.FindAll(".account").ShouldBeEmpty();
    }

    protected override async Task BeginAsync()
    {
        authority = await Given.ResponsibleBodyAsync("Barsetshire");
        first = await Given.ResponsibleBodyUserAsync(authority, socialCare: true);
    }

    private IRenderedComponent<NominatePage> Show(Screen screen, string account)
    {
        screen.Browser.NavigateTo($"/responsible-bodies/{authority.Id}/people/nominate/{account}");
        var page = screen.Render<NominatePage>(p => p.Add(x => x.Id, authority.Id).Add(x => x.AccountSlug, account));
        page.WaitForElement("h1");
        return page;
    }

    private static async Task TypeAsync(IRenderedComponent<NominatePage> page, int row, string name, string address)
    {
        await page.Find($"#full-name-{row}").ChangeAsync(name);
        await page.Find($"#email-address-{row}").ChangeAsync(address);
    }
}
