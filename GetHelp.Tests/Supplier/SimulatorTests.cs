using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using GetHelp.Core;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.Orders.Requests;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Supplier;
using GetHelp.Web.Supplier.Simulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

public sealed class SimulatorTests : IDisposable
{
    private const double ShortDay = 0.2;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gethelp-simulator-");
    private readonly TestClock clock = new();

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task An_order_travels_to_the_supplier_and_its_deliveries_to_the_school()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var user = await database.Given.SchoolUserAsync(school);
        await using var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, ShortDay);

        var number = await PlaceAsync(portal, school, user, new(Product.WindowsLaptop, 2), new(Product.Router, 1));
        await Eventually.BecomesTrueAsync("everything is delivered", async () => await StatusAsync(database, number) == OrderStatus.Delivered);

        var story = await database.ReadAsync(db => db.History.Where(e => e.OrderId == number.Id).OrderBy(e => e.Id).Select(e => new { e.What, e.Delivery }).ToListAsync());
        story.Take(3).Select(e => e.What).ShouldBe([HistoryKind.OrderPlaced, HistoryKind.OrderSentToSupplier, HistoryKind.OrderAccepted], ignoreOrder: true);
        foreach (var kind in new[] { DeliveryKind.Microsoft, DeliveryKind.Routers })
        {
            story.Where(e => e.Delivery == kind).Select(e => e.What).ShouldBe([HistoryKind.DeliveryDispatched, HistoryKind.DeliveryDelivered]);
        }
    }

    [Fact]
    public async Task The_supplier_is_asked_and_stops_an_order_itself()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var user = await database.Given.SchoolUserAsync(school);
        await using var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, secondsPerWorkingDay: 20);
        var number = await PlaceAsync(portal, school, user, new LineAsked(Product.Chromebook, 2));

        (await portal.Get<OrderRequestService>().AskAsync(user, OrderRequestTest.Stop(number))).Refusals.ShouldBeEmpty();

        await Eventually.BecomesTrueAsync("the order is stopped", async () => await StatusAsync(database, number) == OrderStatus.Stopped);
        (await database.ReadAsync(db => db.History.OrderBy(e => e.Id).LastAsync(e => e.What == HistoryKind.OrderStopped))).Who.ShouldBe(Viewer.Supplier.Name);
    }

    [Fact]
    public async Task Support_stops_an_order_and_the_supplier_sends_nothing_of_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var (user, support) = (await database.Given.SchoolUserAsync(school), await database.Given.SupportAsync());
        await using var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, secondsPerWorkingDay: 3600);
        var number = await PlaceAsync(portal, school, user, new LineAsked(Product.Chromebook, 2));
        var requests = portal.Get<OrderRequestService>();
        await requests.AskAsync(user, OrderRequestTest.Stop(number));

        await requests.AgreeAsync(support, (await database.LastRequestAsync(number)).Id);

        var file = Path.Combine(folder.FullName, $"{number}.json");
        await Eventually.BecomesTrueAsync("the supplier has nothing more to tell", () => File.Exists(file) && PortalJson.Read<SimulatedOrder>(File.ReadAllText(file)).Steps.Count == 0);
    }

    [Fact]
    public async Task An_order_of_thirteen_is_rejected()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var user = await database.Given.SchoolUserAsync(school);
        await using var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, ShortDay);

        var number = await PlaceAsync(portal, school, user, new LineAsked(Product.Ipad, 13));

        await Eventually.BecomesTrueAsync("it is rejected", async () => await StatusAsync(database, number) == OrderStatus.Rejected);
    }

    [Fact]
    public async Task What_was_promised_before_a_restart_is_kept_after_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var user = await database.Given.SchoolUserAsync(school);
        OrderNumber number;
        await using (var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, secondsPerWorkingDay: 1))
        {
            number = await PlaceAsync(portal, school, user, new LineAsked(Product.Chromebook, 1));
            await Eventually.BecomesTrueAsync("it is accepted", async () => await StatusAsync(database, number) == OrderStatus.Accepted);
        }

        await using var restarted = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, ShortDay);

        await Eventually.BecomesTrueAsync("it is delivered", async () => await StatusAsync(database, number) == OrderStatus.Delivered);
    }

    [Fact]
    public async Task Only_who_brings_the_token_and_a_key_can_order_and_twice_is_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, secondsPerWorkingDay: 3600);
        using var client = new HttpClient { BaseAddress = portal.Address };

        (await PostAsync(null, "key", Order())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(PortalHost.EventsToken, "key", Order())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await PostAsync(PortalHost.Token, null, Order())).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(PortalHost.Token, "key", "an order")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(PortalHost.Token, "key", Order() with { OrderNumber = "../../etc/passwd" })).Status.ShouldBe(HttpStatusCode.BadRequest);
        var first = await PostAsync(PortalHost.Token, "key", Order());
        first.Status.ShouldBe(HttpStatusCode.Accepted);
        (await PostAsync(PortalHost.Token, "key", Order())).ShouldBe(first);
        folder.GetFiles().ShouldHaveSingleItem().Name.ShouldBe("GHT-000001.json");

        async Task<(HttpStatusCode Status, string Body)> PostAsync<T>(string? token, string? key, T body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/simulator/supplier/orders") { Content = JsonContent.Create(body, options: PortalJson.Options) };
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            using var answer = await client.SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Nobody_plays_the_supplier_outside_of_Development(string environment)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var portal = await PortalHost.StartWithSimulatorAsync(database, folder.FullName, ShortDay, environment);
        using var client = new HttpClient { BaseAddress = portal.Address };

        using var answer = await client.PostAsync("/simulator/supplier/orders", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_portal_is_told_again_until_it_hears_and_a_refusal_ends_the_order()
    {
        var book = Book();
        book.Take(Order(1), new(1));
        book.Take(Order(2), new(2));
        var portal = new FakePortal(told => told switch
        {
            { OrderNumber.Id: 2 } => HttpStatusCode.Conflict,
            { Attempt: 1 } => throw new HttpRequestException("Connection refused"),
            { Attempt: 2 } => HttpStatusCode.ServiceUnavailable,
            _ => HttpStatusCode.OK,
        });
        var settings = new SimulatorOptions { PortalAddress = new("http://portal.example.org") };
        using var worker = new SimulatorWorker(
            book, portal, Options.Create(settings), Options.Create(new SupplierOptions { EventsToken = PortalHost.EventsToken }), clock, NullLogger<SimulatorWorker>.Instance);

        await worker.StartAsync(default);
        await Eventually.BecomesTrueAsync("the delivery is told", () =>
        {
            clock.Advance(clock.TimersWaiting > 0 ? TimeSpan.FromMilliseconds(500) : TimeSpan.Zero);
            return portal.Heard.Any(e => e.Type == OrderEventType.Delivered);
        });
        await worker.StopAsync(default);

        portal.Heard.Select(e => e.Type).ShouldBe([OrderEventType.Accepted, OrderEventType.Dispatched, OrderEventType.Delivered]);
        portal.Told.Count(e => e.OrderNumber.Id == 2).ShouldBe(1, "a refusal is the end of it");
        portal.Told.Count(e => e.EventId == portal.Heard[0].EventId).ShouldBe(3);
    }

    [Fact]
    public void Each_delivery_leaves_within_three_working_days_and_arrives_a_day_later()
    {
        for (var id = 1; id <= 6; id++)
        {
            var plan = Plan(Order(id, deliveries: Enum.GetValues<DeliveryKind>()));

            plan[0].Event.Type.ShouldBe(OrderEventType.Accepted);
            foreach (var kind in Enum.GetValues<DeliveryKind>())
            {
                var (leaves, arrives) = (At(OrderEventType.Dispatched, kind), At(OrderEventType.Delivered, kind));
                leaves.ShouldBeInRange(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
                (arrives - leaves).ShouldBe(TimeSpan.FromSeconds(20));
            }

            plan.Select(s => s.At).ShouldBeInOrder();
            TimeSpan At(OrderEventType type, DeliveryKind kind) => plan.Single(s => s.Event.Type == type && s.Event.Delivery == kind).At - clock.Now;
        }
    }

    [Fact]
    public void One_order_in_ten_has_a_delivery_that_is_delayed_to_a_later_working_day()
    {
        var plans = Enumerable.Range(1, 100).Select(id => Plan(Order(id, deliveries: [DeliveryKind.Google, DeliveryKind.Routers]))).ToList();

        var delays = plans.SelectMany(plan => plan).Where(s => s.Event.Type == OrderEventType.Delayed).ToList();
        delays.Count.ShouldBe(10);
        delays.Select(s => s.Event.Delivery).Distinct().Count().ShouldBe(2);
        delays.ShouldAllBe(s => s.Event.NewDueOn > Order().DueOn && WorkingDays.Includes(s.Event.NewDueOn!.Value) && s.Event.Reason!.Length > 0);
        foreach (var delay in delays)
        {
            var sequence = plans.Single(plan => plan.Contains(delay)).Where(s => s.Event.Delivery == delay.Event.Delivery).Select(s => s.Event.Type);
            sequence.ShouldBe([OrderEventType.Delayed, OrderEventType.Dispatched, OrderEventType.Delivered]);
        }
    }

    [Fact]
    public void Every_event_of_a_plan_has_an_id_of_its_own_that_a_second_plan_repeats()
    {
        var order = Order(7, deliveries: Enum.GetValues<DeliveryKind>());

        Plan(order).Select(s => s.Event.EventId).Distinct().Count().ShouldBe(Plan(order).Count);
        Plan(order).Select(s => s.Event.EventId).ShouldBe(Plan(order).Select(s => s.Event.EventId));
    }

    [Fact]
    public void A_portal_that_counts_from_one_again_is_not_taken_for_the_old_one()
    {
        var book = Book();
        var old = book.Take(Order(), new(1));
        book.Change(old with { Told = 1 });

        var anew = book.Take(Order() with { PlacedAt = clock.Now.AddDays(1) }, new(1));
        anew.Told.ShouldBe(0);
        book.Change(old with { Told = 2 }); // the answer to a step of the old one comes late

        book.Take(Order() with { PlacedAt = clock.Now.AddDays(1) }, new(1)).Told.ShouldBe(0);
    }

    [Fact]
    public void A_file_that_cannot_be_read_does_not_stop_the_others()
    {
        Book().Take(Order(), new(1));
        File.WriteAllText(Path.Combine(folder.FullName, "GHT-000002.json"), "{");
        clock.Advance(TimeSpan.FromDays(1));

        Book().Due().ShouldHaveSingleItem().Number.ShouldBe(new OrderNumber(1));
    }

    [Fact]
    public void A_stopped_order_is_told_of_no_more()
    {
        var book = Book();
        var order = book.Take(Order(), new(1));
        book.Change(order with { Told = 1 });

        book.Replan(new(1), (now, _) => now.Stop());
        book.Change(order with { Told = 2 }); // what was on its way when the order was stopped

        clock.Advance(TimeSpan.FromDays(1));
        book.Due().ShouldBeEmpty();
        book.Replan(new(9), (now, _) => now.Stop()).ShouldBeNull();
        var late = new SupplierRequest { OrderNumber = "GHT-000001", Asked = OrderRequestKind.Stop, Why = "A mistake", Lines = [], Contact = OrderRequestTest.Contact };
        book.Replan(new(1), (now, at) => now.Answer(late, "request-1", at, new()))!.Next.ShouldBeNull("what was asked came later than the stop");
    }

    [Fact]
    public void A_corrected_order_is_sent_in_the_deliveries_that_it_has_now()
    {
        var taken = SimulatedOrder.Take(Order(1, [DeliveryKind.Google, DeliveryKind.Routers]), new(1), clock.Now, new()) with { Told = 1 };

        var corrected = taken.Correct([DeliveryKind.Google, DeliveryKind.Apple], clock.Now, TimeSpan.FromSeconds(20));

        corrected.Steps.Skip(1).Select(step => step.Event.Delivery).Distinct().ShouldBe([DeliveryKind.Google, DeliveryKind.Apple], ignoreOrder: true);
        corrected.Steps.Select(step => step.At).ShouldBeInOrder();
        corrected.Steps.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData(OrderRequestKind.Stop, 2, OrderEventType.Stopped)]
    [InlineData(OrderRequestKind.Correct, 2, OrderEventType.Corrected)]
    [InlineData(OrderRequestKind.Correct, 13, OrderEventType.RequestRefused)]
    public void A_request_is_answered_once(OrderRequestKind asked, int quantity, OrderEventType answer)
    {
        var settings = new SimulatorOptions();
        var taken = SimulatedOrder.Take(Order(), new(1), clock.Now, settings) with { Told = 1 };
        var request = new SupplierRequest
        {
            OrderNumber = "GHT-000001",
            Asked = asked,
            Why = "A mistake",
            Contact = new() { Name = "Jo", Telephone = "01632 960 001" },
            Lines = asked == OrderRequestKind.Stop ? [] : [new(Product.Chromebook, quantity)],
        };

        var answered = taken.Answer(request, "request-1", clock.Now, settings).Answer(request, "request-1", clock.Now, settings);

        answered.Steps.Count(step => step.Event.Type == answer).ShouldBe(1);
        answered.Steps[1].Event.Type.ShouldBe(answer, "sooner than anything is dispatched");
        OrderEventRules.WhyNot(answered.Steps[1].Event).ShouldBeNull();
        answered.Steps.Any(step => step.Event.Type == OrderEventType.Dispatched).ShouldBe(answer != OrderEventType.Stopped);
    }

    private static SupplierOrder Order(int id = 1, DeliveryKind[]? deliveries = null) => new()
    {
        OrderNumber = new OrderNumber(id).ToString(),
        Urn = 100_001,
        PlacedAt = new(2021, 3, 3, 10, 0, 0, DateTimeKind.Utc),
        Lines = [new(Product.Chromebook, 2)],
        Deliveries = deliveries ?? [DeliveryKind.Google],
        DueOn = new(2021, 3, 10),
        DeliverTo = new() { Name = "Greenfield Primary", ContactName = "Jo Bloggs", ContactEmail = "jo@example.org" },
    };

    private static async Task<OrderNumber> PlaceAsync(PortalHost portal, School school, Viewer user, params LineAsked[] lines)
    {
        var placed = await portal.Get<OrderService>().PlaceAsync(user, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = lines });
        return placed.Value;
    }

    private static Task<OrderStatus> StatusAsync(TestDatabase database, OrderNumber number) =>
        database.ReadAsync(db => db.Orders.Where(o => o.Id == number.Id).Select(o => o.Status).SingleAsync());

    private SimulatorBook Book() => new(Options.Create(new SimulatorOptions { Folder = folder.FullName }), clock);

    private IReadOnlyList<SimulatedStep> Plan(SupplierOrder order)
    {
        OrderNumber.TryParse(order.OrderNumber, out var number).ShouldBeTrue();
        return SimulatedOrder.Take(order, number, clock.Now, new()).Steps;
    }

    private sealed record Telling(OrderNumber OrderNumber, int Attempt);

    private sealed class FakePortal(Func<Telling, HttpStatusCode> answer) : HttpMessageHandler, IHttpClientFactory
    {
        public List<OrderEvent> Told { get; } = [];

        public List<OrderEvent> Heard { get; } = [];

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var happened = PortalJson.Read<OrderEvent>(await request.Content!.ReadAsStringAsync(cancellationToken));
            Told.Add(happened);
            var status = answer(new(happened.OrderNumber, Told.Count(e => e.OrderNumber == happened.OrderNumber)));
            if (status == HttpStatusCode.OK)
            {
                Heard.Add(happened);
            }

            return new(status);
        }
    }
}
