using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

public sealed class OrderEventsTests
{
    private static readonly LineAsked[] OneOfEachDelivery =
        [new(Product.WindowsLaptop, 1), new(Product.Chromebook, 1), new(Product.Ipad, 1), new(Product.Router, 1)];

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_order_goes_from_accepted_to_delivered_and_its_story_is_kept(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var number = await database.Given.OrderAsync(await database.Given.SchoolAsync());

        foreach (var happened in new[]
        {
            Event(number, OrderEventType.Accepted),
            Event(number, OrderEventType.Delayed, DeliveryKind.Google) with { Reason = "Snow", NewDueOn = new(2021, 3, 19) },
            Event(number, OrderEventType.Dispatched, DeliveryKind.Google),
            Event(number, OrderEventType.Delivered, DeliveryKind.Google),
        })
        {
            (await ApplyAsync(database, happened)).Value.ShouldBe(OrderEventOutcome.Applied);
        }

        (await OrderAsync(database, number)).Status.ShouldBe(OrderStatus.Delivered);
        var story = await database.ReadAsync(db => db.History.Where(e => e.OrderId == number.Id).OrderBy(e => e.Id).ToListAsync());
        story.Select(e => (e.What, e.Delivery, e.Why)).ShouldBe(
        [
            (HistoryKind.OrderPlaced, null, null),
            (HistoryKind.OrderAccepted, null, null),
            (HistoryKind.DeliveryDelayed, DeliveryKind.Google, "Snow"),
            (HistoryKind.DeliveryDispatched, DeliveryKind.Google, null),
            (HistoryKind.DeliveryDelivered, DeliveryKind.Google, null),
        ]);
        story[2].Detail.ShouldBe("Now due on 19 March 2021");
        story.Skip(1).ShouldAllBe(e => e.Who == Viewer.Supplier.Name);
    }

    [Fact]
    public async Task A_rejected_order_gives_its_devices_back()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 20, routers: 5);
        var number = await database.Given.OrderAsync(school, null, new LineAsked(Product.Chromebook, 12), new LineAsked(Product.Router, 5));

        await ApplyAsync(database, Event(number, OrderEventType.Rejected) with { Reason = "No lorry" });

        (await OrderAsync(database, number)).RejectionReason.ShouldBe("No lorry");
        var left = await database.ReadAsync(db => db.Allocations.Where(a => a.SchoolId == school.Id).ToDictionaryAsync(a => a.Category, a => a.Left));
        left[DeviceCategory.LaptopsAndTablets].ShouldBe(20);
        left[DeviceCategory.Routers].ShouldBe(5);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_same_event_sent_many_times_at_once_is_applied_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var number = await database.Given.OrderAsync(await database.Given.SchoolAsync());
        var accepted = Event(number, OrderEventType.Accepted);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => ApplyAsync(database, accepted))));

        outcomes.Count(o => o.Value == OrderEventOutcome.Applied).ShouldBe(1);
        outcomes.Count(o => o.Value == OrderEventOutcome.Replayed).ShouldBe(11);
        (await database.ReadAsync(db => db.History.CountAsync(e => e.What == HistoryKind.OrderAccepted))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Deliveries_that_arrive_at_the_same_moment_complete_the_order(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        for (var round = 0; round < 5; round++)
        {
            var number = await database.Given.OrderAsync(school, null, OneOfEachDelivery);
            await ApplyAsync(database, Event(number, OrderEventType.Accepted));
            await Task.WhenAll(Enum.GetValues<DeliveryKind>().Select(kind => Task.Run(() => ApplyAsync(database, Event(number, OrderEventType.Dispatched, kind)))));

            await Task.WhenAll(Enum.GetValues<DeliveryKind>().Select(kind => Task.Run(() => ApplyAsync(database, Event(number, OrderEventType.Delivered, kind)))));

            (await OrderAsync(database, number)).Status.ShouldBe(OrderStatus.Delivered);
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_replay_changes_nothing_and_tells_nobody(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var number = await database.Given.OrderAsync(await database.Given.SchoolAsync());
        var accepted = Event(number, OrderEventType.Accepted);
        await ApplyAsync(database, accepted);
        await ApplyAsync(database, Event(number, OrderEventType.Dispatched, DeliveryKind.Google));
        var before = await OrderAsync(database, number);

        (await ApplyAsync(database, accepted)).Value.ShouldBe(OrderEventOutcome.Replayed);

        var after = await OrderAsync(database, number);
        (after.Status, after.Version).ShouldBe((before.Status, before.Version));
        (await database.ReadAsync(db => db.History.CountAsync(e => e.OrderId == number.Id))).ShouldBe(3);
    }

    [Fact]
    public async Task An_event_id_that_comes_back_with_another_event_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var (number, other) = (await database.Given.OrderAsync(school), await database.Given.OrderAsync(school));
        var accepted = Event(number, OrderEventType.Accepted);
        await ApplyAsync(database, accepted);

        foreach (var misnamed in new[] { accepted with { OrderNumber = other }, accepted with { Type = OrderEventType.Dispatched, Delivery = DeliveryKind.Google } })
        {
            (await ApplyAsync(database, misnamed)).Refusals.ShouldHaveSingleItem().ShouldBe(new EventIdTaken(accepted.EventId));
        }

        (await OrderAsync(database, other)).Status.ShouldBe(OrderStatus.Placed);
    }

    [Fact]
    public async Task A_change_that_the_order_cannot_take_is_refused_and_may_come_again_later()
    {
        await using var database = await TestDatabase.CreateAsync();
        var number = await database.Given.OrderAsync(await database.Given.SchoolAsync());
        var dispatched = Event(number, OrderEventType.Dispatched, DeliveryKind.Google);

        var early = await ApplyAsync(database, dispatched);
        early.Refusals.ShouldHaveSingleItem().ShouldBe(new ImpossibleChange($"{number} is placed and cannot be dispatched (Google)."));

        await ApplyAsync(database, Event(number, OrderEventType.Accepted));
        (await ApplyAsync(database, dispatched)).Value.ShouldBe(OrderEventOutcome.Applied);
    }

    [Fact]
    public async Task Nobody_but_the_supplier_tells_what_became_of_an_order()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var number = await database.Given.OrderAsync(school);

        foreach (var viewer in new[] { await database.Given.SupportAsync(), await database.Given.SchoolUserAsync(school), Viewer.Service })
        {
            var answer = await database.Get<OrderEvents>().ApplyAsync(viewer, Event(number, OrderEventType.Accepted));
            answer.Refusals.ShouldHaveSingleItem().ShouldBeOfType<NotAllowed>();
        }

        (await OrderAsync(database, number)).Status.ShouldBe(OrderStatus.Placed);
    }

    [Fact]
    public async Task An_applied_event_is_told_to_everyone_whom_the_order_concerns()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var number = await database.Given.OrderAsync(school);
        var live = database.Get<LiveUpdates>();
        Topic[] topics = [Topic.Orders, Topic.Order(number), Topic.School(school.Id), Topic.OrdersOf(school.ResponsibleBodyId)];
        var before = topics.Select(live.ChangeOf).ToList();

        await ApplyAsync(database, Event(number, OrderEventType.Accepted));

        topics.Select(live.ChangeOf).Zip(before).ShouldAllBe(change => change.First > change.Second);
    }

    private static Task<Result<OrderEventOutcome>> ApplyAsync(TestDatabase database, OrderEvent happened) =>
        database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, happened);

    private static Task<Order> OrderAsync(TestDatabase database, OrderNumber number) =>
        database.ReadAsync(db => db.Orders.Include(o => o.Deliveries).SingleAsync(o => o.Id == number.Id));

    private static OrderEvent Event(OrderNumber number, OrderEventType type, DeliveryKind? delivery = null) =>
        new() { EventId = $"{number} {type} {delivery}", OrderNumber = number, Type = type, Delivery = delivery };
}
