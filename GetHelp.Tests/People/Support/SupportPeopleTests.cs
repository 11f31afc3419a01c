using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.People;
using GetHelp.Core.People.Invitations;
using GetHelp.Core.People.Support;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.People.Support;

public sealed class SupportPeopleTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_person_is_found_by_any_part_of_their_name_or_address_by_their_organisation_and_by_its_URN(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var barset = await database.Given.ResponsibleBodyAsync("Barsetshire");
        var rowan = await database.Given.SchoolAsync("Rowan School", body: barset);
        var ada = await database.Given.SchoolUserAsync(rowan, name: "Ada Hill");
        var robin = await database.Given.ResponsibleBodyUserAsync(barset);
        await database.Given.SchoolUserAsync(await database.Given.SchoolAsync("Elm School"), name: "Ben Okoro");

        foreach (var text in new[] { "ada h", "A HIL", ada.EmailAddress[3..20], "rowan", rowan.Urn.ToString() })
        {
            var found = (await SearchAsync(database, new() { Text = text })).Rows.ShouldHaveSingleItem(text);
            found.ShouldBe(new()
            {
                UserId = ada.UserId!.Value,
                Name = "Ada Hill",
                EmailAddress = ada.EmailAddress,
                Role = Role.Member,
                Organisation = "Rowan School",
            });
        }

        (await SearchAsync(database, new() { Text = "barset" })).Rows.ShouldHaveSingleItem().UserId.ShouldBe(robin.UserId!.Value);
        (await SearchAsync(database, new() { Text = "100%" })).Total.ShouldBe(0, "a wildcard is a character like any other");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task People_are_told_apart_by_what_they_are_and_by_whether_they_use_the_service_and_who_was_removed_is_still_found(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var agent = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync();
        await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        var ben = await database.Given.SchoolUserAsync(school, name: "Ben Okoro");
        (await database.Get<RemovalService>().RemoveAsync(agent, ben.UserId!.Value, "Left the school")).Value.ShouldBeTrue();

        (await NamesAsync(new() { Role = Role.Support })).ShouldBe([agent.Name]);
        (await NamesAsync(new() { Role = Role.Member })).ShouldBe(["Ada Hill", "Ben Okoro"]);
        (await NamesAsync(new() { Standing = PersonStanding.NotSignedIn, Role = Role.Member })).ShouldBe(["Ada Hill"]);
        (await NamesAsync(new() { Standing = PersonStanding.SignedIn })).ShouldBeEmpty();
        (await NamesAsync(new() { Standing = PersonStanding.Removed })).ShouldBe(["Ben Okoro"]);
        (await SearchAsync(database, new() { Text = "okoro" })).Rows.ShouldHaveSingleItem().RemovedAt.ShouldBe(database.Clock.Now);

        async Task<IEnumerable<string>> NamesAsync(PersonSearch search) => (await SearchAsync(database, search)).Rows.Select(row => row.Name);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_address_that_nobody_has_finds_those_of_the_same_domain(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var teacher = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());

        var found = await SearchAsync(database, new() { Text = "Somebody.Else@EXAMPLE.org" });

        found.SameDomain.ShouldBe("example.org");
        found.Rows.ShouldContain(row => row.UserId == teacher.UserId);
        (await SearchAsync(database, new() { Text = "somebody@nowhere.example.com" })).ShouldSatisfyAllConditions(none => none.Total.ShouldBe(0), none => none.SameDomain.ShouldBeNull());
    }

    [Fact]
    public async Task A_page_of_people_takes_as_many_statements_whoever_is_on_it()
    {
        var (database, statements) = await StatementCounter.CreateDatabaseAsync();
        await using var owned = database;
        var agent = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync();
        await database.Given.SchoolUserAsync(school);
        var few = await CountAsync();
        for (var more = 0; more < 60; more++)
        {
            await database.Given.SchoolUserAsync(school);
        }

        (await CountAsync()).ShouldBe(few);
        var page = await SearchAsync(database, new() { Page = 2 });
        (page.Rows.Count, page.Total, page.Pages).ShouldBe((12, 62, 2));

        async Task<int> CountAsync()
        {
            statements.StartAgain();
            (await database.Get<SupportPeople>().SearchAsync(agent, new())).Refused.ShouldBeFalse();
            return statements.Count;
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_persons_page_tells_what_they_did_and_what_was_done_about_them_newest_first(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (agent, school) = (await database.Given.SupportAsync(), await database.Given.SchoolAsync("Rowan School"));
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        var invited = (await database.Get<InvitationService>().InviteAsync(ada, OrganisationId.School(school.Id), new() { Person = new() { Name = "Ben Okoro", EmailAddress = "ben@school.example.net" } })).Value;
        await database.Given.OrderAsync(school, ada);

        var ben = (await database.Get<SupportPersonReader>().FindAsync(agent, invited.UserId)).ShouldNotBeNull();
        var about = ben.History.ShouldHaveSingleItem();
        about.What.What.ShouldBe(Core.History.HistoryKind.PersonInvited);
        (about.What.Who, about.About).ShouldBe(("Ada Hill", "Rowan School"));
        ben.Places.ShouldHaveSingleItem().InvitedAt.ShouldBe(database.Clock.Now);
        var hers = (await database.Get<SupportPersonReader>().FindAsync(agent, ada.UserId!.Value)).ShouldNotBeNull().History;
        hers.Select(h => h.What.What).ShouldBe([Core.History.HistoryKind.OrderPlaced, Core.History.HistoryKind.PersonInvited]);
        hers[0].Order.ShouldNotBeNull();
        (await database.Get<SupportPersonReader>().FindAsync(agent, 999_999)).ShouldBeNull();
    }

    [Fact]
    public async Task Nobody_but_support_looks_for_people_looks_at_one_or_removes_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        foreach (var viewer in new[] { teacher, await database.Given.SupplierUserAsync(), Viewer.Supplier })
        {
            (await database.Get<SupportPeople>().SearchAsync(viewer, new())).Refusals.ShouldBe([new NotAllowed("look for people")]);
            (await database.Get<SupportPersonReader>().FindAsync(viewer, teacher.UserId!.Value)).ShouldBeNull();
            (await database.Get<RemovalService>().RemoveAsync(viewer, teacher.UserId!.Value, "Because")).Refused.ShouldBeTrue();
        }

        (await database.ReadAsync(db => db.Users.AnyAsync(u => u.DeletedAt != null))).ShouldBeFalse();
    }

    private static async Task<PeopleFound> SearchAsync(TestDatabase database, PersonSearch search) =>
        (await database.Get<SupportPeople>().SearchAsync(new() { Name = "Alex", Role = Role.Support }, search)).Value;
}
