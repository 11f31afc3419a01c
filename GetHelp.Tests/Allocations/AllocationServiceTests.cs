using System.Data.Common;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Allocations;

public sealed class AllocationServiceTests
{
    private const OrderState Specific = OrderState.CanOrderForSpecificCircumstances;

    /// <summary>The worked example of spec 02 §2, from every state to every state.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Any_state_can_follow_any_state_and_the_caps_follow_with_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        foreach (var before in Enum.GetValues<OrderState>())
        {
            foreach (var (after, caps) in new[] { (OrderState.CannotOrder, "13 0"), (OrderState.CannotOrderAsReopened, "13 0"), (Specific, "17 2"), (OrderState.CanOrder, "27 10") })
            {
                var school = await database.Given.SchoolAsync(laptops: 27, ordered: 13, state: before, cap: 14);

                (await SetAsync(database, support, school, after, laptops: 17, routers: 2)).Value.ShouldBe(after != before || after == Specific);

                (await NumbersAsync(database, school)).Select(a => $"{a.Cap}").ShouldBe(caps.Split(' '), $"from {before} to {after}");
                (await StateAsync(database, school)).ShouldBe(after);
            }
        }
    }

    /// <summary>The same example in a pool (spec 02 §2): 27 set aside and 13 ordered come to 13, 13, the 17 agreed, and 27, whatever the others have.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task In_a_pool_too_the_caps_follow_from_the_schools_own_numbers(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        await database.Given.SchoolAsync(laptops: 200, ordered: 50, body: body, who: WhoWillOrder.ResponsibleBody);
        var school = await database.Given.SchoolAsync(laptops: 27, ordered: 13, body: body, who: WhoWillOrder.ResponsibleBody);

        foreach (var (state, cap) in new[] { (OrderState.CannotOrder, 13), (OrderState.CannotOrderAsReopened, 13), (Specific, 17), (OrderState.CanOrder, 27) })
        {
            (await SetAsync(database, support, school, state, laptops: 17)).Value.ShouldBeTrue();
            (await NumbersAsync(database, school))[0].ShouldBe(new(DeviceCategory.LaptopsAndTablets, 27, cap, 13), $"{state}");
        }
    }

    /// <summary>The original held it against the pool's total on the form and against the school's own when it saved (spec 08 A13).</summary>
    [Fact]
    public async Task In_a_pool_too_a_cap_is_held_against_what_is_set_aside_for_the_school_itself()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        await database.Given.SchoolAsync(laptops: 200, body: body, who: WhoWillOrder.ResponsibleBody);
        var school = await database.Given.SchoolAsync(laptops: 10, body: body, who: WhoWillOrder.ResponsibleBody);

        (await SetAsync(database, await database.Given.SupportAsync(), school, Specific, laptops: 11)).Refusals
            .ShouldBe([new MoreThanSetAside(DeviceCategory.LaptopsAndTablets, 10)]);
    }

    /// <summary>Spec 02 §4: in "can order" the caps of both categories are their allocations, before and after.</summary>
    [Fact]
    public async Task When_more_is_set_aside_for_a_school_that_can_order_its_cap_follows_and_the_other_category_stays()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 100, routers: 10, ordered: 30);

        await AdjustAsync(database, await database.Given.SupportAsync(), school, 160);

        (await NumbersAsync(database, school)).ShouldBe([new(DeviceCategory.LaptopsAndTablets, 160, 160, 30), new(DeviceCategory.Routers, 10, 10, 0)]);
    }

    /// <summary>Spec 08 A24: the original had it by convention.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_database_itself_takes_one_record_of_a_category_and_no_cap_above_what_is_set_aside(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40);
        await using var db = database.Open();

        await Should.ThrowAsync<DbException>(() => db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "Allocations" ("SchoolId", "Category", "Amount", "Cap", "Ordered", "Used", "Version")
             VALUES ({school.Id}, 'LaptopsAndTablets', 1, 1, 0, 0, 0)
             """));
        await Should.ThrowAsync<DbException>(() => db.Allocations.Where(a => a.SchoolId == school.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.Cap, 41)));

        (await NumbersAsync(database, school))[0].ShouldBe(new(DeviceCategory.LaptopsAndTablets, 40, 40, 0));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_change_is_kept_in_history_and_told_to_who_is_looking(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 5, ordered: 28, state: OrderState.CannotOrder);
        var before = Changes(database, school);

        (await SetAsync(database, support, school, OrderState.CanOrder, why: " Year 9 is\r\nisolating ")).Value.ShouldBeTrue();
        (await AdjustAsync(database, support, school, 60)).Value.ShouldBeTrue();

        var history = await HistoryAsync(database, school);
        history.Select(e => (e.What, e.Detail, e.Why, e.Who)).ShouldBe(
        [
            (HistoryKind.OrderStateChanged, "Order state: cannot order to can order; laptops and tablets: can order 0 to 12; routers: can order 0 to 5", "Year 9 is isolating", support.Name),
            (HistoryKind.AllocationChanged, "Laptops and tablets: 40 to 60; can order 12 to 32", "Agreed on the telephone", support.Name),
        ]);
        Changes(database, school).ShouldBeGreaterThan(before);
    }

    /// <summary>The original sent everything again and wrote to everybody again (spec 08 A18).</summary>
    [Fact]
    public async Task What_is_so_already_is_no_news()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 5);
        var before = Changes(database, school);

        (await SetAsync(database, support, school, OrderState.CanOrder)).Value.ShouldBeFalse();
        (await AdjustAsync(database, support, school, 40)).Value.ShouldBeFalse();

        (await HistoryAsync(database, school)).ShouldBeEmpty();
        Changes(database, school).ShouldBe(before);
        (await database.ReadAsync(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    /// <summary>The example of spec 02 §4: the original refused to make 60 of 100, because the cap was still 100 (spec 08 A10).</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Lowering_an_allocation_lowers_the_cap_in_the_same_step(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 100, ordered: 30);

        await AdjustAsync(database, await database.Given.SupportAsync(), school, 60);

        (await NumbersAsync(database, school))[0].ShouldBe(new(DeviceCategory.LaptopsAndTablets, 60, 60, 30));
    }

    [Fact]
    public async Task An_agreed_cap_stays_when_the_allocation_is_raised_and_comes_down_with_a_lower_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync(laptops: 20, state: OrderState.CannotOrder);
        await SetAsync(database, support, school, Specific, laptops: 10, routers: 0);

        await AdjustAsync(database, support, school, 100);
        (await NumbersAsync(database, school))[0].Cap.ShouldBe(10);
        await AdjustAsync(database, support, school, 4);
        (await NumbersAsync(database, school))[0].Cap.ShouldBe(4);
    }

    [Fact]
    public async Task Setting_aside_less_than_is_ordered_is_refused_with_the_number_and_changes_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 100, ordered: 30);

        var refused = await AdjustAsync(database, await database.Given.SupportAsync(), school, 29);

        refused.Refusals.ShouldBe([new LessThanOrdered(DeviceCategory.LaptopsAndTablets, 30)]);
        (await NumbersAsync(database, school))[0].ShouldBe(new(DeviceCategory.LaptopsAndTablets, 100, 100, 30));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_without_a_record_of_a_category_gets_one(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync();
        await using (var db = database.Open())
        {
            await db.Allocations.Where(a => a.SchoolId == school.Id).ExecuteDeleteAsync();
        }

        await Task.WhenAll(AllocationRules.Categories.Select(category => Task.Run(() => AdjustAsync(database, support, school, 7, category))));

        (await NumbersAsync(database, school)).Select(a => (a.Category, a.Allocation, a.Cap))
            .ShouldBe([(DeviceCategory.LaptopsAndTablets, 7, 7), (DeviceCategory.Routers, 7, 7)]);
    }

    [Fact]
    public async Task Every_reason_why_not_is_given_at_once_and_nothing_is_left_behind()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 5, ordered: 12);

        var refused = await SetAsync(database, await database.Given.SupportAsync(), school, Specific, laptops: 11, routers: 6, why: " \t ");

        refused.Refusals.ShouldBe([new LessThanOrdered(DeviceCategory.LaptopsAndTablets, 12), new MoreThanSetAside(DeviceCategory.Routers, 5), new NoReason()]);
        (await StateAsync(database, school)).ShouldBe(OrderState.CanOrder);
        (await HistoryAsync(database, school)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_that_would_be_right_is_refused_without_a_reason()
    {
        await using var database = await TestDatabase.CreateAsync();
        var support = await database.Given.SupportAsync();
        var school = await database.Given.SchoolAsync(laptops: 40);

        (await AdjustAsync(database, support, school, 50, why: "")).Refusals.ShouldBe([new NoReason()]);
        (await AdjustAsync(database, support, school, 50, why: new('x', 501))).Refusals.ShouldBe([new ReasonTooLong(501)]);
        (await NumbersAsync(database, school))[0].Allocation.ShouldBe(40);
    }

    [Fact]
    public async Task Nobody_but_support_changes_what_a_school_can_order()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(state: OrderState.CannotOrder, body: body);
        Viewer[] others = [await database.Given.SchoolUserAsync(school), await database.Given.ResponsibleBodyUserAsync(body), Viewer.Supplier, Viewer.Service];

        foreach (var viewer in others)
        {
            (await SetAsync(database, viewer, school, OrderState.CanOrder)).Refusals.Single().ShouldBeOfType<NotAllowed>();
            (await AdjustAsync(database, viewer, school, 500)).Refusals.Single().ShouldBeOfType<NotAllowed>();
        }

        (await StateAsync(database, school)).ShouldBe(OrderState.CannotOrder);
    }

    [Fact]
    public async Task A_school_that_is_not_there_is_not_found()
    {
        await using var database = await TestDatabase.CreateAsync();
        var asked = new AdjustAllocation { Urn = Urn.From(999_999), Category = DeviceCategory.Routers, Amount = 1, Why = "A guess" };

        (await database.Get<AllocationService>().AdjustAllocationAsync(await database.Given.SupportAsync(), asked)).Refusals.ShouldBe([new NotFound()]);
    }

    private static Task<Result<bool>> SetAsync(
        TestDatabase database, Viewer viewer, School school, OrderState state, int laptops = 0, int routers = 0, string why = "Agreed on the telephone") =>
        database.Get<AllocationService>().SetOrderStateAsync(viewer, new()
        {
            Urn = school.Urn,
            State = state,
            Caps = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = laptops, [DeviceCategory.Routers] = routers },
            Why = why,
        });

    private static Task<Result<bool>> AdjustAsync(
        TestDatabase database, Viewer viewer, School school, int amount, DeviceCategory category = DeviceCategory.LaptopsAndTablets, string why = "Agreed on the telephone") =>
        database.Get<AllocationService>().AdjustAllocationAsync(viewer, new() { Urn = school.Urn, Category = category, Amount = amount, Why = why });

    private static async Task<List<AllocationLine>> NumbersAsync(TestDatabase database, School school) => await database.ReadAsync(db => db.Allocations
        .Where(a => a.SchoolId == school.Id).OrderBy(a => a.Category).Select(a => new AllocationLine(a.Category, a.Amount, a.Cap, a.Ordered)).ToListAsync());

    private static Task<OrderState> StateAsync(TestDatabase database, School school) =>
        database.ReadAsync(db => db.Schools.Where(s => s.Id == school.Id).Select(s => s.OrderState).SingleAsync());

    private static Task<List<HistoryEntry>> HistoryAsync(TestDatabase database, School school) =>
        database.ReadAsync(db => db.History.Where(e => e.SchoolId == school.Id).OrderBy(e => e.Id).ToListAsync());

    private static long Changes(TestDatabase database, School school) => database.Get<LiveUpdates>().ChangeOf(Topic.School(school.Id));
}
