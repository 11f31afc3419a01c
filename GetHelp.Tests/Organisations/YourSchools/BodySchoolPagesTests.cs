using Bunit;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Organisations.YourSchools;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.YourSchools;

/// <summary>One school as its responsible body sees it (seed screens 10 to 13), and who is named there (spec 04 §5).</summary>
public sealed class BodySchoolPagesTests : ScreenTest
{
    private ResponsibleBody body = null!;
    private Viewer viewer = null!;
    private Screen screen = null!;

    [Fact]
    public async Task A_school_of_the_pool_is_ordered_for_from_what_the_pool_has()
    {
        var pooling = await Given.ResponsibleBodyAsync("Rowan Trust", ResponsibleBodyKind.Trust, pools: true);
        (body, viewer) = (pooling, await Given.ResponsibleBodyUserAsync(pooling));
        var ash = await SchoolAsync("Ash School", laptops: 10, WhoWillOrder.ResponsibleBody);
        await SchoolAsync("Elm School", laptops: 30, WhoWillOrder.ResponsibleBody);

        var page = Show(ash);

        page.Find(".allocation-left").TextContent.ShouldBe("You can order 40 laptops and tablets from the pool of Rowan Trust");
        page.Find("a.button").GetAttribute("href").ShouldBe($"/schools/{ash.Urn}/order");
        Row(page, "Status").ShouldBe("You can order");
        Row(page, "Who orders").ShouldBe("You order for it, centrally");
        Row(page, "Contact").ShouldBeNull("nobody needs one where the body orders");
    }

    [Fact]
    public async Task A_school_outside_a_pool_is_ordered_for_from_its_own()
    {
        var page = Show(await SchoolAsync("Ash School", laptops: 10, WhoWillOrder.ResponsibleBody));

        page.Find(".allocation-left").TextContent.ShouldBe("You can order 10 laptops and tablets for this school");
        Row(page, "Laptops and tablets").ShouldBe("10 laptops and tablets set aside, 0 ordered");
    }

    [Fact]
    public async Task Before_that_it_may_have_to_tell_about_Chromebooks_and_comes_back_here()
    {
        var ash = await Given.SchoolAsync("Ash School", body: body, who: WhoWillOrder.ResponsibleBody, domain: null);

        var page = Show(ash, "?status=needs-information");

        page.Find(".notice a").GetAttribute("href").ShouldBe(
            $"/schools/{ash.Urn}/chromebooks?return={Uri.EscapeDataString($"/responsible-bodies/{body.Id}/schools/{ash.Urn}?status=needs-information")}");
        Row(page, "Status").ShouldBe("Needs information");
    }

    [Fact]
    public async Task A_devolved_school_without_anybody_leads_to_naming_a_contact()
    {
        var ash = await SchoolAsync("Ash School");

        var page = Show(ash, "?who=school");

        page.Find(".notice h2").TextContent.ShouldBe("Name a contact");
        page.Find(".notice a.button").GetAttribute("href").ShouldBe($"/responsible-bodies/{body.Id}/schools/{ash.Urn}/contact?who=school");
        Row(page, "Contact").ShouldBe("Nobody is named yet");
    }

    [Fact]
    public async Task A_contact_who_was_not_invited_can_be_from_here()
    {
        var ash = await SchoolAsync("Ash School");
        await Given.ContactAsync(ash, "Una Lathom", chosen: true);
        var page = Show(ash);
        page.Find("#invite").TextContent.ShouldBe("Invite Una Lathom");

        await page.Find("#invite").ClickAsync();

        page.WaitForAssertion(() => page.Find("[role=status] h2").TextContent.ShouldBe("Una Lathom is invited"));
        Row(page, "Contact").ShouldNotBeNull().ShouldContain("Invited, not signed in yet");
        Row(page, "Status").ShouldBe("School can order");
        page.FindAll("#invite").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_devolved_school_that_has_ordered_says_so_and_is_not_ordered_for()
    {
        var ash = await Given.SchoolAsync("Ash School", laptops: 10, routers: 0, ordered: 10, body: body);
        await Given.SchoolUserAsync(ash);

        var page = Show(ash);

        Row(page, "Status").ShouldBe("Has ordered");
        Row(page, "Laptops and tablets").ShouldBe("10 laptops and tablets set aside, 10 ordered");
        page.FindAll("a.button").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_next_school_is_the_next_of_the_grid_that_one_came_from()
    {
        var (ash, elm, oak) = (await SchoolAsync("Ash School"), await SchoolAsync("Elm School", who: WhoWillOrder.ResponsibleBody), await SchoolAsync("Oak School"));

        var page = Show(ash, "?who=school&sort=school");

        page.Find("a[rel=next]").GetAttribute("href").ShouldBe($"/responsible-bodies/{body.Id}/schools/{oak.Urn}?who=school&sort=school");
        page.FindAll("a[rel=prev]").ShouldBeEmpty();
        page.Find(".grid-pages span").TextContent.ShouldBe("School 1 of 2");
        Show(elm, "?sort=school").Find("a[rel=prev]").GetAttribute("href").ShouldBe($"/responsible-bodies/{body.Id}/schools/{ash.Urn}?sort=school");
    }

    [Fact]
    public async Task The_headteacher_is_offered_by_name_and_invited_at_once()
    {
        var ash = await SchoolAsync("Ash School");
        var head = await Given.ContactAsync(ash, "Una Lathom");
        var page = ShowContact(ash);
        page.FindAll("#full-name").ShouldBeEmpty();

        await page.Find("form").SubmitAsync();
        page.Find(".error-summary a").TextContent.ShouldBe("Choose the headteacher or somebody else.");
        await page.Find("#who-to-contact").ChangeAsync("headteacher");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldBe($"/responsible-bodies/{body.Id}/schools/{ash.Urn}?contact=invited"));
        (await Database.ReadAsync(db => db.Memberships.CountAsync(m => m.SchoolId == ash.Id && m.User!.EmailAddress == head.EmailAddress && m.OrdersDevices))).ShouldBe(1);
        Show(ash, "?contact=invited").Find("[role=status] h2").TextContent.ShouldBe("Una Lathom is invited");
    }

    [Fact]
    public async Task Somebody_else_is_prefilled_and_what_is_wrong_is_told_at_its_field()
    {
        var ash = await SchoolAsync("Ash School");
        await Given.ContactAsync(ash, "Una Lathom");
        await Given.ContactAsync(ash, "Ann Bell", SchoolContactRole.Contact, chosen: true);
        var page = ShowContact(ash);
        page.Find("#full-name").GetAttribute("value").ShouldBe("Ann Bell");
        page.Find("#who-to-contact-somebody-else").HasAttribute("checked").ShouldBeTrue();

        await page.Find("#email-address").ChangeAsync("cy.dent");
        await page.Find("#telephone").ChangeAsync("");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => page.FindAll(".error-summary a").Select(a => a.GetAttribute("href")!.Split('#')[1]).ShouldBe(["email-address", "telephone"]));
        page.Find("#email-address").GetAttribute("value").ShouldBe("cy.dent", "what was typed stays");
    }

    [Fact]
    public async Task A_contact_who_cannot_be_invited_is_kept_and_the_page_says_so()
    {
        var ash = await SchoolAsync("Ash School");
        var support = await Given.SupportAsync();
        var page = ShowContact(ash);

        await page.Find("#full-name").ChangeAsync("Joe Kay");
        await page.Find("#email-address").ChangeAsync(support.EmailAddress);
        await page.Find("#telephone").ChangeAsync("01632 960 001");
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldEndWith("?contact=failed"));
        var shown = Show(ash, "?contact=failed");
        shown.Find("[role=status] h2").TextContent.ShouldBe("Joe Kay is the contact, but could not be invited");
        Row(shown, "Status").ShouldBe("School will be contacted");
    }

    [Fact]
    public async Task Of_two_colleagues_who_name_somebody_the_second_is_told_and_may_go_on()
    {
        var ash = await SchoolAsync("Ash School");
        var page = ShowContact(ash);
        await Database.Get<SchoolChangesService>().ApplyAsync(viewer, body.Id, [new() { Urn = ash.Urn, Contact = ContactAsked.Of(Person("Ann Bell")) }]);
        await page.Find("#full-name").ChangeAsync("Cy Dent");
        await page.Find("#email-address").ChangeAsync("cy.dent@school.example.net");
        await page.Find("#telephone").ChangeAsync("01632 960 001");

        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => page.Find(".error-summary").TextContent.ShouldContain("Contact is now: Ann Bell. You asked for: Cy Dent."));
        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => screen.Path.ShouldEndWith("?contact=invited"));
    }

    [Fact]
    public async Task Only_the_bodys_own_people_and_support_see_it()
    {
        var ash = await SchoolAsync("Ash School");
        var reader = Database.Get<BodySchoolReader>();
        var query = new SchoolGridQuery { ResponsibleBodyId = body.Id };
        Viewer[] others = [await Given.SchoolUserAsync(ash), await Given.ResponsibleBodyUserAsync(await Given.ResponsibleBodyAsync()), await Given.SupplierUserAsync()];

        foreach (var other in others)
        {
            (await reader.FindAsync(other, query, ash.Urn)).ShouldBeNull();
        }

        (await reader.FindAsync(await Given.SupportAsync(), query, ash.Urn)).ShouldNotBeNull();
        (await reader.FindAsync(viewer, query, (await Given.SchoolAsync()).Urn)).ShouldBeNull("another body's school");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_is_read_with_its_headteacher_and_its_neighbours(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var authority = await database.Given.ResponsibleBodyAsync();
        var (ash, elm) = (await database.Given.SchoolAsync("Ash School", body: authority), await database.Given.SchoolAsync("Elm School", body: authority));
        await database.Given.ContactAsync(elm, "Una Lathom");
        await database.Given.ContactAsync(elm, "Ann Bell", SchoolContactRole.Contact, chosen: true);

        var read = await database.Get<BodySchoolReader>().FindAsync(await database.Given.ResponsibleBodyUserAsync(authority), new() { ResponsibleBodyId = authority.Id }, elm.Urn);

        read.ShouldNotBeNull().ShouldSatisfyAllConditions(
            school => school.Row.Name.ShouldBe("Elm School"),
            school => school.Row.Contact!.Name.ShouldBe("Ann Bell"),
            school => school.Headteacher!.FullName.ShouldBe("Una Lathom"),
            school => school.SomebodyElse!.Name.ShouldBe("Ann Bell"),
            school => school.Neighbours.ShouldBe(new(ash.Urn, null, 2, 2)));
    }

    protected override async Task BeginAsync()
    {
        body = await Given.ResponsibleBodyAsync("Barsetshire");
        viewer = await Given.ResponsibleBodyUserAsync(body);
    }

    private Task<School> SchoolAsync(string name, int laptops = 10, WhoWillOrder who = WhoWillOrder.School) => Given.SchoolAsync(name, laptops, routers: 0, body: body, who: who);

    private static PersonDetails Person(string name) => new() { Name = name, EmailAddress = $"{name.ToLowerInvariant().Replace(' ', '.')}@school.example.net", Telephone = "01632 960 001" };

    private IRenderedComponent<BodySchoolPage> Show(School school, string query = "")
    {
        screen = OpenAs(viewer);
        screen.Browser.NavigateTo($"/responsible-bodies/{body.Id}/schools/{school.Urn}{query}");
        var page = screen.Render<BodySchoolPage>(p => p.Add(x => x.Id, body.Id).Add(x => x.Number, $"{school.Urn}"));
        page.WaitForElement("h1");
        return page;
    }

    private IRenderedComponent<SchoolContactPage> ShowContact(School school)
    {
        screen = OpenAs(viewer);
        screen.Browser.NavigateTo($"/responsible-bodies/{body.Id}/schools/{school.Urn}/contact");
        var page = screen.Render<SchoolContactPage>(p => p.Add(x => x.Id, body.Id).Add(x => x.Number, $"{school.Urn}"));
        page.WaitForElement("h1");
        return page;
    }

    /// <summary>Null where there is no such row.</summary>
    private static string? Row(IRenderedComponent<BodySchoolPage> page, string key) =>
        page.FindAll(".summary-row").FirstOrDefault(row => row.QuerySelector("dt")!.TextContent == key)?.QuerySelector("dd")!.TextContent.Trim();
}
