using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Core.Supplier.Caps;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Caps;

public sealed class CapSenderTests
{
    private readonly FakeCapReceiver supplier = new();

    public static TheoryData<DatabaseProvider> Both => Databases.All;

    [Theory, MemberData(nameof(Both))]
    public async Task A_school_that_may_order_now_is_told_with_both_its_numbers_in_one_document(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 5, state: OrderState.CannotOrder);

        await OpenAsync(database, school);
        await SendAsync(database);

        var document = supplier.Documents.ShouldHaveSingleItem();
        document.Name.LocalName.ShouldBe("CapAdjustmentRequest");
        document.Attribute("dateTime")!.Value.ShouldBe("2021-03-03T10:00:00+00:00");
        Guid.TryParse((string?)document.Attribute("payloadID"), out _).ShouldBeTrue();
        document.Elements("Record").First().ToString().ShouldBe($"""<Record capType="DfE_RemainThresholdQty|Coms_Device" shipTo="{school.ShipTo}" capAmount="5" />""");
        supplier.Last.ShouldBe([(school.ShipTo!, DeviceCategory.Routers, 5), (school.ShipTo!, DeviceCategory.LaptopsAndTablets, 40)]);
        var kept = await database.ReadAsync(db => db.CapUpdates.AsNoTracking().SingleAsync(u => u.SchoolId == school.Id && u.Category == DeviceCategory.LaptopsAndTablets));
        (kept.Told, kept.ToldAt, kept.PayloadId, kept.ClaimedBy, kept.ClaimedUntil).ShouldBe((40, database.Clock.Now, (string?)document.Attribute("payloadID"), null, null));
        var call = await database.ReadAsync(db => db.CapCalls.AsNoTracking().Include(c => c.Records).SingleAsync());
        (call.Outcome, call.Status, call.Records.Count, call.Records.TrueForAll(r => r.Failure is null)).ShouldBe((CapCallOutcome.Accepted, 200, 2, true));
        call.Request.ShouldContain(call.PayloadId);
        call.Response!.ShouldContain("Success");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task However_many_changes_there_were_the_supplier_is_told_the_last_once(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 0);
        foreach (var amount in new[] { 50, 60, 70 })
        {
            await AdjustAsync(database, school, amount);
        }

        await SendAsync(database);

        supplier.Documents.Count.ShouldBe(1);
        supplier.Last.ShouldBe([(school.ShipTo!, DeviceCategory.LaptopsAndTablets, 70)]);
        (await WaitingAsync(database)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_supplier_that_was_down_is_told_the_newest_number_alone(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 0);
        supplier.IsDown = true;
        await AdjustAsync(database, school, 50);
        await SendAsync(database);
        await AdjustAsync(database, school, 60);
        await SendAsync(database);
        (await database.ReadAsync(db => db.CapUpdates.AsNoTracking().SingleAsync())).Told.ShouldBeNull();
        (await database.ReadAsync(db => db.CapCalls.AsNoTracking().ToListAsync())).ShouldAllBe(c => c.Outcome == CapCallOutcome.NotReached && c.Said == "Connection refused");
        var before = supplier.Documents.Count;

        supplier.IsDown = false;
        for (var day = 0; day < 2; day++)
        {
            database.Clock.Advance(TimeSpan.FromDays(1)); // the first to try a supplier that was left alone tries it alone
            await SendAsync(database);
        }

        supplier.Documents.Count.ShouldBe(before + 1);
        supplier.Last.ShouldBe([(school.ShipTo!, DeviceCategory.LaptopsAndTablets, 60)]);
        (await WaitingAsync(database)).ShouldBe(0);
    }

    [Fact]
    public async Task A_supplier_that_keeps_failing_is_left_alone()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        supplier.IsDown = true;
        for (var i = 0; i < 12; i++)
        {
            await AdjustAsync(database, await database.Given.SchoolAsync(), 60);
        }

        await SendAsync(database);

        supplier.Documents.Count.ShouldBeInRange(2, 2 + OutboxDelivery.AtOnce);
        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.LastOutcome!.Contains("left alone")))).ShouldBeGreaterThan(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task An_order_from_a_pool_tells_the_others_what_is_left_for_them(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var (_, a, b, user) = await PoolAsync(database);

        await database.Given.OrderAsync(a, user, new LineAsked(Product.Ipad, 5));
        await SendAsync(database);

        supplier.Last.ShouldBe([(a.ShipTo!, DeviceCategory.LaptopsAndTablets, 30), (b.ShipTo!, DeviceCategory.LaptopsAndTablets, 25)], ignoreOrder: true);

        await database.Given.OrderAsync(a, user, new LineAsked(Product.Ipad, 2));
        await SendAsync(database);

        supplier.Last.ShouldBe([(b.ShipTo!, DeviceCategory.LaptopsAndTablets, 23)]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_member_that_cannot_order_is_told_what_it_has_taken(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var (body, a, b, user) = await PoolAsync(database);
        var closed = await database.Given.SchoolAsync(laptops: 30, routers: 0, ordered: 10, state: OrderState.CannotOrder, body: body, who: WhoWillOrder.ResponsibleBody);

        await database.Given.OrderAsync(a, user, new LineAsked(Product.Ipad, 1));
        await SendAsync(database);

        supplier.Last.ShouldBe(
            [(a.ShipTo!, DeviceCategory.LaptopsAndTablets, 30), (b.ShipTo!, DeviceCategory.LaptopsAndTablets, 29), (closed.ShipTo!, DeviceCategory.LaptopsAndTablets, 10)], ignoreOrder: true);
    }

    /// <summary>Spec 03 §1.2: by the name of the category, then in the order of the allocations; and §1.3: what was accepted is kept with every one of them.</summary>
    [Theory, MemberData(nameof(Both))]
    public async Task A_pool_is_told_in_one_document_routers_first_and_then_school_by_school(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var a = await database.Given.SchoolAsync(laptops: 10, routers: 1, body: body, who: WhoWillOrder.ResponsibleBody);
        var b = await database.Given.SchoolAsync(laptops: 20, routers: 2, body: body, who: WhoWillOrder.ResponsibleBody);

        await database.Given.OrderAsync(b, await database.Given.ResponsibleBodyUserAsync(body), new LineAsked(Product.Ipad, 1));
        await SendAsync(database);

        supplier.Documents.Count.ShouldBe(1);
        supplier.Last.ShouldBe(
        [
            (a.ShipTo!, DeviceCategory.Routers, 3), (b.ShipTo!, DeviceCategory.Routers, 3),
            (a.ShipTo!, DeviceCategory.LaptopsAndTablets, 29), (b.ShipTo!, DeviceCategory.LaptopsAndTablets, 30),
        ]);
        var payload = (string?)supplier.Documents[0].Attribute("payloadID");
        (await database.ReadAsync(db => db.CapUpdates.AsNoTracking().ToListAsync())).Select(u => (u.PayloadId, u.ToldAt))
            .ShouldBe(Enumerable.Repeat((payload, (DateTime?)database.Clock.Now), 4));
    }

    /// <summary>The original changed what it meant by a cap without a word to the supplier (spec 08 A7).</summary>
    [Theory, MemberData(nameof(Both))]
    public async Task Switching_pooling_on_or_off_tells_the_supplier_every_schools_new_number(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var a = await database.Given.SchoolAsync(laptops: 10, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        var b = await database.Given.SchoolAsync(laptops: 20, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);

        await PoolAsync(pools: true);
        supplier.Last.ShouldBe([(a.ShipTo!, DeviceCategory.LaptopsAndTablets, 30), (b.ShipTo!, DeviceCategory.LaptopsAndTablets, 30)]);

        await PoolAsync(pools: false);
        supplier.Last.ShouldBe([(a.ShipTo!, DeviceCategory.LaptopsAndTablets, 10), (b.ShipTo!, DeviceCategory.LaptopsAndTablets, 20)]);

        async Task PoolAsync(bool pools)
        {
            (await database.Get<WhoWillOrderService>().SetPoolingAsync(await database.Given.SupportAsync(), body.Id, pools, "Test")).Value.ShouldBeTrue();
            await SendAsync(database);
        }
    }

    /// <summary>Spec 02 §5.5: a pool's allocation alone is no reason to tell anybody.</summary>
    [Fact]
    public async Task More_set_aside_that_may_not_be_ordered_yet_is_no_news_to_the_supplier()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var school = await database.Given.SchoolAsync(
            laptops: 40, state: OrderState.CanOrderForSpecificCircumstances, cap: 10, body: body, who: WhoWillOrder.ResponsibleBody);

        await AdjustAsync(database, school, 100);

        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == CapsChanged.Kind))).ShouldBe(0);
    }

    [Fact]
    public async Task An_order_of_a_school_with_numbers_of_its_own_is_no_news_to_the_supplier()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);

        await database.Given.OrderAsync(await database.Given.SchoolAsync());

        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == CapsChanged.Kind))).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_a_school_that_cannot_order_gives_back_the_supplier_may_not_ship(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 0);
        var order = await database.Given.OrderAsync(school, null, new LineAsked(Product.Ipad, 5));
        await SetStateAsync(database, school, OrderState.CannotOrder);
        await SendAsync(database);
        supplier.Last.ShouldBe([(school.ShipTo!, DeviceCategory.LaptopsAndTablets, 5)]);

        await RejectAsync(database, order);
        await SendAsync(database);

        supplier.Last.ShouldBe([(school.ShipTo!, DeviceCategory.LaptopsAndTablets, 0)]);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Who_leaves_a_pool_and_who_stays_are_told_their_new_numbers(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var (body, a, b, user) = await PoolAsync(database);
        await database.Given.OrderAsync(a, user, new LineAsked(Product.Ipad, 5));
        await SendAsync(database);

        var left = await database.SayWhoOrdersAsync(await database.Given.ResponsibleBodyUserAsync(body), [b.Urn], WhoWillOrder.School);
        left.Refusals.ShouldBeEmpty();
        await SendAsync(database);

        supplier.Last.ShouldBe([(a.ShipTo!, DeviceCategory.LaptopsAndTablets, 10), (b.ShipTo!, DeviceCategory.LaptopsAndTablets, 20)], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_school_without_a_ship_to_number_is_held_and_the_rest_of_its_pool_is_not(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var (_, a, b, user) = await PoolAsync(database);
        await database.ReadAsync(db => db.Schools.Where(s => s.Id == b.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ShipTo, (string?)null)));

        await database.Given.OrderAsync(a, user, new LineAsked(Product.Ipad, 1));
        await SendAsync(database);

        supplier.Last.ShouldBe([(a.ShipTo!, DeviceCategory.LaptopsAndTablets, 30)]);
        (await WaitingAsync(database)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task A_refused_record_is_named_and_tried_again_while_the_others_count_as_told(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var (_, a, b, user) = await PoolAsync(database);
        supplier.Least = 30;

        await database.Given.OrderAsync(a, user, new LineAsked(Product.Ipad, 5));
        await SendAsync(database);

        var message = await database.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync(m => m.Kind == CapsChanged.Kind));
        message.LastOutcome.ShouldBe($"The supplier refused the cap of {b.ShipTo}, laptops and tablets: Below the used quantity");
        var refused = await UpdateAsync(database, b);
        (refused.Told, refused.RefusedNumber, refused.Refusal, refused.RefusedMessageId).ShouldBe((null, 25, "Below the used quantity", message.Id));
        (await UpdateAsync(database, a)).Told.ShouldBe(30);
        var calls = supplier.Documents.Count;

        // Another message leaves it alone, its own tries it again.
        await database.Get<IOutboxSender>().SendAsync(Message(99_999, CapsChanged.School(b.Id)), default);
        supplier.Documents.Count.ShouldBe(calls);
        supplier.Least = 0;
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        await SendAsync(database);

        supplier.Last.ShouldBe([(b.ShipTo!, DeviceCategory.LaptopsAndTablets, 25)]);
        var told = await UpdateAsync(database, b);
        (told.Told, told.Refusal, told.RefusedNumber).ShouldBe((25, null, null));
        (await WaitingAsync(database)).ShouldBe(0);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task One_record_that_fails_a_whole_message_does_not_hold_up_the_pool(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var (_, a, b, user) = await PoolAsync(database);
        (supplier.Least, supplier.Header) = (30, "Failed");

        await database.Given.OrderAsync(a, user, new LineAsked(Product.Ipad, 5));
        await SendAsync(database);

        supplier.Documents.Count.ShouldBe(2);
        supplier.Last.ShouldBe([(a.ShipTo!, DeviceCategory.LaptopsAndTablets, 30)]);
        (await UpdateAsync(database, a)).Told.ShouldBe(30);
        (await UpdateAsync(database, b)).Refusal.ShouldBe("Below the used quantity");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task What_changes_while_the_supplier_is_told_is_told_next(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 0);
        await AdjustAsync(database, school, 50);
        supplier.Meanwhile = async () =>
        {
            await AdjustAsync(database, school, 60);
            await database.Get<IOutboxSender>().SendAsync(Message(99_999, CapsChanged.School(school.Id)), default);
            supplier.Documents.Count.ShouldBe(1, "what is being told is not told by a second one at the same time");
        };

        await database.Get<IOutboxSender>().SendAsync(Message(99_998, CapsChanged.School(school.Id)), default);

        supplier.Documents.Select(d => FakeCapReceiver.Told(d).Single().Number).ShouldBe([50, 60]);
        (await UpdateAsync(database, school)).Told.ShouldBe(60);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Of_many_who_send_at_once_one_tells(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 0);
        await AdjustAsync(database, school, 50);
        var sender = database.Get<IOutboxSender>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => sender.SendAsync(Message(90_000 + i, CapsChanged.School(school.Id)), default))));

        supplier.Documents.Count.ShouldBe(1);
        (await UpdateAsync(database, school)).Told.ShouldBe(50);
    }

    [Fact]
    public async Task A_claimant_that_died_is_forgotten_after_a_while()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 0);
        await AdjustAsync(database, school, 50);
        await database.Get<CapCallBook>().BeginAsync(CapsChanged.School(school.Id), 1, new HashSet<CapName>(), default);
        await SendAsync(database);
        supplier.Documents.ShouldBeEmpty();

        database.Clock.Advance(CapCallBook.Claim);
        await AdjustAsync(database, school, 55);
        await SendAsync(database);

        supplier.Last.Single().Number.ShouldBe(55);
    }

    [Fact]
    public async Task While_nobody_is_configured_messages_wait_and_nothing_is_lost()
    {
        await using var database = await CreateAsync(DatabaseProvider.Sqlite);
        var school = await database.Given.SchoolAsync(laptops: 40, routers: 0);
        supplier.IsConfigured = false;
        await AdjustAsync(database, school, 50);
        await SendAsync(database);
        (await WaitingAsync(database)).ShouldBe(1);
        (await database.ReadAsync(db => db.CapCalls.CountAsync())).ShouldBe(0);

        supplier.IsConfigured = true;
        database.Clock.Advance(TimeSpan.FromHours(1));
        await SendAsync(database);

        supplier.Last.Single().Number.ShouldBe(50);
    }

    [Fact]
    public async Task What_a_pool_is_told_is_read_in_one_statement_however_many_are_in_it()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var _ = database;
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        for (var i = 0; i < 12; i++)
        {
            await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);
        }

        await using var db = database.Open();
        counter.StartAgain();
        var lines = await CapNumbers.ReadAsync(db, CapsChanged.Pool(body.Id));

        counter.Count.ShouldBe(1);
        lines.Count.ShouldBe(24);
        lines.Where(line => line.Category == DeviceCategory.LaptopsAndTablets).ShouldAllBe(line => line.Number == 1200);
    }

    private Task<TestDatabase> CreateAsync(DatabaseProvider provider) => FakeCapReceiver.DatabaseAsync(provider, supplier);

    private static OutboxMessage Message(long id, CapsChanged about)
    {
        var message = new OutboxMessage { Kind = CapsChanged.Kind, Payload = Core.PortalJson.Write(about), IdempotencyKey = $"{id}", CreatedAt = DateTime.UnixEpoch };
        typeof(OutboxMessage).GetProperty(nameof(OutboxMessage.Id))!.SetValue(message, id);
        return message;
    }

    /// <summary>Two schools of one pool: of 30 laptops and tablets, 10 are A's and 20 B's.</summary>
    private static async Task<(ResponsibleBody Body, School A, School B, Viewer User)> PoolAsync(TestDatabase database)
    {
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var a = await database.Given.SchoolAsync(laptops: 10, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        var b = await database.Given.SchoolAsync(laptops: 20, routers: 0, body: body, who: WhoWillOrder.ResponsibleBody);
        return (body, a, b, await database.Given.ResponsibleBodyUserAsync(body));
    }

    private static Task SendAsync(TestDatabase database) => database.Get<OutboxDelivery>().SendDueAsync();

    private static Task<CapUpdate> UpdateAsync(TestDatabase database, School school) =>
        database.ReadAsync(db => db.CapUpdates.AsNoTracking().SingleAsync(u => u.SchoolId == school.Id && u.Category == DeviceCategory.LaptopsAndTablets));

    private static Task<int> WaitingAsync(TestDatabase database) => database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == CapsChanged.Kind && m.SentAt == null));

    private static Task OpenAsync(TestDatabase database, School school) => SetStateAsync(database, school, OrderState.CanOrder);

    private static async Task SetStateAsync(TestDatabase database, School school, OrderState state) =>
        (await database.Get<AllocationService>().SetOrderStateAsync(await database.Given.SupportAsync(), new() { Urn = school.Urn, State = state, Why = "Test" })).Value.ShouldBeTrue();

    private static async Task AdjustAsync(TestDatabase database, School school, int amount) =>
        (await database.Get<AllocationService>().AdjustAllocationAsync(
            await database.Given.SupportAsync(), new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = amount, Why = "Test" })).Value.ShouldBeTrue();

    private static async Task RejectAsync(TestDatabase database, OrderNumber order) =>
        (await database.Get<OrderEvents>().ApplyAsync(
            Viewer.Supplier, new() { EventId = $"no-{order}", OrderNumber = order, Type = OrderEventType.Rejected, Reason = "No" })).Refusals.ShouldBeEmpty();
}
