using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Usage;

public sealed class CapUsageServiceTests
{
    private static readonly DateTime Nine = new(2021, 3, 3, 9, 0, 0, DateTimeKind.Utc);

    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task The_greater_count_rules_what_may_still_be_ordered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, ordered: 5);

        await ReportAsync(database, "a", Nine, Line(school, 12));

        var allocation = await AllocationAsync(database, school);
        (allocation.Ordered, allocation.Used, allocation.Left).ShouldBe((5, 12, 28));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_id_that_is_too_long_to_be_kept_is_none_and_the_message_counts(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40);

        (await ReportAsync(database, new string('a', UsagePayload.PayloadIdMaxLength + 1), Nine, Line(school, 12))).Outcome.ShouldBe(UsageOutcome.Succeeded);

        (await database.ReadAsync(db => db.UsagePayloads.SingleAsync())).PayloadId.ShouldBeNull();
    }

    /// <summary>Spec 03 §2.3: more can be used than the cap, and the supplier's cap is not taken for ours (spec 08 B7).</summary>
    [Theory, MemberData(nameof(Both))]
    public async Task More_can_be_used_than_the_cap_and_the_suppliers_cap_is_not_ours(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 30);

        (await ReportAsync(database, "a", Nine, Line(school, 33))).Outcome.ShouldBe(UsageOutcome.Succeeded);

        var allocation = await AllocationAsync(database, school);
        (allocation.Amount, allocation.Cap, allocation.Used, allocation.Left).ShouldBe((30, 30, 33, 0));
        (await database.ReadAsync(db => db.UsageReports.SingleAsync(r => r.SchoolId == school.Id))).CapAmount.ShouldBe(40, "what it said is kept beside ours");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_category_of_which_the_school_has_no_record_fails_and_the_other_does_not(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40);
        await database.ReadAsync(db => db.Allocations.Where(a => a.SchoolId == school.Id && a.Category == DeviceCategory.Routers).ExecuteDeleteAsync());

        var answer = await ReportAsync(database, "a", Nine, Line(school, 1, DeviceCategory.Routers), Line(school, 3));

        (answer.Outcome, answer.Failed.Single().Why).ShouldBe((UsageOutcome.PartiallyFailed, "Nothing is set aside for the school in DfE_RemainThresholdQty|Coms_Device"));
        (await AllocationAsync(database, school)).Used.ShouldBe(3);
    }

    /// <summary>In the original one such record lost all that came after it (spec 08 B4). Here the database refuses it, as a bug of ours would.</summary>
    [Fact]
    public async Task What_fails_by_our_fault_loses_nobody_elses_record_and_the_same_message_tries_it_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (first, broken, last) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        UsageRecord[] records = [Line(first, 3), Line(broken, 4), Line(last, 5)];
        await database.ReadAsync(db => db.Database.ExecuteSqlRawAsync(
            """CREATE TRIGGER broken BEFORE UPDATE ON "Allocations" WHEN NEW."Used" = 4 BEGIN SELECT RAISE(ABORT, 'broken'); END"""));

        var answer = await ReportAsync(database, "a", Nine, records);
        (answer.Outcome, answer.Failed.Single().Record.ShipTo).ShouldBe((UsageOutcome.PartiallyFailed, broken.ShipTo));
        (await UsedAsync()).ShouldBe([3, 0, 5]);

        await database.ReadAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER broken"));
        (await ReportAsync(database, "a", Nine, records)).Outcome.ShouldBe(UsageOutcome.Succeeded);
        (await UsedAsync()).ShouldBe([3, 4, 5]);

        Task<List<int>> UsedAsync() => database.ReadAsync(db => db.Allocations
            .Where(a => a.Category == DeviceCategory.LaptopsAndTablets).OrderBy(a => a.SchoolId).Select(a => a.Used).ToListAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_same_message_again_changes_nothing_and_gets_the_same_answer(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40);
        var first = await ReportAsync(database, "a", Nine, Line(school, 3), Line("0000000000", 1));
        await ReportAsync(database, "b", Nine.AddMinutes(1), Line(school, 5));
        database.Clock.Advance(TimeSpan.FromHours(1));

        var again = await ReportAsync(database, "a", Nine, Line(school, 3), Line("0000000000", 1));

        (again.AnsweredAt, again.Outcome, again.PayloadId).ShouldBe((first.AnsweredAt, UsageOutcome.PartiallyFailed, "a"));
        again.Failed.ShouldBe(first.Failed);
        (await AllocationAsync(database, school)).Used.ShouldBe(5);
        (await database.ReadAsync(db => db.UsagePayloads.AsNoTracking().SingleAsync(p => p.PayloadId == "a"))).Replays.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task The_same_message_many_times_at_once_is_applied_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ReportAsync(database, "a", Nine, Line(school, 3)))));

        answers.ShouldAllBe(answer => answer.Outcome == UsageOutcome.Succeeded);
        (await database.ReadAsync(db => db.UsagePayloads.CountAsync())).ShouldBe(1);
        (await OrdersAsync(database, school)).ShouldHaveSingleItem().Quantity(DeviceCategory.LaptopsAndTablets).ShouldBe(3);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_older_message_that_comes_late_is_left_alone_and_counts_as_succeeded(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 5);
        await ReportAsync(database, "new", Nine, Line(school, 8));

        var answer = await ReportAsync(database, "old", Nine.AddMinutes(-5), Line(school, 3), Line(school, 2, DeviceCategory.Routers));

        answer.Outcome.ShouldBe(UsageOutcome.Succeeded);
        (await AllocationAsync(database, school)).Used.ShouldBe(8);
        (await AllocationAsync(database, school, DeviceCategory.Routers)).Used.ShouldBe(2, "of routers nothing newer was told");
        (await database.ReadAsync(db => db.UsagePayloads.AsNoTracking().SingleAsync(p => p.PayloadId == "old"))).Outdated.ShouldBe(1);
    }

    [Fact]
    public async Task A_clock_of_the_supplier_that_is_ahead_does_not_make_later_messages_old()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 40);
        await ReportAsync(database, "2099", new(2099, 1, 1, 0, 0, 0, DateTimeKind.Utc), Line(school, 8));
        database.Clock.Advance(TimeSpan.FromMinutes(1));

        await ReportAsync(database, "now", database.Clock.Now, Line(school, 9));

        (await AllocationAsync(database, school)).Used.ShouldBe(9);
    }

    [Fact]
    public async Task Another_message_under_an_id_that_was_used_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 40);
        await ReportAsync(database, "a", Nine, Line(school, 3));

        var answer = await ReportAsync(database, "a", Nine.AddMinutes(1), Line(school, 9));

        (answer.Outcome, answer.PayloadId).ShouldBe((UsageOutcome.Failed, "a"));
        answer.Failed.Single().Why.ShouldBe("payloadID a was used before, for another message");
        (await AllocationAsync(database, school)).Used.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_two_records_of_one_school_and_category_the_last_counts(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40);

        await ReportAsync(database, "a", Nine, Line(school, 3), Line(school, 6));

        (await AllocationAsync(database, school)).Used.ShouldBe(6);
    }

    [Fact]
    public async Task Only_the_supplier_may_tell_what_was_used()
    {
        await using var database = await TestDatabase.CreateAsync();
        foreach (var viewer in new[] { await database.Given.SupportAsync(), Viewer.Service })
        {
            var result = await database.Get<CapUsageService>().ApplyAsync(viewer, Message("a", Nine), "Test");
            result.Refusals.Single().ShouldBeOfType<NotAllowed>();
        }

        (await database.ReadAsync(db => db.UsagePayloads.CountAsync())).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Devices_ordered_past_this_service_appear_as_an_order_with_the_supplier(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 5);
        await database.Given.OrderAsync(school, null, new LineAsked(Product.Ipad, 4));

        await ReportAsync(database, "a", Nine, Line(school, 6), Line(school, 1, DeviceCategory.Routers));
        await ReportAsync(database, "b", Nine.AddMinutes(1), Line(school, 9));

        var orders = await OrdersAsync(database, school);
        orders.Select(o => (o.Lines.Single().Product, o.Lines.Single().Quantity)).ShouldBe(
            [(Product.LaptopOrTablet, 2), (Product.Router, 1), (Product.LaptopOrTablet, 3)], ignoreOrder: true);
        orders.ShouldAllBe(o => o.Status == OrderStatus.Accepted && o.DueOn == null && o.Deliveries.Count == 0 && o.PlacedBy == "The supplier");
        (await AllocationAsync(database, school)).Ordered.ShouldBe(4, "the supplier's own count has the rest");
        (await database.ReadAsync(db => db.History.Where(e => e.What == HistoryKind.OrderedWithSupplier && e.SchoolId == school.Id).OrderBy(e => e.Id).Select(e => e.Detail).ToListAsync()))
            .ShouldBe(["2 laptops and tablets; the supplier counts 6 in all, this service 4", "1 router; the supplier counts 1 in all, this service 0", "3 laptops and tablets; the supplier counts 9 in all, this service 4"]);
        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == "supplier.order"))).ShouldBe(1, "the supplier knows its own orders");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task When_the_supplier_counts_fewer_the_newest_of_them_shrink_and_stop(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40);
        await ReportAsync(database, "a", Nine, Line(school, 6));
        await ReportAsync(database, "b", Nine.AddMinutes(1), Line(school, 9));

        await ReportAsync(database, "c", Nine.AddMinutes(2), Line(school, 4));

        (await OrdersAsync(database, school)).Select(o => (o.Status, o.Lines.Single().Quantity)).ShouldBe([(OrderStatus.Accepted, 4), (OrderStatus.Stopped, 3)]);
        var history = await database.ReadAsync(db => db.History.Where(e => e.What == HistoryKind.OrderedFewerWithSupplier).OrderBy(e => e.Id).Select(e => e.Detail).ToListAsync());
        history.ShouldBe(["3 laptops and tablets fewer; the supplier counts 4 in all, this service 0", "2 laptops and tablets fewer; the supplier counts 4 in all, this service 0"]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task One_message_can_tell_of_the_same_school_and_category_again_after_it_stopped_an_order(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40);
        await ReportAsync(database, "a", Nine, Line(school, 9));

        (await ReportAsync(database, "b", Nine.AddMinutes(1), Line(school, 0), Line(school, 4))).Outcome.ShouldBe(UsageOutcome.Succeeded);

        (await OrdersAsync(database, school)).Select(o => (o.Status, o.Lines.Single().Quantity)).ShouldBe([(OrderStatus.Stopped, 9), (OrderStatus.Accepted, 4)]);
    }

    [Fact]
    public async Task A_school_is_told_when_it_can_order_again()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 10);
        await ReportAsync(database, "a", Nine, Line(school, 10));
        var told = database.Get<LiveUpdates>().ChangeOf(Topic.School(school.Id));

        await ReportAsync(database, "b", Nine.AddMinutes(1), Line(school, 7));

        database.Get<LiveUpdates>().ChangeOf(Topic.School(school.Id)).ShouldBeGreaterThan(told);
        (await AllocationAsync(database, school)).Left.ShouldBe(3);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_one_member_of_a_pool_has_used_the_others_cannot_be_sent(DatabaseProvider provider)
    {
        var supplier = new Caps.FakeCapReceiver();
        await using var database = await Caps.FakeCapReceiver.DatabaseAsync(provider, supplier);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var a = await database.Given.SchoolAsync(laptops: 10, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        var b = await database.Given.SchoolAsync(laptops: 20, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);

        await ReportAsync(database, "a", Nine, Line(a, 12));
        await database.Get<Core.Outbox.OutboxDelivery>().SendDueAsync();

        supplier.Last.ShouldBe([(a.ShipTo!, DeviceCategory.LaptopsAndTablets, 30), (b.ShipTo!, DeviceCategory.LaptopsAndTablets, 18)], ignoreOrder: true);
    }

    [Fact]
    public async Task Since_when_the_counts_differ_is_kept_until_they_agree()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 40, ordered: 5);
        await ReportAsync(database, "a", Nine, Line(school, 4));
        var began = database.Clock.Now;
        database.Clock.Advance(TimeSpan.FromDays(1));
        await ReportAsync(database, "b", database.Clock.Now, Line(school, 3));
        (await SinceAsync()).ShouldBe(began);

        await ReportAsync(database, "c", database.Clock.Now, Line(school, 5));
        (await SinceAsync()).ShouldBeNull();

        Task<DateTime?> SinceAsync() => database.ReadAsync(db => db.UsageReports.Where(r => r.SchoolId == school.Id).Select(r => r.DiffersSince).SingleAsync());
    }

    internal static Task<UsageAnswer> ReportAsync(TestDatabase database, string id, DateTime sentAt, params UsageRecord[] records) => SendAsync(database, Message(id, sentAt, records));

    internal static UsageRecord Line(School school, int used, DeviceCategory category = DeviceCategory.LaptopsAndTablets) => Line(school.ShipTo!, used, category);

    private static UsageRecord Line(string shipTo, int used, DeviceCategory category = DeviceCategory.LaptopsAndTablets) => new(category.CapType(), shipTo, "40", $"{used}");

    private static CapUsage Message(string id, DateTime sentAt, params UsageRecord[] records) => new()
    {
        PayloadId = id,
        SentAt = sentAt,
        Records = records,
        Document = $"{id} {sentAt:O} {string.Join(';', records.Select(r => r.ToString()))}",
    };

    private static async Task<UsageAnswer> SendAsync(TestDatabase database, CapUsage message) => (await database.Get<CapUsageService>().ApplyAsync(Viewer.Supplier, message, "Test")).Value;

    private static Task<Allocation> AllocationAsync(TestDatabase database, School school, DeviceCategory category = DeviceCategory.LaptopsAndTablets) =>
        database.ReadAsync(db => db.Allocations.AsNoTracking().SingleAsync(a => a.SchoolId == school.Id && a.Category == category));

    private static Task<List<Order>> OrdersAsync(TestDatabase database, School school) =>
        database.ReadAsync(db => db.Orders.AsNoTracking().Include(o => o.Lines).Include(o => o.Deliveries)
            .Where(o => o.SchoolId == school.Id && o.Source == OrderSource.Supplier).OrderBy(o => o.Id).ToListAsync());
}
