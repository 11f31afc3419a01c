using Bunit;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.People;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People;

public sealed class ChangePersonPageTests : ScreenTest
{
    [Fact]
    public async Task A_colleague_is_changed_in_one_go_and_the_list_says_so()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school);
        var ben = await Given.SchoolUserAsync(school, orders: false, name: "Ben Okoro");
        var screen = OpenAs(ada);
        var page = Show(school, screen, ben);
        page.Find("#full-name").GetAttribute("value").ShouldBe("Ben Okoro");
        await page.Find("#full-name").ChangeAsync("Benedict Okoro");
        await page.Find("#orders-education").ChangeAsync("yes");

        await page.Find("form").SubmitAsync();

        screen.Path.ShouldBe($"/schools/{school.Urn}/people?changed={ben.UserId}");
        var now = await ViewerAsync(ben);
        (now.Name, now.OrdersForSchoolIds.Single(), now.Telephone).ShouldBe(("Benedict Okoro", school.Id, ben.Telephone));
        var list = screen.Render<PeoplePage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()));
        list.WaitForElement("[role=status] h2").TextContent.ShouldBe("Benedict Okoro is changed");
    }

    [Fact]
    public async Task Who_changes_nothing_is_led_back_and_told_nothing()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school);
        var screen = OpenAs(ada);

        await Show(school, screen, ada).Find("form").SubmitAsync();

        screen.Path.ShouldBe($"/schools/{school.Urn}/people");
    }

    [Fact]
    public async Task An_address_that_is_taken_is_an_error_at_the_address_and_what_was_typed_stays()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school);
        var stranger = await Given.SchoolUserAsync(await Given.SchoolAsync());
        var page = Show(school, OpenAs(ada), ada);
        page.Find("h1").TextContent.ShouldContain("Change your details");
        await page.Find("#email-address").ChangeAsync(stranger.EmailAddress);

        await page.Find("form").SubmitAsync();

        page.Find(".error-summary a").GetAttribute("href").ShouldEndWith("#email-address");
        page.Find("#email-address-error").TextContent.ShouldContain("Somebody else signs in with");
        page.Find("#email-address").GetAttribute("value").ShouldBe(stranger.EmailAddress);
    }

    [Fact]
    public async Task Of_somebody_who_belongs_elsewhere_too_only_the_telephone_number_is_asked()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school);
        var ben = await Given.SchoolUserAsync(school, name: "Ben Okoro");
        var other = await Given.SchoolAsync();
        await Database.ReadAsync(async db =>
        {
            db.Memberships.Add(new() { UserId = ben.UserId!.Value, SchoolId = other.Id });
            return await db.SaveChangesAsync();
        });
        var screen = OpenAs(ada);
        var page = Show(school, screen, ben);
        page.Find(".notice").TextContent.ShouldContain("Ben Okoro uses this service for others too. They can change their name and email address themselves, or support can.");
        page.FindAll("#full-name, #email-address").ShouldBeEmpty();
        await page.Find("#telephone").ChangeAsync("01632 960 005");

        await page.Find("form").SubmitAsync();

        screen.Path.ShouldBe($"/schools/{school.Urn}/people?changed={ben.UserId}");
        (await ViewerAsync(ben)).Telephone.ShouldBe("01632 960 005");
    }

    [Fact]
    public async Task What_is_typed_stays_while_a_colleague_changes_the_same_person()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school);
        var ben = await Given.SchoolUserAsync(school, name: "Ben Okoro");
        var page = Show(school, OpenAs(ada), ben);
        await page.Find("#telephone").ChangeAsync("01632 960 006");
        var before = new PersonDetails { Name = ben.Name, EmailAddress = ben.EmailAddress, Telephone = ben.Telephone! };

        await Database.Get<PersonService>().ChangeAsync(ben, OrganisationId.School(school.Id), ben.UserId!.Value, new() { Before = before, Details = before with { Name = "Benedict Okoro" } });

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldContain("Change Benedict Okoro"));
        await page.Find("form").SubmitAsync();
        var now = await ViewerAsync(ben);
        (now.Name, now.Telephone).ShouldBe(("Benedict Okoro", "01632 960 006"));
    }

    [Fact]
    public async Task Somebody_who_is_removed_meanwhile_leaves_nothing_to_change()
    {
        var school = await Given.SchoolAsync();
        var ada = await Given.SchoolUserAsync(school);
        var ben = await Given.SchoolUserAsync(school);
        var screen = OpenAs(ada);
        Show(school, screen, ben);

        await Database.Get<WhoOrdersService>().RemoveAsync(ben, OrganisationId.School(school.Id), ben.UserId!.Value);

        await Eventually.BecomesTrueAsync("the page is left", () => screen.Path == $"/schools/{school.Urn}/people?removed=yes");
    }

    [Fact]
    public async Task At_the_limit_whoever_orders_can_be_stopped_and_nobody_else_let()
    {
        var school = await Given.SchoolAsync("Rowan School");
        var ada = await Given.SchoolUserAsync(school);
        var ben = await Given.SchoolUserAsync(school);
        await Given.SchoolUserAsync(school);
        var dee = await Given.SchoolUserAsync(school, orders: false);

        Show(school, OpenAs(ada), dee).Find(".notice").TextContent.ShouldContain("Up to 3 people can order for Rowan School.");
        var page = Show(school, OpenAs(ada), ben);
        await page.Find("#orders-education-no").ChangeAsync("no");
        await page.Find("form").SubmitAsync();

        (await ViewerAsync(ben)).OrdersForSchoolIds.ShouldBeEmpty();
        Show(school, OpenAs(ada), dee).FindAll("#orders-education").Count.ShouldBe(1);
    }

    private async Task<Viewer> ViewerAsync(Viewer person) => (await Database.Get<Viewers>().FindAsync(person.UserId!.Value)).ShouldNotBeNull();

    private static IRenderedComponent<ChangePersonPage> Show(School school, Screen screen, Viewer person)
    {
        screen.Browser.NavigateTo($"{PeopleLinks.OfSchool(school.Urn)}/{person.UserId}");
        var page = screen.Render<ChangePersonPage>(parameters => parameters.Add(p => p.Number, school.Urn.ToString()).Add(p => p.Person, person.UserId!.Value));
        page.WaitForElement("form");
        return page;
    }
}
