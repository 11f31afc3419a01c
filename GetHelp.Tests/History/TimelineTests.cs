using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.History;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.History;

public sealed class TimelineTests
{
    [Fact]
    public void Of_everything_that_can_happen_it_is_decided_whether_its_organisation_is_told() =>
        TimelineRules.Told.Concat(TimelineRules.NotTold).ShouldBe(Enum.GetValues<HistoryKind>(), ignoreOrder: true, "each kind is in one of the two lists, and in one only");

    [Fact]
    public void Everything_that_is_told_has_words()
    {
        foreach (var kind in TimelineRules.Told)
        {
            TimelineWords.Of(new(1, kind, default, "Ada Hill", null, DeliveryKind.Apple, null, null)).ShouldNotBe(kind.ToString());
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_reads_who_did_what_newest_first_and_support_is_support(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(domain: null);
        var ada = await database.Given.SchoolUserAsync(school, name: "Ada Hill");
        await database.Get<ChromebookDetailsService>().SetAsync(ada, school.Urn, new() { Answer = ChromebookAnswer.No });
        database.Clock.Advance(TimeSpan.FromHours(1));
        var order = await database.Given.OrderAsync(school, ada, new LineAsked(Product.Ipad, 2));
        database.Clock.Advance(TimeSpan.FromHours(1));
        await AllocateAsync(database, school, "The minister rang.");

        var timeline = (await ReadAsync(database, ada, OrganisationId.School(school.Id)))!;

        timeline.Entries.Select(e => (e.What, e.Who, e.Order)).ShouldBe(
        [
            (HistoryKind.AllocationChanged, "Support", null),
            (HistoryKind.OrderPlaced, "Ada Hill", order),
            (HistoryKind.ChromebookDetailsChanged, "Ada Hill", null),
        ]);
        timeline.Entries[0].Why.ShouldBeNull("why support decided is support's");
        timeline.Entries[0].Detail.ShouldBe("Laptops and tablets: 100 to 150; can order 98 to 148");
    }

    [Fact]
    public async Task What_is_the_suppliers_and_supports_alone_is_not_in_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        await using (var db = database.Open())
        {
            db.History.AddRange(TimelineRules.NotTold.Select(kind => new HistoryEntry { At = database.Clock.Now, Who = "Somebody", What = kind, SchoolId = school.Id }));
            await db.SaveChangesAsync();
        }

        (await ReadAsync(database, ada, OrganisationId.School(school.Id)))!.Total.ShouldBe(0);
    }

    [Fact]
    public async Task What_happened_to_a_schools_people_is_for_them_and_not_for_its_responsible_body()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body);
        var ada = await database.Given.SchoolUserAsync(school);
        await using (var db = database.Open())
        {
            db.History.AddRange(TimelineRules.OfPeople.Select(kind => new HistoryEntry { At = database.Clock.Now, Who = "Ada", What = kind, SchoolId = school.Id, Detail = "ben@example.org" }));
            await db.SaveChangesAsync();
        }

        (await ReadAsync(database, ada, OrganisationId.School(school.Id)))!.Total.ShouldBe(TimelineRules.OfPeople.Count);
        (await ReadAsync(database, await database.Given.ResponsibleBodyUserAsync(body), OrganisationId.School(school.Id)))!.Total.ShouldBe(0);
    }

    [Fact]
    public void What_became_of_a_pool_with_it_names_other_schools_and_is_not_told()
    {
        var happened = new TimelineEntry(
            1, HistoryKind.AllocationChanged, default, "Robin", null, null, "Routers: 10 to 8; can order 10 to 8; 2 had been ordered from the pool for Elm School", "They order alone");

        TimelineRules.Tell(happened).Detail.ShouldBe("Routers: 10 to 8; can order 10 to 8");
    }

    [Fact]
    public async Task It_comes_in_pages_and_a_page_too_far_is_the_last_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var ada = await database.Given.SchoolUserAsync(school);
        await using (var db = database.Open())
        {
            db.History.AddRange(Enumerable.Range(0, Timeline.PageSize + 3).Select(i => new HistoryEntry
            {
                At = database.Clock.Now.AddMinutes(i),
                Who = "Ada",
                What = HistoryKind.ChromebookDetailsChanged,
                SchoolId = school.Id,
                Detail = $"{i}",
            }));
            await db.SaveChangesAsync();
        }

        var first = (await ReadAsync(database, ada, OrganisationId.School(school.Id)))!;
        var last = (await ReadAsync(database, ada, OrganisationId.School(school.Id), page: 9))!;

        (first.Page, first.Pages, first.Entries.Count, first.Entries[0].Detail).ShouldBe((1, 2, Timeline.PageSize, $"{Timeline.PageSize + 2}"));
        (last.Page, last.Entries.Count, last.Entries[^1].Detail).ShouldBe((2, 3, "0"));
    }

    [Fact]
    public async Task A_responsible_body_reads_of_itself_its_own_and_nobody_reads_of_strangers()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);
        var robin = await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var colleague = await database.Given.ResponsibleBodyUserAsync(body, orders: false);
        await database.Get<WhoOrdersService>().AllowAsync(robin, OrganisationId.ResponsibleBody(body.Id), colleague.UserId!.Value, Account.Education);
        var stranger = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());

        (await ReadAsync(database, robin, OrganisationId.ResponsibleBody(body.Id)))!.Entries.ShouldHaveSingleItem().What.ShouldBe(HistoryKind.PersonMayOrder);
        (await ReadAsync(database, robin, OrganisationId.School(school.Id))).ShouldNotBeNull();
        (await ReadAsync(database, stranger, OrganisationId.ResponsibleBody(body.Id))).ShouldBeNull();
        (await ReadAsync(database, stranger, OrganisationId.School(school.Id))).ShouldBeNull();
    }

    private static Task<Timeline?> ReadAsync(TestDatabase database, Viewer viewer, OrganisationId organisation, int page = 1) =>
        database.Get<TimelineReader>().OfAsync(viewer, organisation, page);

    private static async Task AllocateAsync(TestDatabase database, School school, string why) =>
        (await database.Get<AllocationService>().AdjustAllocationAsync(
            await database.Given.SupportAsync(), new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = 150, Why = why })).Refusals.ShouldBeEmpty();
}
