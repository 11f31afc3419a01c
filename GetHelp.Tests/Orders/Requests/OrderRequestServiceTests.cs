using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GetHelp.Tests.Orders.Requests.OrderRequestTest;

namespace GetHelp.Tests.Orders.Requests;

public sealed class OrderRequestServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Agreeing_to_a_stop_gives_the_devices_back_and_tells_everybody(DatabaseProvider provider)
    {
        var supplier = new FakeSupplier();
        await using var database = await DatabaseAsync(provider, supplier);
        var (school, teacher, support) = await PeopleAsync(database, laptops: 20, routers: 5);
        var number = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 12), new LineAsked(Product.Router, 5));
        var topic = database.Get<LiveUpdates>().ChangeOf(Topic.School(school.Id));

        (await database.AskAsync(teacher, Stop(number))).Refusals.ShouldBeEmpty();
        (await database.NumbersAsync(school)).ShouldBe([(12, 8), (5, 0)], "asking changes nothing of the order");
        (await database.AgreeAsync(support, number)).Value.ShouldBe(number);

        var order = await database.OrderAsync(number);
        (order.Status, order.DueOn, order.OpenRequest).ShouldBe((OrderStatus.Stopped, null, null));
        (await database.NumbersAsync(school)).ShouldBe([(0, 20), (0, 5)]);
        (await StoryAsync(database, number)).ShouldBe([(HistoryKind.OrderPlaced, teacher.Name), (HistoryKind.StopAsked, teacher.Name), (HistoryKind.OrderStopped, support.Name)]);
        database.Get<LiveUpdates>().ChangeOf(Topic.School(school.Id)).ShouldBeGreaterThan(topic);

        await database.Get<OutboxDelivery>().SendDueAsync();
        supplier.Told.Select(t => t.Key).ShouldBe([$"request-{(await database.LastRequestAsync(number)).Id}", $"stop-{number}"], ignoreOrder: true);
        var email = database.Get<TestMailbox>().Sent.ShouldHaveSingleItem();
        (email.To, email.Subject).ShouldBe((teacher.EmailAddress, $"Order {number} has been stopped"));
        email.Body.ShouldContain($"https://portal.example.org/orders/{number}");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Agreeing_to_a_correction_takes_more_of_one_kind_and_gives_the_other_back(DatabaseProvider provider)
    {
        var supplier = new FakeSupplier();
        await using var database = await DatabaseAsync(provider, supplier);
        var (school, teacher, support) = await PeopleAsync(database, laptops: 20, routers: 5);
        var number = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 12), new LineAsked(Product.Router, 5));
        database.Clock.Advance(TimeSpan.FromDays(1));

        (await database.AskAsync(teacher, Correct(number, new(Product.Chromebook, 4), new(Product.Ipad, 16)))).Refusals.ShouldBeEmpty();
        (await database.AgreeAsync(support, number)).Refusals.ShouldBeEmpty();

        var order = await database.OrderAsync(number);
        order.LinesAsked().ShouldBe([new(Product.Chromebook, 4), new(Product.Ipad, 16)]);
        order.Deliveries.OrderBy(d => d.Kind).Select(d => (d.Kind, d.DueOn)).ShouldBe(
            [(DeliveryKind.Google, new DateOnly(2021, 3, 10)), (DeliveryKind.Apple, new DateOnly(2021, 3, 11))], "what is new is due as if ordered now");
        (await database.NumbersAsync(school)).ShouldBe([(20, 0), (0, 5)]);
        var entries = await database.ReadAsync(db => db.History.Where(e => e.OrderId == number.Id).OrderBy(e => e.Id).ToListAsync());
        entries.Skip(1).Select(e => (e.What, e.Detail, e.Why)).ShouldBe(
        [
            (HistoryKind.CorrectionAsked, "12 Chromebooks and 5 routers to 4 Chromebooks and 16 iPads", "A typing mistake"),
            (HistoryKind.OrderCorrected, "12 Chromebooks and 5 routers to 4 Chromebooks and 16 iPads", null),
        ]);

        await database.Get<OutboxDelivery>().SendDueAsync();
        var told = supplier.Told.Select(t => t.Message).OfType<SupplierCorrection>().ShouldHaveSingleItem();
        told.Lines.ShouldBe([new(Product.Chromebook, 4), new(Product.Ipad, 16)]);
        told.Deliveries.ShouldBe([DeliveryKind.Google, DeliveryKind.Apple], ignoreOrder: true);
        database.Get<TestMailbox>().Sent.ShouldHaveSingleItem().Body.ShouldContain("You will receive 4 Chromebooks and 16 iPads.");
    }

    [Fact]
    public async Task A_school_that_can_no_longer_order_can_still_have_less_but_not_more()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, teacher, support) = await PeopleAsync(database, laptops: 20);
        var number = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 5));
        await database.Get<AllocationService>().SetOrderStateAsync(support, new() { Urn = school.Urn, State = OrderState.CannotOrder, Why = "Reopened" });

        (await database.AskAsync(teacher, Correct(number, new LineAsked(Product.Chromebook, 6)))).Refusals
            .ShouldBe([new MoreThanOrderCanHold(DeviceCategory.LaptopsAndTablets, 6, 5)]);
        await database.AskAsync(teacher, Correct(number, new LineAsked(Product.Ipad, 3)));
        (await database.AgreeAsync(support, number)).Refusals.ShouldBeEmpty();

        (await database.NumbersAsync(school))[0].ShouldBe((3, 0));
    }

    [Fact]
    public async Task What_is_left_is_looked_at_again_when_support_agrees()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, teacher, support) = await PeopleAsync(database, laptops: 20);
        var number = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 5));
        await database.AskAsync(teacher, Correct(number, new LineAsked(Product.Chromebook, 20)));
        await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 4));

        (await database.AgreeAsync(support, number)).Refusals.ShouldBe([new MoreThanOrderCanHold(DeviceCategory.LaptopsAndTablets, 20, 16)]);

        (await database.NumbersAsync(school))[0].ShouldBe((9, 11));
        (await database.LastRequestAsync(number)).State.ShouldBe(OrderRequestState.Open);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Refusing_says_why_leaves_the_order_and_lets_somebody_ask_again(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, teacher, support) = await PeopleAsync(database);
        var number = await database.Given.OrderAsync(school, teacher);
        await database.AskAsync(teacher, Stop(number));

        (await database.RefuseAsync(support, number, " ")).Refusals.ShouldBe([new NoReason()]);
        (await database.RefuseAsync(support, number, "It is packed")).Refusals.ShouldBeEmpty();
        (await database.AgreeAsync(support, number)).Refusals.ShouldBe([new AlreadyDecided(OrderRequestState.Refused, support.Name, "It is packed")]);

        (await database.OrderAsync(number)).Status.ShouldBe(OrderStatus.Placed);
        await database.Get<OutboxDelivery>().SendDueAsync();
        database.Get<TestMailbox>().Sent.ShouldHaveSingleItem().Body.ShouldContain("We could not do that: It is packed");
        (await database.AskAsync(teacher, Stop(number))).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task There_is_one_open_request_for_an_order()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, teacher, _) = await PeopleAsync(database);
        var number = await database.Given.OrderAsync(school, teacher);
        await database.AskAsync(teacher, Stop(number));

        (await database.AskAsync(teacher, Correct(number, new LineAsked(Product.Ipad, 1)))).Refusals.ShouldBe([new AlreadyAsked(OrderRequestKind.Stop)]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_many_who_ask_at_once_one_has_asked(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, teacher, _) = await PeopleAsync(database);
        var number = await database.Given.OrderAsync(school, teacher);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => database.AskAsync(teacher, Stop(number)))));

        answers.Count(a => !a.Refused).ShouldBe(1);
        answers.Where(a => a.Refused).ShouldAllBe(a => a.Refusals.Single() is AlreadyAsked);
        (await database.ReadAsync(db => db.OrderRequests.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_places_orders_for_the_organisation_asks_whether_or_not_they_placed_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var school = await database.Given.SchoolAsync(body: body);
        var teacher = await database.Given.SchoolUserAsync(school);
        var (first, second) = (await database.Given.OrderAsync(school, teacher), await database.Given.OrderAsync(school, teacher));
        await database.ReadAsync(db => db.Memberships.Where(m => m.UserId == teacher.UserId).ExecuteDeleteAsync());

        (await database.AskAsync(await database.Given.SchoolUserAsync(school), Stop(first))).Refusals.ShouldBeEmpty();
        (await database.AskAsync(await database.Given.ResponsibleBodyUserAsync(body), Stop(second))).Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_else_asks_and_nobody_but_support_decides()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, teacher, support) = await PeopleAsync(database);
        var number = await database.Given.OrderAsync(school, teacher);

        (await database.AskAsync(await database.Given.SchoolUserAsync(school, orders: false), Stop(number))).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await database.AskAsync(support, Stop(number))).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await database.AskAsync(await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()), Stop(number))).Refusals.ShouldBe([new NotFound()]);
        await database.AskAsync(teacher, Stop(number));
        (await database.AgreeAsync(teacher, number)).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await database.RefuseAsync(teacher, number, "No")).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await database.Get<OrderRequestService>().AgreeAsync(support, 999)).Refusals.ShouldBe([new NotFound()]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_dispatch_while_a_request_is_open_makes_it_too_late(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, teacher, support) = await PeopleAsync(database);
        var number = await database.Given.OrderAsync(school, teacher);
        await database.TellAsync(number, OrderEventType.Accepted);
        await database.AskAsync(teacher, Stop(number));

        await database.TellAsync(number, OrderEventType.Dispatched, DeliveryKind.Google);

        (await database.AgreeAsync(support, number)).Refusals.Single().Message.ShouldBe("This can no longer be done: Chromebooks were dispatched before anybody had decided.");
        (await database.AskAsync(teacher, Stop(number))).Refusals.ShouldBe([new AlreadyDispatched(number)]);
        (await database.OrderAsync(number)).Status.ShouldBe(OrderStatus.Dispatched);
        await database.Get<OutboxDelivery>().SendDueAsync();
        database.Get<TestMailbox>().Sent.ShouldHaveSingleItem().Subject.ShouldBe($"Order {number} has not been stopped");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_agents_and_a_dispatch_at_once_leave_one_outcome(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, teacher, support) = await PeopleAsync(database, laptops: 30);
        var colleague = await database.Given.SupportAsync();
        for (var round = 0; round < 12; round++)
        {
            var number = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 2));
            await database.TellAsync(number, OrderEventType.Accepted);
            await database.AskAsync(teacher, round % 2 == 0 ? Stop(number) : Correct(number, new LineAsked(Product.Chromebook, 1)));

            var agreed = Task.Run(() => database.AgreeAsync(support, number));
            var refused = Task.Run(() => database.RefuseAsync(colleague, number, "No"));
            var dispatched = Task.Run(() => database.TellAsync(number, OrderEventType.Dispatched, DeliveryKind.Google));
            await Task.WhenAll(agreed, refused, dispatched);

            var order = await database.OrderAsync(number);
            var state = (await database.LastRequestAsync(number)).State;
            new[] { (await agreed).Refused, (await refused).Refused }.Count(r => !r).ShouldBe(state == OrderRequestState.Lapsed ? 0 : 1);
            (order.Status == OrderStatus.Stopped).ShouldBe(round % 2 == 0 && state == OrderRequestState.Agreed);
            (await dispatched).Refused.ShouldBe(order.Status == OrderStatus.Stopped);
            order.Quantity(DeviceCategory.LaptopsAndTablets).ShouldBe(round % 2 == 1 && state == OrderRequestState.Agreed ? 1 : 2);
            order.OpenRequest.ShouldBeNull();
            (await database.NumbersAsync(school))[0].Ordered.ShouldBe(await database.HeldAsync(school));
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Orders_stops_and_corrections_at_once_never_oversell_and_lose_nothing(DatabaseProvider provider)
    {
        var seed = Environment.TickCount;
        await using var database = await TestDatabase.CreateAsync(provider);
        var (school, teacher, support) = await PeopleAsync(database, laptops: 40);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => ActAsync(new Random(seed + i)))));

        var (ordered, _) = (await database.NumbersAsync(school))[0];
        ordered.ShouldBe(await database.HeldAsync(school), $"seed {seed}");
        ordered.ShouldBeInRange(0, 40, $"seed {seed}");
        (await database.ReadAsync(db => db.Orders.AnyAsync(o => o.OpenRequest != null))).ShouldBeFalse();

        async Task ActAsync(Random dice)
        {
            for (var i = 0; i < 3; i++)
            {
                var placed = await database.Get<OrderService>().PlaceAsync(
                    teacher, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = [new(Product.Chromebook, dice.Next(1, 6))] });
                if (placed.Refused)
                {
                    placed.Refusals.ShouldAllBe(r => r is MoreThanIsLeft);
                    continue;
                }

                var asked = dice.Next(2) == 0 ? Stop(placed.Value) : Correct(placed.Value, new LineAsked(Product.Ipad, dice.Next(1, 9)));
                if (!(await database.AskAsync(teacher, asked)).Refused && (await database.AgreeAsync(support, placed.Value)).Refused)
                {
                    await database.RefuseAsync(support, placed.Value, "Too many");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_supplier_decides_by_events_and_is_not_told_what_it_decided(DatabaseProvider provider)
    {
        var supplier = new FakeSupplier();
        await using var database = await DatabaseAsync(provider, supplier);
        var (school, teacher, _) = await PeopleAsync(database, laptops: 20);
        var stopped = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 5));
        var corrected = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 5));
        var refused = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 5));
        await database.AskAsync(teacher, Stop(stopped));
        await database.AskAsync(teacher, Correct(corrected, new LineAsked(Product.Chromebook, 2)));
        await database.AskAsync(teacher, Stop(refused));

        (await database.TellAsync(stopped, OrderEventType.Stopped)).Value.ShouldBe(OrderEventOutcome.Applied);
        (await database.TellAsync(corrected, OrderEventType.Corrected)).Value.ShouldBe(OrderEventOutcome.Applied);
        (await database.TellAsync(refused, OrderEventType.RequestRefused, reason: "On the lorry")).Value.ShouldBe(OrderEventOutcome.Applied);

        (await database.NumbersAsync(school))[0].Ordered.ShouldBe(7);
        (await database.OrderAsync(stopped)).Status.ShouldBe(OrderStatus.Stopped);
        (await database.LastRequestAsync(refused)).Answer.ShouldBe("On the lorry");
        await database.Get<OutboxDelivery>().SendDueAsync();
        supplier.Told.ShouldAllBe(t => t.Message is SupplierRequest);
        database.Get<TestMailbox>().Sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_of_the_supplier_to_what_nobody_asked_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, teacher, _) = await PeopleAsync(database);
        var number = await database.Given.OrderAsync(school, teacher);

        (await database.TellAsync(number, OrderEventType.Stopped)).Refusals.Single().ShouldBeOfType<ImpossibleChange>();
        await database.AskAsync(teacher, Correct(number, new LineAsked(Product.Chromebook, 2)));
        (await database.TellAsync(number, OrderEventType.Stopped)).Refusals.Single().ShouldBeOfType<ImpossibleChange>();
        (await database.TellAsync(number, OrderEventType.RequestRefused)).Refusals.Single().ShouldBeOfType<IncompleteEvent>().Field.ShouldBe("reason");

        (await database.OrderAsync(number)).Status.ShouldBe(OrderStatus.Placed);
    }

    [Fact]
    public async Task A_rejected_order_closes_what_was_asked_and_gives_its_devices_back_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (school, teacher, support) = await PeopleAsync(database, laptops: 20);
        var number = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Chromebook, 5));
        await database.AskAsync(teacher, Stop(number));

        await database.TellAsync(number, OrderEventType.Rejected, reason: "No lorry");

        (await database.AgreeAsync(support, number)).Refusals.Single().ShouldBeOfType<AlreadyDecided>();
        (await database.NumbersAsync(school))[0].ShouldBe((0, 20));
        (await database.AskAsync(teacher, Stop(number))).Refusals.ShouldBe([new OrderIsCalledOff(number, OrderStatus.Rejected)]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task An_order_from_a_pool_can_grow_by_what_the_pool_has_left_and_no_further(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        var school = await database.Given.SchoolAsync(laptops: 20, body: body, who: WhoWillOrder.ResponsibleBody);
        await database.Given.SchoolAsync(laptops: 10, body: body, who: WhoWillOrder.ResponsibleBody);
        var (orderer, support) = (await database.Given.ResponsibleBodyUserAsync(body), await database.Given.SupportAsync());
        var number = await database.Given.OrderAsync(school, orderer, new LineAsked(Product.Ipad, 4));

        (await database.AskAsync(orderer, Correct(number, new LineAsked(Product.Ipad, 31)))).Refusals
            .ShouldBe([new MoreThanOrderCanHold(DeviceCategory.LaptopsAndTablets, 31, 30)]);
        await database.AskAsync(orderer, Correct(number, new LineAsked(Product.Ipad, 30)));
        (await database.AgreeAsync(support, number)).Refusals.ShouldBeEmpty();
        (await LeftAsync()).ShouldBe(0);

        await database.AskAsync(orderer, Stop(number));
        (await database.AgreeAsync(support, number)).Refusals.ShouldBeEmpty();
        (await LeftAsync()).ShouldBe(30);

        async Task<int> LeftAsync() => (await database.Get<SchoolOrderingReader>().FindAsync(orderer, school.Urn))!.Left(DeviceCategory.LaptopsAndTablets);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_social_care_order_is_stopped_by_who_orders_for_social_care(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(body, laptops: 50);
        var (orderer, other) = (await database.Given.ResponsibleBodyUserAsync(body, orders: false, socialCare: true), await database.Given.ResponsibleBodyUserAsync(body));
        var support = await database.Given.SupportAsync();
        var number = (await database.Get<OrderService>().PlaceSocialCareAsync(
            orderer, new() { Key = Guid.NewGuid(), ResponsibleBodyId = body.Id, Lines = [new(Product.Ipad, 4)] })).Value;

        (await database.AskAsync(other, Stop(number))).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await database.AskAsync(orderer, Stop(number))).Refusals.ShouldBeEmpty();
        (await database.Get<WaitingForSupport>().ReadAsync(support)).Value.Requests.Single().For.ShouldBe($"{body.Name}, social care");
        (await database.AgreeAsync(support, number)).Refusals.ShouldBeEmpty();

        (await database.ReadAsync(db => db.SocialCareAllocations.Where(a => a.ResponsibleBodyId == body.Id).SumAsync(a => a.Ordered))).ShouldBe(0);
    }

    private static async Task<(School School, Viewer Teacher, Viewer Support)> PeopleAsync(TestDatabase database, int laptops = 100, int routers = 10)
    {
        var school = await database.Given.SchoolAsync(laptops: laptops, routers: routers);
        return (school, await database.Given.SchoolUserAsync(school), await database.Given.SupportAsync());
    }

    private static async Task<List<(HistoryKind, string)>> StoryAsync(TestDatabase database, OrderNumber number) =>
        (await database.ReadAsync(db => db.History.Where(e => e.OrderId == number.Id).OrderBy(e => e.Id).ToListAsync())).ConvertAll(e => (e.What, e.Who));
}
