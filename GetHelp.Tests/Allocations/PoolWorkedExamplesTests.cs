using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.Supplier.Usage;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

/// <summary>Every row of the table of spec 02 §5.4, from schools in the database to what is shown of their pool and what the supplier is told of
/// each. Numbers are written as there: allocation, cap, ordered.</summary>
public sealed class PoolWorkedExamplesTests : IAsyncLifetime
{
    private const DeviceCategory Laptops = DeviceCategory.LaptopsAndTablets;
    private readonly List<School> schools = [];
    private TestDatabase database = null!;
    private ResponsibleBody body = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => database.DisposeAsync().AsTask();

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_120_100_87_and_B_200_100_50_share_320_200_137_and_are_told_150_and_113(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await MemberAsync(120, 100, 87);
        await MemberAsync(200, 100, 50);

        await PoolIsAsync(320, 200, 137);
        await ToldAsync(150, 113);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task When_B_30_10_1_joins_A_30_20_10_the_pool_becomes_60_30_11_and_when_A_becomes_40_40_26_it_is_70_50_27(DatabaseProvider provider)
    {
        await OnAsync(provider);
        var a = await MemberAsync(30, 20, 10);
        await PoolIsAsync(30, 20, 10);
        var b = await MemberAsync(30, 10, 1, WhoWillOrder.School);
        await database.SayWhoOrdersAsync(await database.Given.SupportAsync(), [b.Urn], WhoWillOrder.ResponsibleBody);
        await PoolIsAsync(60, 30, 11);
        await ToldAsync(29, 20);

        await CanOrderAsync(a, 40);
        await OrderAsync(a, 16);

        await PoolIsAsync(70, 50, 27);
        await ToldAsync(49, 24);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_25_B_50_and_C_10_of_which_none_is_ordered_share_85_and_are_told_85_each(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await MemberAsync(25, 25, 0);
        await MemberAsync(50, 50, 0);
        await MemberAsync(10, 10, 0);

        await PoolIsAsync(85, 85, 0);
        await ToldAsync(85, 85, 85);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task With_20_left_in_the_pool_A_that_ordered_10_is_told_30_and_B_that_ordered_none_20(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await MemberAsync(15, 15, 10);
        await MemberAsync(15, 15, 0);

        await ToldAsync(30, 20);
    }

    /// <summary>The original told C 39. Ours is not offered what the others have (spec 08 A5), nor does its part count as if it could order it.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task When_C_30_10_10_joins_that_cannot_order_it_is_told_what_it_ordered_and_the_others_what_they_were(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await MemberAsync(30, 20, 10);
        await MemberAsync(30, 10, 1);
        var c = await database.Given.SchoolAsync(laptops: 30, ordered: 10, state: OrderState.CannotOrder, body: body, who: WhoWillOrder.ResponsibleBody);
        schools.Add(c);

        await PoolIsAsync(90, 40, 21);
        await ToldAsync(29, 20, 10);
    }

    /// <summary>The original told a school that had ordered 5 minus 10, which the supplier refuses (spec 08 A4).</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task When_45_are_gone_of_a_pool_of_30_each_school_is_told_what_it_has_taken_and_nothing_is_left(DatabaseProvider provider)
    {
        await OnAsync(provider);
        var a = await MemberAsync(25, 25, 0);
        var b = await MemberAsync(5, 5, 5);

        await CapUsageServiceTests.ReportAsync(database, "over", database.Clock.Now, CapUsageServiceTests.Line(a, 40));

        await ToldAsync(40, 5);
        (await OrderingAsync(b)).Left(Laptops).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_devolved_school_of_the_same_body_is_told_its_own_cap(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await MemberAsync(120, 100, 87);
        await MemberAsync(200, 100, 50, WhoWillOrder.School);

        await PoolIsAsync(120, 100, 87);
        await ToldAsync(100, 100);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Where_the_body_does_not_pool_each_school_is_told_its_own_cap(DatabaseProvider provider)
    {
        await OnAsync(provider);
        await MemberAsync(120, 100, 87);
        await MemberAsync(200, 100, 50);

        await database.Get<WhoWillOrderService>().SetPoolingAsync(await database.Given.SupportAsync(), body.Id, pools: false, "A test");

        (await OrderingAsync(schools[0])).Pool.ShouldBeNull();
        await ToldAsync(100, 100);
    }

    /// <summary>Spec 08 A11: more ordered than is set aside, as a pool makes possible, and closed all the same.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_for_which_more_was_ordered_than_is_set_aside_can_be_closed(DatabaseProvider provider)
    {
        await OnAsync(provider);
        var a = await MemberAsync(10, 10, 0);
        await MemberAsync(50, 50, 0);
        await OrderAsync(a, 25);

        (await database.Get<AllocationService>().SetOrderStateAsync(
            await database.Given.SupportAsync(), new() { Urn = a.Urn, State = OrderState.CannotOrder, Why = "A test" })).Refusals.ShouldBeEmpty();

        await PoolIsAsync(60, 60, 25);
        await ToldAsync(25, 35);
    }

    /// <summary>What the original's own page on pools works out, with orders: B's cap was agreed, C cannot order. When the first 7 come for A they are A's own,
    /// and the next 10 take B's with them.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_10_10_0_B_10_7_0_and_C_10_0_0_that_cannot_order_share_30_17_0_until_17_are_ordered_for_A(DatabaseProvider provider)
    {
        await OnAsync(provider);
        var a = await MemberAsync(10, 10, 0);
        await MemberAsync(10, 7, 0);
        await ClosedMemberAsync(10);
        await PoolIsAsync(30, 17, 0);
        await ToldAsync(17, 17, 0);

        await OrderAsync(a, 7);
        await PoolIsAsync(30, 17, 7);
        await ToldAsync(17, 10, 0);

        await OrderAsync(a, 10);
        await PoolIsAsync(30, 17, 17);
        await ToldAsync(17, 0, 0);
    }

    /// <summary>The same page's rare case: the supplier sells one more. The original raised the pool's cap to 18; ours stays what was set aside, and
    /// the 10 of C, which cannot order, do not pay for it.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task When_the_supplier_sells_18_of_a_pool_of_17_nothing_is_left_and_nobody_who_cannot_order_lends(DatabaseProvider provider)
    {
        await OnAsync(provider);
        var a = await MemberAsync(10, 10, 0);
        await MemberAsync(10, 7, 0);
        await ClosedMemberAsync(10);
        await OrderAsync(a, 17);

        await CountAsync("18", a, 18);

        await PoolIsAsync(30, 17, 17);
        (await LeftAsync(a)).ShouldBe(0);
        await ToldAsync(18, 0, 0);
    }

    /// <summary>And its last one, [30, 31, 31]: of three schools with 10 each the supplier sells 31 to one. The original raised the pool's cap to 31; ours says
    /// that nothing is left, tells nobody less than they have taken, and shows the difference to support.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task When_the_supplier_sells_31_of_a_pool_of_30_one_is_too_many_and_support_is_shown_where(DatabaseProvider provider)
    {
        await OnAsync(provider);
        var a = await ThreeOfTenAsync();

        await CountAsync("31", a, 31);

        await PoolIsAsync(30, 30, 0);
        var pool = (await OrderingAsync(a)).Pool!.Of(Laptops);
        (pool.Taken, pool.Left).ShouldBe((31, 0));
        await ToldAsync(31, 0, 0);
        var differences = (await database.Get<UsageDifferences>().ReadAsync(await database.Given.SupportAsync(), new())).Value;
        differences.Rows.Select(d => (d.SchoolId, d.Ordered, d.Used)).ShouldBe([(a.Id, 0, 31)]);
    }

    /// <summary>The original kept what had been borrowed in numbers of its own and had them wrong afterwards (spec 09, virtual caps); ours are worked out anew.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task When_the_31_turn_out_to_be_7_everybody_may_order_what_those_leave(DatabaseProvider provider)
    {
        await OnAsync(provider);
        var a = await ThreeOfTenAsync();
        await CountAsync("31", a, 31);

        await CountAsync("7", a, 7);

        (await LeftAsync(a)).ShouldBe(23);
        await ToldAsync(30, 23, 23);
    }

    /// <summary>Spec 08 A8: of a school that had a record of one category in the pool the original left the other out.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_with_a_record_of_one_category_alone_shares_that_one(DatabaseProvider provider)
    {
        await OnAsync(provider);
        var a = await MemberAsync(25, 25, 0);
        await MemberAsync(50, 50, 0);
        await database.ReadAsync(db => db.Allocations.Where(x => x.SchoolId == a.Id && x.Category == DeviceCategory.Routers).ExecuteDeleteAsync());

        await PoolIsAsync(75, 75, 0);
        await ToldAsync(75, 75);
    }

    private async Task OnAsync(DatabaseProvider provider)
    {
        database = await TestDatabase.CreateAsync(provider);
        body = await database.Given.ResponsibleBodyAsync(pools: true);
    }

    private async Task<School> ThreeOfTenAsync()
    {
        var first = await MemberAsync(10, 10, 0);
        await MemberAsync(10, 10, 0);
        await MemberAsync(10, 10, 0);
        return first;
    }

    private async Task ClosedMemberAsync(int allocation) => schools.Add(
        await database.Given.SchoolAsync(laptops: allocation, routers: 0, state: OrderState.CannotOrder, body: body, who: WhoWillOrder.ResponsibleBody));

    /// <summary>The supplier reports how many it counts for a school.</summary>
    private async Task CountAsync(string message, School school, int used)
    {
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        (await CapUsageServiceTests.ReportAsync(database, message, database.Clock.Now, CapUsageServiceTests.Line(school, used))).Outcome.ShouldBe(UsageOutcome.Succeeded);
    }

    private async Task<int> LeftAsync(School school) => (await OrderingAsync(school)).Left(Laptops);

    /// <summary>A school with a cap below its allocation is one with specific circumstances.</summary>
    private async Task<School> MemberAsync(int allocation, int cap, int ordered, WhoWillOrder who = WhoWillOrder.ResponsibleBody)
    {
        var state = cap == allocation ? OrderState.CanOrder : OrderState.CanOrderForSpecificCircumstances;
        schools.Add(await database.Given.SchoolAsync(laptops: allocation, routers: 0, state: state, cap: cap, ordered: ordered, body: body, who: who));
        return schools[^1];
    }

    private async Task CanOrderAsync(School school, int allocation)
    {
        var support = await database.Given.SupportAsync();
        await database.Get<AllocationService>().SetOrderStateAsync(support, new() { Urn = school.Urn, State = OrderState.CanOrder, Why = "A test" });
        await database.Get<AllocationService>().AdjustAllocationAsync(support, new() { Urn = school.Urn, Category = Laptops, Amount = allocation, Why = "A test" });
    }

    private async Task OrderAsync(School school, int laptops) => (await database.Get<OrderService>().PlaceAsync(
        await database.Given.ResponsibleBodyUserAsync(body), new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = [new(Product.Ipad, laptops)] })).Refusals.ShouldBeEmpty();

    private async Task PoolIsAsync(int allocation, int cap, int ordered)
    {
        var pool = (await OrderingAsync(schools[0])).Pool!.Of(Laptops);
        (pool.Allocation, pool.Cap, pool.Ordered).ShouldBe((allocation, cap, ordered));
    }

    private async Task ToldAsync(params int[] numbers)
    {
        var lines = await database.ReadAsync(db => CapNumbers.ReadAsync(db, CapsChanged.School(schools.Select(s => s.Id))));
        schools.ConvertAll(school => lines.Single(line => line.SchoolId == school.Id && line.Category == Laptops).Number).ShouldBe(numbers);
    }

    private async Task<SchoolOrdering> OrderingAsync(School school) =>
        (await database.Get<SchoolOrderingReader>().FindAsync(await database.Given.SupportAsync(), school.Urn)).ShouldNotBeNull();
}
