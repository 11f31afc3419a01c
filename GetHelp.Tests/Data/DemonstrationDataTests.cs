using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Data;
using GetHelp.Core.Data.Demonstration;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Data;

/// <summary>One database, filled once for all the tests that only read it.</summary>
public sealed class FilledDatabase : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        (await Database.Get<DemonstrationData>().FillAsync()).ShouldBeTrue();
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();
}

public sealed class DemonstrationDataTests(FilledDatabase filled) : IClassFixture<FilledDatabase>
{
    private TestDatabase Database => filled.Database;

    [Fact]
    public async Task It_holds_the_whole_of_England()
    {
        (await Database.ReadAsync(db => db.Schools.CountAsync(s => s.Kind == SchoolKind.CompulsorySchool))).ShouldBe(22_023);
        (await Database.ReadAsync(db => db.ResponsibleBodies.CountAsync(b => b.Kind == ResponsibleBodyKind.LocalAuthority))).ShouldBe(153);
        (await Database.ReadAsync(db => db.ResponsibleBodies.CountAsync(b => b.Kind == ResponsibleBodyKind.Trust))).ShouldBe(2_781);
    }

    [Fact]
    public async Task Every_body_but_two_that_somebody_can_sign_in_for_has_told_us_who_will_order()
    {
        var untold = await Database.ReadAsync(db => db.ResponsibleBodies.Where(b => b.DefaultWhoWillOrder == null).OrderBy(b => b.Name).ToListAsync());

        untold.Select(b => b.LocalAuthorityCode ?? b.GroupUid).ShouldBe([DemonstrationPeople.UntoldAuthorityCode, DemonstrationPeople.UntoldTrustUid]);
        foreach (var body in untold)
        {
            (await Database.ReadAsync(db => db.Memberships.CountAsync(m => m.ResponsibleBodyId == body.Id))).ShouldBe(1);
            (await Database.ReadAsync(db => db.Schools.CountAsync(s => s.ResponsibleBodyId == body.Id))).ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public async Task Every_counter_is_the_sum_of_the_orders_that_were_not_called_off()
    {
        var orders = await Database.ReadAsync(db => db.Orders.AsNoTracking().Include(o => o.Lines)
            .Where(o => o.Source == OrderSource.Portal && o.Status != OrderStatus.Rejected && o.Status != OrderStatus.Stopped).ToListAsync());
        var sums = orders.SelectMany(o => o.Lines.Select(line => (o.SchoolId, Category: line.Product.Category(), line.Quantity)))
            .GroupBy(line => (line.SchoolId, line.Category)).ToDictionary(g => g.Key, g => g.Sum(line => line.Quantity));

        var allocations = await Database.ReadAsync(db => db.Allocations.AsNoTracking().ToListAsync());

        allocations.Where(a => a.Ordered != sums.GetValueOrDefault((a.SchoolId, a.Category))).ShouldBeEmpty();
        allocations.Count.ShouldBe(2 * 22_024);
    }

    [Fact]
    public async Task Every_cap_is_what_the_state_of_its_school_implies()
    {
        var schools = await Database.ReadAsync(db => db.Schools.AsNoTracking().Include(s => s.Allocations).ToListAsync());

        foreach (var school in schools)
        {
            foreach (var allocation in school.Allocations)
            {
                var given = DemonstrationFigures.ForSpecificCircumstances(allocation.Amount);
                allocation.Cap.ShouldBe(CapRule.Cap(school.OrderState, allocation.Amount, allocation.Taken, given), school.Name);
                allocation.Ordered.ShouldBeLessThanOrEqualTo(allocation.Amount, school.Name);
            }
        }
    }

    [Fact]
    public async Task About_three_thousand_orders_are_in_every_status_and_a_few_are_overdue()
    {
        var orders = await Database.ReadAsync(db => db.Orders.AsNoTracking().Include(o => o.Deliveries).ToListAsync());

        orders.Count.ShouldBeInRange(2_500, 3_500);
        orders.Select(o => o.Status).Distinct().Count().ShouldBe(Enum.GetValues<OrderStatus>().Length);
        orders.Count(o => o.Status == OrderStatus.Delivered).ShouldBeGreaterThan(orders.Count * 3 / 4);
        orders.Count(o => o.DueOn < LondonTime.DateOf(Database.Clock.Now)).ShouldBeInRange(5, 100);
        orders.ShouldAllBe(o => o.PlacedAt <= Database.Clock.Now && o.PlacedAt > Database.Clock.Now.AddDays(-DemonstrationOrdersDays - 1));
        orders.ShouldAllBe(o => o.Deliveries.All(d => (d.DeliveredAt ?? d.DispatchedAt ?? o.PlacedAt) <= Database.Clock.Now));
    }

    [Fact]
    public async Task Every_order_has_its_story()
    {
        var told = await Database.ReadAsync(db => db.History.Where(e => e.OrderId != null).GroupBy(e => e.What).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        var orders = await Database.ReadAsync(db => db.Orders.CountAsync());

        (told[HistoryKind.OrderPlaced] + told[HistoryKind.OrderedWithSupplier]).ShouldBe(orders);
        told[HistoryKind.OrderRejected].ShouldBe(await Database.ReadAsync(db => db.Orders.CountAsync(o => o.Status == OrderStatus.Rejected)));
        told[HistoryKind.OrderStopped].ShouldBe(await Database.ReadAsync(db => db.Orders.CountAsync(o => o.Status == OrderStatus.Stopped)));
        told[HistoryKind.DeliveryDelivered].ShouldBe(await Database.ReadAsync(db => db.Deliveries.CountAsync(d => d.DeliveredAt != null)));
        told[HistoryKind.DeliveryDelayed].ShouldBe(await Database.ReadAsync(db => db.Deliveries.CountAsync(d => d.DelayReason != null)));
    }

    [Fact]
    public async Task The_supplier_was_told_every_cap_and_has_accepted_it()
    {
        var lines = await Database.ReadAsync(async db => await CapNumbers.ReadAsync(db, CapsChanged.School(await db.Schools.Select(s => s.Id).ToListAsync())));

        lines.Count.ShouldBe(2 * 22_024);
        lines.Where(line => line.IsDue).ShouldBeEmpty();
        var board = (await Database.Get<CapCalls>().ReadAsync(await SupportAsync(), page: 1)).Value;
        (board.Waiting, board.Held, board.Refused.Count).ShouldBe((0, 0, 0));
        board.Calls.Count.ShouldBe(11, "one of each named school");
        board.Calls.ShouldAllBe(call => call.Outcome == CapCallOutcome.Accepted && call.Records == 2);
    }

    [Fact]
    public async Task The_supplier_counts_what_was_ordered_but_for_four_named_schools()
    {
        var differences = (await Database.Get<UsageDifferences>().ReadAsync(await SupportAsync(), new())).Value;

        differences.Rows.Select(d => (d.Urn.Value, d.Kind)).ShouldBe(
        [
            (119129, DifferenceKind.SupplierCountsMore), (119714, DifferenceKind.AnotherCap), (119722, DifferenceKind.WeCountMore), (119771, DifferenceKind.WeCountMore),
        ], ignoreOrder: true);
        differences.Rows.Where(d => d.Kind != DifferenceKind.AnotherCap).ShouldAllBe(d => d.Since < Database.Clock.Now - OrderBoard.DifferenceStays);
        (await Database.ReadAsync(db => db.UsagePayloads.AsNoTracking().ToListAsync())).ShouldAllBe(p => p.Outcome == UsageOutcome.Succeeded && p.Records > 0);
        (await Database.ReadAsync(db => db.Allocations.CountAsync(a => a.Used > 0 && !db.UsageReports.Any(r => r.SchoolId == a.SchoolId && r.Category == a.Category)))).ShouldBe(0);
    }

    [Fact]
    public async Task Some_requests_for_more_devices_wait_and_some_are_answered()
    {
        var queries = await Database.ReadAsync(db => db.AllocationQueries.AsNoTracking().Include(q => q.Lines).Include(q => q.School!.Allocations).ToListAsync());

        queries.GroupBy(q => q.State).ToDictionary(g => g.Key, g => g.Count()).ShouldBe(
            new Dictionary<AllocationQueryState, int> { [AllocationQueryState.Open] = 3, [AllocationQueryState.Granted] = 2, [AllocationQueryState.Refused] = 1 }, ignoreOrder: true);
        queries.ShouldAllBe(q => q.Lines.TrueForAll(l => q.School!.Allocations.Single(a => a.Category == l.Category).Amount >= l.Granted));
        (await Database.ReadAsync(db => db.History.CountAsync(e => e.AllocationQueryId != null))).ShouldBe(6 + 3);
        (await Database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind != AccountChanged.Kind))).ShouldBe(0, "nobody is written to because a database was filled");
    }

    [Theory]
    [InlineData("amira.hussain@example.org", OrderState.CanOrder, true, true)]
    [InlineData("grace.lowther@example.org", OrderState.CannotOrder, false, false)]
    [InlineData("daniel.pruett@example.org", OrderState.CanOrderForSpecificCircumstances, true, true)]
    [InlineData("hannah.brindle@example.org", OrderState.CannotOrderAsReopened, false, false)]
    [InlineData("owen.castle@example.org", OrderState.CanOrder, false, false)]
    [InlineData("leila.farrow@example.org", OrderState.CanOrder, false, true)]
    [InlineData("marcus.thorne@example.org", OrderState.CanOrder, true, true)]
    [InlineData("nadia.whitlock@example.org", OrderState.CanOrder, false, false)]
    [InlineData("sean.maddox@example.org", OrderState.CanOrder, true, true)]
    public async Task Each_school_person_is_of_a_school_in_the_state_that_they_show(string email, OrderState state, bool laptopsLeft, bool routersLeft)
    {
        var school = (await SchoolsOfAsync(email)).ShouldHaveSingleItem();

        school.OrderState.ShouldBe(state);
        Left(school, DeviceCategory.LaptopsAndTablets).ShouldBe(laptopsLeft);
        Left(school, DeviceCategory.Routers).ShouldBe(routersLeft);
    }

    [Fact]
    public async Task The_large_school_has_150_devices_or_more_left()
    {
        var school = (await SchoolsOfAsync("marcus.thorne@example.org")).ShouldHaveSingleItem();

        school.Allocations.Single(a => a.Category == DeviceCategory.LaptopsAndTablets).Left.ShouldBeGreaterThanOrEqualTo(150);
    }

    [Fact]
    public async Task One_colleague_may_not_order_and_one_person_has_two_schools()
    {
        (await MembershipsOfAsync("tom.okafor@example.org")).ShouldHaveSingleItem().OrdersDevices.ShouldBeFalse();
        (await SchoolsOfAsync("peter.ashdown@example.org")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Responsible_body_people_answer_for_the_largest_ones()
    {
        var authority = (await MembershipsOfAsync("carol.fenwick@example.org")).ShouldHaveSingleItem().ResponsibleBodyId;
        var trust = (await MembershipsOfAsync("imran.sayed@example.org")).ShouldHaveSingleItem().ResponsibleBodyId;

        (await Database.ReadAsync(db => db.Schools.CountAsync(s => s.ResponsibleBodyId == trust))).ShouldBe(54);
        var largest = await Database.ReadAsync(db => db.Schools.GroupBy(s => s.ResponsibleBodyId).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstAsync());
        authority.ShouldBe(largest);
    }

    [Fact]
    public async Task Everybody_on_the_list_can_be_found_in_their_role()
    {
        foreach (var person in DemonstrationPeople.All)
        {
            var user = await Database.ReadAsync(db => db.Users.SingleOrDefaultAsync(u => u.EmailAddress == person.EmailAddress));
            user.ShouldNotBeNull(person.Name).Role.ShouldBe(person.Role);
            EmailAddress.TryParse(person.EmailAddress, out var address).ShouldBeTrue();
            address.Domain.ShouldBe("example.org");
        }
    }

    [Fact]
    public async Task No_organisation_has_more_people_who_order_than_may_and_its_first_person_does()
    {
        var memberships = await Database.ReadAsync(db => db.Memberships.AsNoTracking().Include(m => m.ResponsibleBody).OrderBy(m => m.Id).ToListAsync());

        foreach (var people in memberships.GroupBy(m => (m.SchoolId, m.ResponsibleBodyId)))
        {
            var accounts = people.First().ResponsibleBody?.Kind == ResponsibleBodyKind.LocalAuthority ? new[] { Account.Education, Account.SocialCare } : [Account.Education];
            var most = people.Key.SchoolId is null ? 1 + WhoOrdersRules.NominatedPerAccount : WhoOrdersRules.PerSchool;
            foreach (var account in accounts)
            {
                people.First().OrdersOn(account).ShouldBeTrue($"{people.Key} {account}");
                people.Count(m => m.OrdersOn(account)).ShouldBeLessThanOrEqualTo(most);
            }
        }

        memberships.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_filled_where_there_are_schools() => (await Database.Get<DemonstrationData>().FillAsync()).ShouldBeFalse();

    [PostgreSqlFact]
    public async Task It_fills_PostgreSQL_with_the_same()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);

        await database.Get<DemonstrationData>().FillAsync();

        (await NumbersAsync(database)).ShouldBe(await NumbersAsync(Database));
        var school = await database.ReadAsync(db => db.Schools.AsNoTracking().SingleAsync(s => s.Urn == Urn.From(119_714)));
        var orders = await database.ReadAsync(db => db.Orders.CountAsync());
        (await database.Given.OrderAsync(school)).Id.ShouldBe(orders + 1);
    }

    private const int DemonstrationOrdersDays = 60;

    private static async Task<(int, int, int, int, int, int)> NumbersAsync(TestDatabase database) => await database.ReadAsync(async db =>
        (await db.Schools.CountAsync(), await db.Allocations.SumAsync(a => a.Cap), await db.Allocations.SumAsync(a => a.Ordered),
            await db.Orders.CountAsync(), await db.Deliveries.CountAsync(), await db.History.CountAsync()));

    private static bool Left(School school, DeviceCategory category) => school.Allocations.Single(a => a.Category == category).Left > 0;

    private async Task<Viewer> SupportAsync() => (await Database.ReadAsync(db => db.Users.AsNoTracking().FirstAsync(u => u.Role == Role.Support))).AsViewer();

    private Task<List<Membership>> MembershipsOfAsync(string email) =>
        Database.ReadAsync(db => db.Memberships.AsNoTracking().Where(m => m.User!.EmailAddress == email).ToListAsync());

    private async Task<List<School>> SchoolsOfAsync(string email)
    {
        var ids = (await MembershipsOfAsync(email)).ConvertAll(m => m.SchoolId);
        return await Database.ReadAsync(db => db.Schools.AsNoTracking().Include(s => s.Allocations).Where(s => ids.Contains(s.Id)).ToListAsync());
    }
}
