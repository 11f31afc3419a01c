using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Contacts;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Organisations.YourSchools;

public sealed class SchoolGridReaderTests
{
    /// <summary>The body and the viewer's columns, the pool, the counts, the rows, their numbers, their people.</summary>
    private const int StatementsOfOneReading = 6;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Only_the_bodys_open_schools_are_there_in_the_three_groups_by_name(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer) = await BodyAsync(database);
        foreach (var (name, state) in new[]
        {
            ("Fir School", OrderState.CanOrder), ("Elm School", OrderState.CannotOrderAsReopened), ("Ash School", OrderState.CannotOrder),
            ("Cedar School", OrderState.CanOrder), ("Oak School", OrderState.CanOrderForSpecificCircumstances),
        })
        {
            await database.Given.SchoolAsync(name, body: body, state: state, cap: 1);
        }

        await database.Given.SchoolAsync("Somebody else's");
        var closed = await database.Given.SchoolAsync("Closed School", body: body);
        await database.ReadAsync(db => db.Schools.Where(s => s.Id == closed.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, OrganisationStatus.Closed)));

        var page = await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id });

        Names(page).ShouldBe(["Oak School", "Cedar School", "Fir School", "Ash School", "Elm School"]);
        page.Matching.ShouldBe(5);
        page.Groups.ShouldBe([new(OrderingGroup.SpecificCircumstances, 1), new(OrderingGroup.CanOrder, 2), new(OrderingGroup.CannotOrder, 2)]);
        foreach (var group in page.Groups)
        {
            var alone = await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id, Group = group.Group });
            alone.Rows.ShouldAllBe(row => BodyOrderingRule.GroupOf(row.OrderState) == group.Group);
            (alone.Matching, alone.Groups.Sum(g => g.Count)).ShouldBe((group.Count, 5), "the other groups can still be chosen");
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_row_says_all_that_the_body_may_know_of_a_school(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer) = await BodyAsync(database, pools: true);
        var ash = await database.Given.SchoolAsync("Ash School", laptops: 40, routers: 3, ordered: 12, body: body, who: WhoWillOrder.ResponsibleBody);
        await database.Given.SchoolAsync("Elm School", laptops: 10, routers: 0, body: body, domain: null);

        var rows = (await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id })).Rows;

        rows[0].ShouldBe(new()
        {
            SchoolId = ash.Id,
            Urn = ash.Urn,
            Name = "Ash School",
            Town = "Exampleton",
            Setting = SchoolSetting.Primary,
            WhoWillOrder = WhoWillOrder.ResponsibleBody,
            OrderState = OrderState.CanOrder,
            LaptopsAndTablets = new(DeviceCategory.LaptopsAndTablets, 40, 40, 12),
            Routers = new(DeviceCategory.Routers, 3, 3, 0),
            IsPooled = true,
            Chromebooks = ash.Chromebooks,
            Status = SchoolStatus.ResponsibleBodyCanOrder,
        });
        (rows[1].IsPooled, rows[1].Status, rows[1].Chromebooks).ShouldBe((false, SchoolStatus.NeedsContact, new ChromebookDetails()));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_contact_is_not_invited_or_invited_or_has_signed_in(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer) = await BodyAsync(database);
        var teacher = await ContactAsync("Ash School", ContactAccess.SignedIn);
        await ContactAsync("Elm School", ContactAccess.Invited);
        await ContactAsync("Oak School", ContactAccess.NotInvited);

        var rows = (await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id })).Rows;

        rows.Select(row => row.Contact!.Access).ShouldBe([ContactAccess.SignedIn, ContactAccess.Invited, ContactAccess.NotInvited]);
        rows[0].Contact.ShouldBe(new("Jo Head", teacher, "01234 567890", IsHeadteacher: true, ContactAccess.SignedIn, database.Clock.Now));

        async Task<string> ContactAsync(string name, ContactAccess access)
        {
            var school = await database.Given.SchoolAsync(name, body: body);
            var address = access == ContactAccess.NotInvited ? "nobody@example.org" : (await database.Given.SchoolUserAsync(school)).EmailAddress;
            await using var db = database.Open();
            var contact = db.SchoolContacts.Add(new() { SchoolId = school.Id, Role = SchoolContactRole.Headteacher, Name = "Jo Head", EmailAddress = address, TelephoneNumber = "01234 567890" });
            foreach (var place in await db.Memberships.Include(m => m.User).Where(m => m.SchoolId == school.Id).ToListAsync())
            {
                place.InvitedAt = database.Clock.Now;
                if (access == ContactAccess.SignedIn)
                {
                    place.User!.SignedIn(database.Clock.Now);
                }
            }

            await db.SaveChangesAsync();
            await db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ContactId, contact.Entity.Id));
            return address;
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_filter_leaves_what_it_says(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer) = await BodyAsync(database);
        var ash = await database.Given.SchoolAsync("Ash School", body: body, who: WhoWillOrder.ResponsibleBody);
        var elm = await database.Given.SchoolAsync("Elm School", body: body, state: OrderState.CannotOrder, domain: null);
        await SetAsync(elm, s => s.SetProperty(x => x.Phase, Phase.Secondary));
        var oak = await database.Given.SchoolAsync("Oak Special School", body: body, laptops: 5, routers: 0, ordered: 5, domain: null);
        await SetAsync(oak, s => s.SetProperty(x => x.EstablishmentTypeCode, 7).SetProperty(x => x.Chromebooks.Answer, ChromebookAnswer.DoNotKnow).SetProperty(x => x.Address.Town, "Little Elmstead"));
        var all = new SchoolGridQuery { ResponsibleBodyId = body.Id, Sort = SchoolGridColumn.School };

        (await NamesAsync(all)).ShouldBe([ash.Name, elm.Name, oak.Name]);
        (await NamesAsync(all with { Search = "ELM" })).ShouldBe([elm.Name, oak.Name], "name or town");
        (await NamesAsync(all with { Search = $" {ash.Urn} " })).ShouldBe([ash.Name]);
        (await NamesAsync(all with { WhoWillOrder = WhoWillOrder.School })).ShouldBe([elm.Name, oak.Name]);
        (await NamesAsync(all with { Setting = SchoolSetting.Special })).ShouldBe([oak.Name]);
        (await NamesAsync(all with { Setting = SchoolSetting.Primary })).ShouldBe([ash.Name]);
        (await NamesAsync(all with { Setting = SchoolSetting.Secondary })).ShouldBe([elm.Name]);
        (await NamesAsync(all with { CanOrder = true })).ShouldBe([ash.Name]);
        (await NamesAsync(all with { CanOrder = false })).ShouldBe([elm.Name, oak.Name]);
        (await NamesAsync(all with { Chromebooks = ChromebookFilter.Yes })).ShouldBe([ash.Name]);
        (await NamesAsync(all with { Chromebooks = ChromebookFilter.No })).ShouldBeEmpty();
        (await NamesAsync(all with { Chromebooks = ChromebookFilter.DoNotKnow })).ShouldBe([oak.Name]);
        (await NamesAsync(all with { Chromebooks = ChromebookFilter.NotSaid })).ShouldBe([elm.Name]);
        (await NamesAsync(all with { Status = SchoolStatus.NeedsContact, CanOrder = false, Search = "special" })).ShouldBe([oak.Name], "all of them together");

        async Task<IEnumerable<string>> NamesAsync(SchoolGridQuery query) => Names(await ReadAsync(database, viewer, query));
        Task SetAsync(School school, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<School>> set) =>
            database.ReadAsync(db => db.Schools.Where(s => s.Id == school.Id).ExecuteUpdateAsync(set));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Every_column_sorts_both_ways_and_by_name_where_it_says_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer) = await BodyAsync(database);
        await database.Given.SchoolAsync("Ash School", body: body, laptops: 5, routers: 9, state: OrderState.CannotOrder, domain: "b.example.org");
        await database.Given.SchoolAsync("Beech School", body: body, laptops: 7, routers: 1, who: WhoWillOrder.ResponsibleBody, domain: "a.example.org");
        await database.Given.SchoolAsync("Cedar School", body: body, laptops: 6, routers: 5, state: OrderState.CanOrderForSpecificCircumstances, cap: 1, domain: null);

        foreach (var (column, up, down) in new[]
        {
            (SchoolGridColumn.School, "ABC", "CBA"),
            (SchoolGridColumn.Setting, "ABC", "ABC"),
            (SchoolGridColumn.WhoWillOrder, "ACB", "BAC"),
            (SchoolGridColumn.Contact, "ABC", "ABC"),
            (SchoolGridColumn.OrderState, "CBA", "ABC"),
            (SchoolGridColumn.LaptopsAndTablets, "ACB", "BCA"),
            (SchoolGridColumn.Routers, "BCA", "ACB"),
            (SchoolGridColumn.Chromebooks, "CAB", "ABC"),
            (SchoolGridColumn.GoogleDomain, "CBA", "ABC"),
            (SchoolGridColumn.RecoveryAddress, "CAB", "ABC"),
            (SchoolGridColumn.Status, "ACB", "BAC"),
        })
        {
            var query = new SchoolGridQuery { ResponsibleBodyId = body.Id, Sort = column };
            Initials(await ReadAsync(database, viewer, query)).ShouldBe(up, $"{column}");
            Initials(await ReadAsync(database, viewer, query with { Descending = true })).ShouldBe(down, $"{column}, the other way");
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_page_holds_fifty_and_the_counts_are_of_all_of_them(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer) = await BodyAsync(database);
        for (var i = 0; i <= SchoolGridQuery.PageSize; i++)
        {
            await database.Given.SchoolAsync($"School {i:00}", body: body);
        }

        var query = new SchoolGridQuery { ResponsibleBodyId = body.Id };
        var (first, second) = (await ReadAsync(database, viewer, query), await ReadAsync(database, viewer, query with { Page = 2 }));

        (first.Rows.Count, first.Matching, first.Pages).ShouldBe((50, 51, 2));
        Names(second).ShouldBe(["School 50"]);
        (await database.Get<SchoolGridReader>().ReadAllAsync(viewer, query with { Page = 2 }))!.Count.ShouldBe(51, "a file has no pages");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whoever_is_in_the_middle_of_reading_keeps_the_rows_and_their_order(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer) = await BodyAsync(database);
        var ash = await database.Given.SchoolAsync("Ash School", body: body);
        var elm = await database.Given.SchoolAsync("Elm School", body: body);
        var query = new SchoolGridQuery { ResponsibleBodyId = body.Id, WhoWillOrder = WhoWillOrder.School };
        await database.SayWhoOrdersAsync(viewer, [ash.Urn], WhoWillOrder.ResponsibleBody);

        var page = (await database.Get<SchoolGridReader>().ReadAsync(viewer, query, inPlace: [elm.Id, ash.Id]))!;

        page.Rows.Select(row => (row.Name, row.WhoWillOrder)).ShouldBe([("Elm School", WhoWillOrder.School), ("Ash School", WhoWillOrder.ResponsibleBody)]);
        page.Matching.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_knows_its_neighbours_in_the_order_of_the_grid_even_when_it_no_longer_matches(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer) = await BodyAsync(database);
        var schools = new List<School>();
        foreach (var name in new[] { "Ash School", "Beech School", "Cedar School", "Elm School" })
        {
            schools.Add(await database.Given.SchoolAsync(name, body: body, who: name == "Beech School" ? WhoWillOrder.ResponsibleBody : WhoWillOrder.School));
        }

        var reader = database.Get<SchoolGridReader>();
        var query = new SchoolGridQuery { ResponsibleBodyId = body.Id, Sort = SchoolGridColumn.School, Descending = true };
        var devolved = query with { WhoWillOrder = WhoWillOrder.School, Page = 7 };

        (await reader.NeighboursAsync(viewer, query, schools[3].Urn)).ShouldBe(new(null, schools[2].Urn, 1, 4));
        (await reader.NeighboursAsync(viewer, devolved, schools[2].Urn)).ShouldBe(new(schools[3].Urn, schools[0].Urn, 2, 3));
        (await reader.NeighboursAsync(viewer, devolved, schools[1].Urn)).ShouldBe(new(schools[2].Urn, schools[0].Urn, 3, 4));
        (await reader.NeighboursAsync(viewer, query, (await database.Given.SchoolAsync()).Urn)).ShouldBeNull();
    }

    [Fact]
    public async Task Somebody_elses_schools_are_not_there_nor_are_anybodys_for_the_supplier()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, viewer) = await BodyAsync(database);
        var school = await database.Given.SchoolAsync(body: body);
        var (_, stranger) = await BodyAsync(database);
        var reader = database.Get<SchoolGridReader>();
        var query = new SchoolGridQuery { ResponsibleBodyId = body.Id };

        foreach (var nobody in new[] { stranger, await database.Given.SchoolUserAsync(school), await database.Given.SupplierUserAsync() })
        {
            (await reader.ReadAsync(nobody, query)).ShouldBeNull();
            (await reader.ReadAllAsync(nobody, query)).ShouldBeNull();
            (await reader.UrnsAsync(nobody, query)).ShouldBeEmpty();
            (await reader.NeighboursAsync(nobody, query, school.Urn)).ShouldBeNull();
        }

        var support = await database.Given.SupportAsync();
        (await ReadAsync(database, viewer, query)).Rows.ShouldHaveSingleItem();
        (await ReadAsync(database, support, query)).Rows.ShouldHaveSingleItem();
        (await reader.ReadAsync(support, new() { ResponsibleBodyId = body.Id + 1000 })).ShouldBeNull();
    }

    [Fact]
    public async Task Reading_costs_the_same_statements_with_five_schools_and_with_fifty()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var dispose = database;
        foreach (var schools in new[] { 5, 50 })
        {
            var (body, viewer) = await BodyAsync(database, pools: true);
            for (var i = 0; i < schools; i++)
            {
                await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);
            }

            counter.StartAgain();
            await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id, Search = "school", Status = SchoolStatus.ResponsibleBodyCanOrder, Sort = SchoolGridColumn.Status });
            counter.Count.ShouldBe(StatementsOfOneReading);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_columns_that_somebody_chooses_are_theirs_and_stay(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, viewer) = await BodyAsync(database);
        var colleague = await database.Given.ResponsibleBodyUserAsync(body);
        var choices = database.Get<SchoolGridChoiceService>();
        (await ColumnsAsync(viewer)).ShouldBeNull();

        (await choices.ChooseAsync(viewer, [SchoolGridColumn.Status, SchoolGridColumn.Contact])).Value.ShouldBeTrue();
        (await ColumnsAsync(viewer)).ShouldBe([SchoolGridColumn.School, SchoolGridColumn.Contact, SchoolGridColumn.Status], "in the order of the grid, and never without the school");
        (await choices.ChooseAsync(viewer, [SchoolGridColumn.Contact, SchoolGridColumn.Status])).Value.ShouldBeFalse();
        (await choices.ChooseAsync(viewer, [])).Value.ShouldBeTrue();

        (await ColumnsAsync(viewer)).ShouldBe([SchoolGridColumn.School]);
        (await ColumnsAsync(colleague)).ShouldBeNull();
        (await choices.ChooseAsync(Viewer.Service, [])).Refused.ShouldBeTrue();

        async Task<IReadOnlyList<SchoolGridColumn>?> ColumnsAsync(Viewer who) => (await ReadAsync(database, who, new() { ResponsibleBodyId = body.Id })).Columns;
    }

    private static async Task<(ResponsibleBody Body, Viewer Viewer)> BodyAsync(TestDatabase database, bool pools = false)
    {
        var body = await database.Given.ResponsibleBodyAsync(pools: pools);
        return (body, await database.Given.ResponsibleBodyUserAsync(body));
    }

    private static async Task<SchoolGridPage> ReadAsync(TestDatabase database, Viewer viewer, SchoolGridQuery query) =>
        (await database.Get<SchoolGridReader>().ReadAsync(viewer, query)).ShouldNotBeNull();

    private static IEnumerable<string> Names(SchoolGridPage page) => page.Rows.Select(row => row.Name);

    private static string Initials(SchoolGridPage page) => string.Concat(page.Rows.Select(row => row.Name[0]));
}
