using System.Net;
using AngleSharp.Dom;
using Bunit;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.People;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People.Invitations;

public sealed class InvitationPagesTests : ScreenTest
{
    [Fact]
    public async Task What_is_typed_is_checked_once_more_and_sent()
    {
        var school = await Given.SchoolAsync("Rowan School");
        var ada = await Given.SchoolUserAsync(school, name: "Ada Hill");
        var screen = OpenAs(ada);
        var form = Invite(school, screen);
        await TypeAsync(form, "Dee Low", "Dee.Low@example.net", "01632 960 001");
        await form.Find("#orders-education").ChangeAsync("yes");

        await form.Find("form").SubmitAsync();

        screen.Path.ShouldStartWith($"/schools/{school.Urn}/people/invite/check?draft=");
        Uri.UnescapeDataString(screen.Path).ShouldNotContain("Dee Low", Case.Insensitive, "an address is no place for a name");
        screen.Path.ShouldNotContain("example.net", Case.Insensitive, "nor for somebody's address");
        var check = Check(school, screen);
        check.FindAll(".summary-row").Select(row => row.QuerySelector("dd")!.TextContent.Trim()).ShouldBe(["Dee Low", "dee.low@example.net", "01632 960 001", "Yes"]);
        await check.Find("#send").ClickAsync();

        var dee = (await PeopleAsync(school)).People[1];
        (dee.Name, dee.MayOrder(Account.Education)).ShouldBe(("Dee Low", true));
        screen.Path.ShouldBe($"/schools/{school.Urn}/people/{dee.UserId}/invited");
        var done = Done(school, screen, dee.UserId);
        done.Find(".panel h1").TextContent.ShouldBe("Dee Low is invited");
        done.Find(".panel").TextContent.ShouldContain("dee.low@example.net");
        done.FindAll(".notice").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_way_back_leads_to_what_was_typed()
    {
        var school = await Given.SchoolAsync();
        var screen = OpenAs(await Given.SchoolUserAsync(school));
        var form = Invite(school, screen);
        await TypeAsync(form, "Dee Low", "dee.low@example.net", "");
        await form.Find("#orders-education-no").ChangeAsync("no");
        await form.Find("form").SubmitAsync();

        var back = Check(school, screen).Find(".back-link").GetAttribute("href")!;

        var again = Invite(school, screen, back);
        again.Find("#full-name").GetAttribute("value").ShouldBe("Dee Low");
        again.Find("#email-address").GetAttribute("value").ShouldBe("dee.low@example.net");
        again.Find("#orders-education-no").HasAttribute("checked").ShouldBeTrue();
    }

    [Fact]
    public async Task Everything_to_be_put_right_is_said_at_its_field_and_what_was_typed_stays()
    {
        var school = await Given.SchoolAsync();
        var screen = OpenAs(await Given.SchoolUserAsync(school));
        var form = Invite(school, screen);
        await TypeAsync(form, "D", "dee at example.net", "ask me");

        await form.Find("form").SubmitAsync();

        screen.Path.ShouldBe($"/schools/{school.Urn}/people/invite");
        Errors(form).ShouldBe(
        [
            ("#full-name", "Enter a full name of 2 to 1,024 characters."),
            ("#email-address", "Enter an email address in the correct format, like name@example.com"),
            ("#telephone", "Enter a telephone number, such as 01632 960 001, or leave it empty."),
            ("#orders-education", "Say whether they can order."),
        ]);
        form.Find("#email-address").GetAttribute("value").ShouldBe("dee at example.net");
        form.Find("#email-address-error").TextContent.ShouldContain("Enter an email address");
    }

    [Fact]
    public async Task Somebody_who_is_here_already_is_an_error_at_the_address()
    {
        var school = await Given.SchoolAsync("Rowan School");
        var ada = await Given.SchoolUserAsync(school, name: "Ada Hill");
        var form = Invite(school, OpenAs(ada));
        await TypeAsync(form, "Ada Hill", ada.EmailAddress.ToUpperInvariant(), "");
        await form.Find("#orders-education").ChangeAsync("yes");

        await form.Find("form").SubmitAsync();

        Errors(form).ShouldBe([("#email-address", "Ada Hill has this email address and is one of the people of Rowan School already. Enter another one.")]);
    }

    [Fact]
    public async Task At_the_limit_the_form_says_so_and_invites_without_ordering()
    {
        var school = await Given.SchoolAsync("Rowan School");
        var ada = await Given.SchoolUserAsync(school, name: "Ada Hill");
        await Given.SchoolUserAsync(school, name: "Ben Okoro");
        await Given.SchoolUserAsync(school, name: "Cy Marsh");
        var screen = OpenAs(ada);
        var form = Invite(school, screen);
        form.Find(".notice").TextContent.ShouldContain("Up to 3 people can order for Rowan School. Now they are Ada Hill, Ben Okoro and Cy Marsh.");
        form.FindAll("input[type=radio]").ShouldBeEmpty();
        await TypeAsync(form, "Dee Low", "dee.low@example.net", "");

        await form.Find("form").SubmitAsync();
        await Check(school, screen).Find("#send").ClickAsync();

        (await PeopleAsync(school)).People[3].OrdersOn.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_lost_the_last_place_meanwhile_reads_that_they_are_invited_without_ordering()
    {
        var school = await Given.SchoolAsync("Rowan School");
        var ada = await Given.SchoolUserAsync(school, name: "Ada Hill");
        await Given.SchoolUserAsync(school, name: "Ben Okoro");
        var screen = OpenAs(ada);
        var form = Invite(school, screen);
        await TypeAsync(form, "Dee Low", "dee.low@example.net", "");
        await form.Find("#orders-education").ChangeAsync("yes");
        await form.Find("form").SubmitAsync();
        var check = Check(school, screen);
        check.FindAll(".notice").ShouldBeEmpty();

        await Database.Get<InvitationService>().InviteAsync(ada, OrganisationId.School(school.Id), new()
        {
            Person = new() { Name = "Cy Marsh", EmailAddress = "cy.marsh@example.net" },
            OrdersOn = [Account.Education],
        });

        check.WaitForAssertion(() => check.Find(".notice").TextContent.ShouldContain("They would be invited without ordering"));
        await check.Find("#send").ClickAsync();
        var dee = (await PeopleAsync(school)).People[3];
        screen.Path.ShouldBe($"/schools/{school.Urn}/people/{dee.UserId}/invited?asked-to-order=yes");
        Done(school, screen, dee.UserId).Find(".notice").TextContent.ShouldContain("Now they are Ada Hill, Ben Okoro and Cy Marsh.");
    }

    [Fact]
    public async Task Somebody_who_uses_the_service_for_others_is_added_under_their_own_name()
    {
        var (school, other) = (await Given.SchoolAsync("Rowan School"), await Given.SchoolAsync());
        var ada = await Given.SchoolUserAsync(school);
        var ben = await Given.SchoolUserAsync(other, name: "Ben Okoro");
        var screen = OpenAs(ada);
        var form = Invite(school, screen);
        await TypeAsync(form, "B. Okoro", ben.EmailAddress, "");
        await form.Find("#orders-education").ChangeAsync("yes");
        await form.Find("form").SubmitAsync();

        await Check(school, screen).Find("#send").ClickAsync();

        screen.Path.ShouldBe($"/schools/{school.Urn}/people/{ben.UserId}/invited?known=yes");
        Done(school, screen, ben.UserId!.Value).Find(".panel h1").TextContent.ShouldBe("Ben Okoro is added");
    }

    [Fact]
    public async Task An_authority_is_asked_about_each_account_that_its_person_has_a_say_on()
    {
        var body = await Given.ResponsibleBodyAsync();
        await Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var social = await Given.ResponsibleBodyUserAsync(body, orders: false, socialCare: true);
        var screen = OpenAs(social);
        screen.Browser.NavigateTo($"{PeopleLinks.OfResponsibleBody(body.Id)}/invite");
        var form = screen.Render<InvitePersonPage>(parameters => parameters.Add(p => p.Id, body.Id));
        form.WaitForElement("form");

        form.FindAll("legend").Select(legend => legend.TextContent).ShouldBe(["Can they order devices on the social care account?"]);
        form.Find(".notice h2").TextContent.ShouldBe("They cannot order on the education account for now");
    }

    [Fact]
    public async Task Where_nobody_is_yet_support_reads_that_the_first_person_can_always_order()
    {
        var school = await Given.SchoolAsync();
        var screen = OpenAs(await Given.SupportAsync());
        var form = Invite(school, screen);
        form.Find(".notice").TextContent.ShouldContain("The first person can always order");
        await TypeAsync(form, "Dee Low", "dee.low@example.net", "");

        await form.Find("form").SubmitAsync();
        await Check(school, screen).Find("#send").ClickAsync();

        (await PeopleAsync(school)).People.ShouldHaveSingleItem().OrdersOn.ShouldBe([Account.Education]);
    }

    [Fact]
    public async Task A_draft_that_nobody_can_read_is_asked_for_again()
    {
        var school = await Given.SchoolAsync();
        var screen = OpenAs(await Given.SchoolUserAsync(school));
        screen.Browser.NavigateTo($"{PeopleLinks.OfSchool(school.Urn)}/invite/check?draft=edited");

        screen.Render<CheckInvitationPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));

        await Eventually.BecomesTrueAsync("it is asked for", () => screen.Path == $"/schools/{school.Urn}/people/invite");
    }

    [Fact]
    public async Task The_list_says_who_is_awaited_and_sends_the_invitation_again()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school);
        var dee = (await Database.Get<InvitationService>().InviteAsync(
            ada, OrganisationId.School(school.Id), new() { Person = new() { Name = "Dee Low", EmailAddress = "dee.low@example.net" } })).Value.UserId;
        var screen = OpenAs(ada);
        screen.Browser.NavigateTo(PeopleLinks.OfSchool(school.Urn));
        var page = screen.Render<PeoplePage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement("h1");
        page.FindAll("tbody tr")[1].TextContent.ShouldContain("Not signed in yet");

        await page.Find($"#invite-again-{dee}").ClickAsync();
        page.Find(".error-summary a").TextContent.ShouldStartWith("An invitation was sent to Dee Low only just now. You can send another one after ");
        Database.Clock.Advance(InvitationRules.BetweenInvitations);
        await page.Find($"#invite-again-{dee}").ClickAsync();

        page.Find("[role=status] h2").TextContent.ShouldBe("Dee Low is sent an invitation");
        page.FindAll(".error-summary").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_pages_are_for_the_organisations_own_people_and_for_support()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync();
        var school = await portal.Given.SchoolAsync(body: body);
        var teacher = await portal.Given.SchoolUserAsync(school, orders: false);
        var robin = await portal.Given.ResponsibleBodyUserAsync(body);
        var draft = portal.Services.GetRequiredService<InvitationProtection>().Protect(new() { Name = "Dee Low", EmailAddress = "dee.low@example.net" });
        (Viewer Who, HttpStatusCode School, HttpStatusCode Body)[] table =
        [
            (teacher, HttpStatusCode.OK, HttpStatusCode.NotFound),
            (robin, HttpStatusCode.NotFound, HttpStatusCode.OK),
            (await portal.Given.SupportAsync(), HttpStatusCode.OK, HttpStatusCode.OK),
            (await portal.Given.SupplierUserAsync(), HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()), HttpStatusCode.NotFound, HttpStatusCode.NotFound),
        ];

        foreach (var (who, ofSchool, ofBody) in table)
        {
            var browser = await portal.OpenAsAsync(who);
            foreach (var (address, person, expected) in new[] { (PeopleLinks.OfSchool(school.Urn), teacher, ofSchool), (PeopleLinks.OfResponsibleBody(body.Id), robin, ofBody) })
            {
                foreach (var page in new[] { "/invite", $"/invite/check?draft={Uri.EscapeDataString(draft)}", $"/{person.UserId}", $"/{person.UserId}/invited" })
                {
                    (await browser.GetAsync(address + page)).Status.ShouldBe(expected, $"{who.Name}: {address}{page}");
                }
            }

            (await browser.GetAsync($"{PeopleLinks.OfSchool(school.Urn)}/{robin.UserId}")).Status.ShouldBe(HttpStatusCode.NotFound, "not one of its people");
        }

        (await portal.Open().GetAsync($"{PeopleLinks.OfSchool(school.Urn)}/invite")).Location.ShouldStartWith("/sign-in");
    }

    private static async Task TypeAsync(IRenderedComponent<InvitePersonPage> form, string name, string emailAddress, string telephone)
    {
        await form.Find("#full-name").ChangeAsync(name);
        await form.Find("#email-address").ChangeAsync(emailAddress);
        await form.Find("#telephone").ChangeAsync(telephone);
    }

    private static IEnumerable<(string Field, string Message)> Errors(IRenderedComponent<InvitePersonPage> form) =>
        form.FindAll(".error-summary a").Select(a => (a.GetAttribute("href")![a.GetAttribute("href")!.IndexOf('#')..], a.TextContent));

    private async Task<OrganisationPeople> PeopleAsync(School school) =>
        (await Database.Get<PeopleReader>().OfSchoolAsync(await Given.SupportAsync(), school.Urn)).ShouldNotBeNull();

    private static IRenderedComponent<InvitePersonPage> Invite(School school, Screen screen, string? address = null)
    {
        screen.Browser.NavigateTo(address ?? $"{PeopleLinks.OfSchool(school.Urn)}/invite");
        var page = screen.Render<InvitePersonPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement("form");
        return page;
    }

    private static IRenderedComponent<CheckInvitationPage> Check(School school, Screen screen)
    {
        var page = screen.Render<CheckInvitationPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement("#send");
        return page;
    }

    private static IRenderedComponent<InvitedPage> Done(School school, Screen screen, int userId)
    {
        var page = screen.Render<InvitedPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()).Add(p => p.Person, userId));
        page.WaitForElement(".panel");
        return page;
    }
}
