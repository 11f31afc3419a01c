using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class OrderServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Placing_counts_records_sends_and_tells_in_one_go(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 20, routers: 5);
        var viewer = await database.Given.SchoolUserAsync(school);
        var told = new TaskCompletionSource();
        using var listening = Listen(database, told, Topic.School(school.Id));

        var placed = await PlaceAsync(database, viewer, school, new(Product.Chromebook, 12), new(Product.Ipad, 3), new(Product.Router, 2));

        await told.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await using var db = database.Open();
        var order = await db.Orders.Include(o => o.Lines).Include(o => o.Deliveries).SingleAsync();
        order.Number.ShouldBe(placed.Value);
        order.Status.ShouldBe(OrderStatus.Placed);
        order.Deliveries.Select(d => d.Kind).ShouldBe([DeliveryKind.Google, DeliveryKind.Apple, DeliveryKind.Routers], ignoreOrder: true);
        order.DueOn.ShouldBe(new DateOnly(2021, 3, 10));
        order.DeliverTo.ContactName.ShouldBe(viewer.Name);
        (await OrderedAsync(database, school)).ShouldBe([15, 2]);
        var history = await db.History.SingleAsync();
        (history.What, history.Who, history.UserId, history.OrderId).ShouldBe((HistoryKind.OrderPlaced, viewer.Name, viewer.UserId, (int?)order.Id));
        (await db.Outbox.SingleAsync()).IdempotencyKey.ShouldBe($"order-{placed.Value}");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_same_key_twice_is_one_order(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var viewer = await database.Given.SchoolUserAsync(school);
        var asked = Asked(school, new LineAsked(Product.Chromebook, 4));
        var service = database.Get<OrderService>();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => service.PlaceAsync(viewer, asked))));

        answers.Select(a => a.Value).Distinct().Count().ShouldBe(1);
        (await OrderedAsync(database, school)).ShouldBe([4, 0]);
        (await database.ReadAsync(db => db.Outbox.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_refused_with_the_number_of_the_first()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var viewer = await database.Given.SchoolUserAsync(school);
        var asked = Asked(school, new LineAsked(Product.Chromebook, 4));
        var first = await database.Get<OrderService>().PlaceAsync(viewer, asked);

        var second = await database.Get<OrderService>().PlaceAsync(viewer, asked with { Lines = [new(Product.Chromebook, 5)] });

        second.Refusals.ShouldBe([new AlreadyPlaced(first.Value)]);
        (await OrderedAsync(database, school)).ShouldBe([4, 0]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Thirty_at_once_buy_exactly_what_was_left_and_everyone_gets_an_answer(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 20);
        var viewer = await database.Given.SchoolUserAsync(school);

        var answers = await Task.WhenAll(Enumerable.Range(0, 30)
            .Select(_ => Task.Run(() => PlaceAsync(database, viewer, school, new LineAsked(Product.Chromebook, 3)))));

        answers.Count(a => !a.Refused).ShouldBe(6);
        answers.Where(a => a.Refused).ShouldAllBe(a => a.Refusals.Single() == new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 3, 2));
        (await OrderedAsync(database, school)).ShouldBe([18, 0]);
        (await database.ReadAsync(db => db.Orders.CountAsync())).ShouldBe(6);
    }

    [Fact]
    public async Task A_refused_order_leaves_nothing_behind()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 5);
        var viewer = await database.Given.SchoolUserAsync(school);
        var before = database.Get<LiveUpdates>().ChangeOf(Topic.Orders);

        var refused = await PlaceAsync(database, viewer, school, new(Product.Router, 1), new(Product.Chromebook, 6));

        refused.Refusals.Single().ShouldBe(new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 6, 5));
        refused.Refusals.Single().Message.ShouldContain("5 laptops and tablets");
        await using var db = database.Open();
        (await db.Orders.AnyAsync()).ShouldBeFalse();
        (await db.History.AnyAsync()).ShouldBeFalse();
        (await db.Outbox.AnyAsync()).ShouldBeFalse();
        (await OrderedAsync(database, school)).ShouldBe([0, 0]);
        database.Get<LiveUpdates>().ChangeOf(Topic.Orders).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_out_of_stock_cannot_be_ordered()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        await database.Given.StockAsync(Product.WindowsTablet, StockState.OutOfStock);

        var refused = await PlaceAsync(database, await database.Given.SchoolUserAsync(school), school, new LineAsked(Product.WindowsTablet, 1));

        refused.Refusals.ShouldBe([new OutOfStock(Product.WindowsTablet)]);
    }

    [Fact]
    public async Task Nobody_orders_for_a_school_that_is_not_theirs_or_without_being_named_for_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var stranger = await database.Given.SchoolUserAsync(await database.Given.SchoolAsync());
        var colleague = await database.Given.SchoolUserAsync(school, orders: false);
        var support = await database.Given.SupportAsync();

        (await PlaceAsync(database, stranger, school, new LineAsked(Product.Ipad, 1))).Refusals.ShouldBe([new NotFound()]);
        (await PlaceAsync(database, support, school, new LineAsked(Product.Ipad, 1))).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await PlaceAsync(database, colleague, school, new LineAsked(Product.Ipad, 1))).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await OrderedAsync(database, school)).ShouldBe([0, 0]);
    }

    [Fact]
    public async Task An_order_with_Chromebooks_is_bound_to_what_the_school_said_or_to_what_is_said_now()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(domain: "school.example.org");
        var teacher = await database.Given.SchoolUserAsync(school);
        var asked = Asked(school, new LineAsked(Product.Chromebook, 1));
        var service = database.Get<OrderService>();

        var known = await service.PlaceAsync(teacher, asked);
        var said = await service.PlaceAsync(teacher, asked with { Key = Guid.NewGuid(), Chromebooks = new() { Domain = "Other.example.org", RecoveryAddress = "x@example.net" } });
        var without = await service.PlaceAsync(teacher, Asked(school, new LineAsked(Product.Ipad, 1)));

        (await DomainAsync(known)).ShouldBe(("school.example.org", "recovery@example.net"));
        (await DomainAsync(said)).ShouldBe(("other.example.org", "x@example.net"));
        (await DomainAsync(without)).ShouldBe((null, null));

        async Task<(string?, string?)> DomainAsync(Result<OrderNumber> order)
        {
            var placed = await database.ReadAsync(db => db.Orders.SingleAsync(o => o.Id == order.Value.Id));
            return (placed.GoogleDomain, placed.RecoveryAddress);
        }
    }

    [Fact]
    public async Task Without_a_domain_Chromebooks_are_refused_until_somebody_accepts_what_that_means_and_support_is_shown_the_order()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(domain: null);
        var teacher = await database.Given.SchoolUserAsync(school);
        var asked = Asked(school, new LineAsked(Product.Chromebook, 1));
        var service = database.Get<OrderService>();

        (await service.PlaceAsync(teacher, asked)).Refusals.ShouldBe([new NoGoogleDomain()]);
        (await service.PlaceAsync(teacher, asked with { Chromebooks = new() { Domain = "Unknown" } })).Refusals.ShouldBe([new UnknownDomainWarning()]);
        var placed = await service.PlaceAsync(teacher, asked with { Chromebooks = new() { Domain = "Unknown", AcceptsNoLicences = true } });
        await database.Given.OrderAsync(await database.Given.SchoolAsync());

        var board = await database.Get<OrderBoard>().ReadAsync(await database.Given.SupportAsync(), new() { UnknownDomain = true });
        board.Rows.Select(r => (r.Number, r.GoogleDomain)).ShouldBe([(placed.Value, ChromebookRules.Unknown)]);
    }

    private static PlaceOrder Asked(School school, params LineAsked[] lines) => new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = lines };

    private static Task<Result<OrderNumber>> PlaceAsync(TestDatabase database, Viewer viewer, School school, params LineAsked[] lines) =>
        database.Get<OrderService>().PlaceAsync(viewer, Asked(school, lines));

    private static Task<List<int>> OrderedAsync(TestDatabase database, School school) => database.ReadAsync(db =>
        db.Allocations.Where(a => a.SchoolId == school.Id).OrderBy(a => a.Category).Select(a => a.Ordered).ToListAsync());

    private static LiveSubscription Listen(TestDatabase database, TaskCompletionSource told, Topic topic) => database.Get<LiveUpdates>().Subscribe(
        [topic],
        _ =>
        {
            told.TrySetResult();
            return Task.CompletedTask;
        },
        told.SetException);
}
