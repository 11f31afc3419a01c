using System.Net;
using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using GetHelp.Web.People;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People;

public sealed class PeoplePagesTests : ScreenTest
{
    [Fact]
    public async Task A_person_is_let_order_and_stopped_with_one_button()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school, name: "Ada Hill");
        var ben = await Given.SchoolUserAsync(school, orders: false, name: "Ben Okoro");
        var page = Show(school, OpenAs(ada));
        page.FindAll("tbody tr").Count.ShouldBe(2);
        page.Find("tbody tr").TextContent.ShouldContain("First person");
        page.FindAll(Button(ada)).ShouldBeEmpty("the first person can always order");

        await page.Find(Button(ben)).ClickAsync();

        page.Find("[role=status] h2").TextContent.ShouldBe("Ben Okoro can order");
        page.Markup.ShouldContain("2 of 3 people can order now");
        await page.InvokeAsync(() => page.Find(Button(ben)).ClickAsync()); // the page hears of the first press, and must not be drawn anew between finding and pressing
        page.Find("[role=status] h2").TextContent.ShouldBe("Ben Okoro can no longer order");
        page.Find(Button(ben)).TextContent.ShouldContain("Allow");
    }

    [Fact]
    public async Task At_the_limit_the_page_says_what_to_do_and_a_press_says_who_orders()
    {
        var school = await Given.SchoolAsync("Rowan School");
        var ada = await Given.SchoolUserAsync(school, name: "Ada Hill");
        await Given.SchoolUserAsync(school, name: "Ben Okoro");
        await Given.SchoolUserAsync(school, name: "Cy Marsh");
        var dee = await Given.SchoolUserAsync(school, orders: false, name: "Dee Low");
        var page = Show(school, OpenAs(ada));
        page.Markup.ShouldContain("To let somebody else order, stop one of them first.");

        await page.Find(Button(dee)).ClickAsync();

        var error = page.Find(".error-summary a");
        error.TextContent.ShouldBe("Up to 3 people can order for Rowan School. Now they are Ada Hill, Ben Okoro and Cy Marsh. Stop one of them first.");
        error.GetAttribute("href").ShouldEndWith(Button(dee));
        page.FindAll("[role=status] .notice").ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_who_does_not_order_sees_who_does_and_changes_nothing()
    {
        var school = await Given.SchoolAsync();
        await Given.SchoolUserAsync(school);
        await Given.SchoolUserAsync(school);

        var me = await Given.SchoolUserAsync(school, orders: false);
        var page = Show(school, OpenAs(me));

        page.FindAll("tbody tr").Count.ShouldBe(3);
        page.FindAll("tbody button[id^=education]").ShouldBeEmpty();
        page.FindAll("tbody a[href$='/remove']").ShouldHaveSingleItem().GetAttribute("href").ShouldBe($"/schools/{school.Urn}/people/{me.UserId}/remove", "who leaves, leaves by themselves");
        page.Markup.ShouldContain("Only people who can order can change who orders.");
    }

    [Fact]
    public async Task A_local_authority_has_a_column_for_each_account_and_each_is_changed_by_who_orders_on_it()
    {
        var body = await Given.ResponsibleBodyAsync();
        await Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var social = await Given.ResponsibleBodyUserAsync(body, orders: false, socialCare: true);
        var other = await Given.ResponsibleBodyUserAsync(body, orders: false);
        var page = Show(body, OpenAs(social));

        page.FindAll("thead th").Select(th => th.TextContent).ShouldBe(["Person", "Last signed in", "Education", "Social care", "Change or remove"]);
        page.FindAll($"#education-{other.UserId}").ShouldBeEmpty();
        await page.Find($"#social-care-{other.UserId}").ClickAsync();

        page.Find("[role=status] h2").TextContent.ShouldBe($"{other.Name} can order on the social care account");
    }

    [Fact]
    public async Task What_a_colleague_changes_meanwhile_shows()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school);
        var ben = await Given.SchoolUserAsync(school, orders: false);
        var page = Show(school, OpenAs(ben));

        await Database.Get<WhoOrdersService>().AllowAsync(ada, OrganisationId.School(school.Id), ben.UserId!.Value, Account.Education);

        page.WaitForAssertion(() => page.FindAll("tbody .tag.success").Count.ShouldBe(2));
        page.WaitForAssertion(() => page.Find(Button(ben)).TextContent.ShouldContain("Stop"));
    }

    [Fact]
    public async Task Removing_asks_once_more_and_says_what_stays()
    {
        var school = await Given.SchoolAsync("Rowan School");
        var ada = await Given.SchoolUserAsync(school);
        var ben = await Given.SchoolUserAsync(school, name: "Ben Okoro");
        var screen = OpenAs(ada);
        var page = Ask(school, screen, ben);
        page.Find("h1").TextContent.ShouldContain("Remove Ben Okoro?");
        page.Find("main ul, ul").TextContent.ShouldContain("Orders that they placed stay as they are.");

        await page.Find("#remove").ClickAsync();

        screen.Path.ShouldBe($"/schools/{school.Urn}/people?removed=yes");
        Show(school, screen, "?removed=yes").Find("[role=status] h2").TextContent.ShouldBe("That person is removed");
    }

    [Fact]
    public async Task Whoever_removes_themselves_reads_who_comes_next_and_is_led_home()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school);
        var ben = await Given.SchoolUserAsync(school, orders: false, name: "Ben Okoro");
        var screen = OpenAs(ada);
        var page = Ask(school, screen, ada);
        page.Markup.ShouldContain("Ben Okoro becomes the first person");

        await page.Find("#remove").ClickAsync();

        screen.Path.ShouldBe("/home");
        (await Database.Get<Viewers>().FindAsync(ben.UserId!.Value)).ShouldNotBeNull().OrdersForSchoolIds.ShouldBe([school.Id]);
    }

    [Fact]
    public async Task Where_somebody_cannot_be_removed_the_page_says_why_and_has_no_button()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school, name: "Ada Hill");
        var page = Ask(school, OpenAs(await Given.SchoolUserAsync(school)), ada);

        page.Find(".notice").TextContent.ShouldContain("Ada Hill is the first person. They can remove themselves, or support can.");
        page.FindAll("#remove").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_centrally_managed_school_reads_that_its_responsible_body_orders()
    {
        var body = await Given.ResponsibleBodyAsync("Barsetshire");
        var school = await Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);

        Show(school, OpenAs(await Given.SchoolUserAsync(school))).Find(".notice h2").TextContent.ShouldBe("Barsetshire orders for this school");
    }

    [Fact]
    public async Task An_order_page_shows_at_once_that_a_responsible_bodys_colleague_may_order()
    {
        var body = await Given.ResponsibleBodyAsync();
        var first = await Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var colleague = await Given.ResponsibleBodyUserAsync(body, orders: false);
        var school = await Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);
        var screen = OpenAs(colleague);
        screen.Browser.NavigateTo(OrderLinks.SchoolHome(school.Urn));
        var page = screen.Render<SchoolHomePage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement(".notice");
        page.FindAll("a.button").ShouldBeEmpty();

        await Database.Get<WhoOrdersService>().AllowAsync(first, OrganisationId.ResponsibleBody(body.Id), colleague.UserId!.Value, Account.Education);

        page.WaitForAssertion(() => page.Find("a.button").TextContent.ShouldBe("Order devices"));
    }

    [Fact]
    public async Task The_pages_are_for_the_organisations_own_people_and_for_support()
    {
        await using var portal = await Portal.StartAsync();
        var body = await portal.Given.ResponsibleBodyAsync();
        var school = await portal.Given.SchoolAsync(body: body);
        var teacher = await portal.Given.SchoolUserAsync(school);
        var robin = await portal.Given.ResponsibleBodyUserAsync(body);
        var (ofSchool, ofBody) = (PeopleLinks.OfSchool(school.Urn), PeopleLinks.OfResponsibleBody(body.Id));
        (Viewer Who, HttpStatusCode School, HttpStatusCode Body)[] table =
        [
            (teacher, HttpStatusCode.OK, HttpStatusCode.NotFound),
            (robin, HttpStatusCode.NotFound, HttpStatusCode.OK),
            (await portal.Given.SupportAsync(), HttpStatusCode.OK, HttpStatusCode.OK),
            (await portal.Given.SchoolUserAsync(await portal.Given.SchoolAsync()), HttpStatusCode.NotFound, HttpStatusCode.NotFound),
        ];

        foreach (var (who, school200, body200) in table)
        {
            var browser = await portal.OpenAsAsync(who);
            (await browser.GetAsync(ofSchool)).Status.ShouldBe(school200, who.Name);
            (await browser.GetAsync($"{ofSchool}/{teacher.UserId}/remove")).Status.ShouldBe(school200, who.Name);
            (await browser.GetAsync(ofBody)).Status.ShouldBe(body200, who.Name);
            (await browser.GetAsync($"{ofBody}/{teacher.UserId}/remove")).Status.ShouldBe(HttpStatusCode.NotFound, "not one of its people");
        }

        (await portal.Open().GetAsync(ofSchool)).Location.ShouldStartWith("/sign-in");
    }

    private static string Button(Viewer person) => $"#education-{person.UserId}";

    private static IRenderedComponent<PeoplePage> Show(School school, Screen screen, string query = "")
    {
        screen.Browser.NavigateTo(PeopleLinks.OfSchool(school.Urn) + query);
        var page = screen.Render<PeoplePage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        page.WaitForElement("h1");
        return page;
    }

    private static IRenderedComponent<PeoplePage> Show(ResponsibleBody body, Screen screen)
    {
        screen.Browser.NavigateTo(PeopleLinks.OfResponsibleBody(body.Id));
        var page = screen.Render<PeoplePage>(parameters => parameters.Add(p => p.Id, body.Id));
        page.WaitForElement("h1");
        return page;
    }

    private static IRenderedComponent<RemovePersonPage> Ask(School school, Screen screen, Viewer person)
    {
        screen.Browser.NavigateTo($"{PeopleLinks.OfSchool(school.Urn)}/{person.UserId}/remove");
        var page = screen.Render<RemovePersonPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()).Add(p => p.Person, person.UserId!.Value));
        page.WaitForElement("h1");
        return page;
    }
}
