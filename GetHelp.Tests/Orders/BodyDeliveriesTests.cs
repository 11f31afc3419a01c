using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class BodyDeliveriesTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_comes_is_by_day_what_has_come_is_newest_first_and_what_should_have_come_is_late(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        var viewer = await database.Given.ResponsibleBodyUserAsync(body);
        var central = await database.Given.SchoolAsync("Ash School", body: body, who: WhoWillOrder.ResponsibleBody);
        var own = await database.Given.SchoolAsync("Elm School", body: body);
        var early = await database.Given.OrderAsync(central, viewer, new(Product.Ipad, 2), new(Product.Router, 1));
        await database.Given.OrderAsync(await database.Given.SchoolAsync(), null, new LineAsked(Product.Ipad, 1));
        var rejected = await database.Given.OrderAsync(own, null, new LineAsked(Product.Ipad, 1));
        await HappensAsync(database, rejected, OrderEventType.Rejected, reason: "No such address.");
        await HappensAsync(database, early, OrderEventType.Accepted);
        await HappensAsync(database, early, OrderEventType.Dispatched, DeliveryKind.Apple);
        await HappensAsync(database, early, OrderEventType.Delivered, DeliveryKind.Apple);
        database.Clock.Advance(TimeSpan.FromDays(20));
        var late = await database.Given.OrderAsync(own, null, new LineAsked(Product.WindowsLaptop, 3));

        var coming = await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id });

        coming.Rows.Select(d => (d.Order, d.Line.Kind, d.IsLate, d.For, d.DeliveredTo, d.MayReport)).ShouldBe(
            [(early, DeliveryKind.Routers, true, "Ash School", "Ash School", true), (late, DeliveryKind.Microsoft, false, "Elm School", "Elm School", false)]);
        coming.Counts.ShouldBe(new Dictionary<DeliveriesShown, int> { [DeliveriesShown.OnTheWay] = 2, [DeliveriesShown.Late] = 1, [DeliveriesShown.Arrived] = 1 }, ignoreOrder: true);
        (await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id, Show = DeliveriesShown.Late })).Rows.ShouldHaveSingleItem().Order.ShouldBe(early);
        (await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id, Show = DeliveriesShown.Arrived })).Rows.ShouldHaveSingleItem().Line.Contents.ShouldBe("2 iPads");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_search_finds_numbers_URNs_names_and_towns(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(body);
        var viewer = await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var ash = await database.Given.SchoolAsync("Ash 100% School", body: body);
        var first = await database.Given.OrderAsync(ash, null, new LineAsked(Product.Ipad, 2));
        var second = await database.Given.OrderAsync(await database.Given.SchoolAsync("Elm School", body: body), null, new LineAsked(Product.Ipad, 2));
        var care = (await database.Get<OrderService>().PlaceSocialCareAsync(viewer, new() { Key = Guid.NewGuid(), ResponsibleBodyId = body.Id, Lines = [new(Product.Ipad, 2)] })).Value;

        (await NumbersAsync("")).ShouldBe([first, second, care]);
        (await NumbersAsync(ash.Urn.ToString())).ShouldBe([first]);
        (await NumbersAsync(second.ToString())).ShouldBe([second]);
        (await NumbersAsync(" elm ")).ShouldBe([second]);
        (await NumbersAsync("EXAMPLETON")).ShouldBe([first, second]);
        (await NumbersAsync("%")).ShouldBe([first]);

        async Task<IEnumerable<OrderNumber>> NumbersAsync(string search) =>
            (await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id, Search = search })).Rows.Select(row => row.Order);
    }

    [Fact]
    public async Task Somebody_elses_deliveries_are_not_there()
    {
        await using var database = await TestDatabase.CreateAsync();
        var body = await database.Given.ResponsibleBodyAsync();
        var stranger = await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync());

        (await database.Get<BodyDeliveriesReader>().FindAsync(stranger, new() { ResponsibleBodyId = body.Id })).ShouldBeNull();
    }

    [Fact]
    public async Task Reading_costs_the_same_statements_with_five_orders_and_with_sixty_and_a_page_holds_fifty()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var dispose = database;
        var costs = new List<int>();
        foreach (var orders in new[] { 5, 60 })
        {
            var body = await database.Given.ResponsibleBodyAsync();
            var viewer = await database.Given.ResponsibleBodyUserAsync(body);
            var school = await database.Given.SchoolAsync(body: body, who: WhoWillOrder.ResponsibleBody);
            for (var i = 0; i < orders; i++)
            {
                await database.Given.OrderAsync(school, viewer);
            }

            counter.StartAgain();
            var page = await ReadAsync(database, viewer, new() { ResponsibleBodyId = body.Id });
            costs.Add(counter.Count);
            (page.Rows.Count, page.Pages).ShouldBe((Math.Min(orders, 50), orders > 50 ? 2 : 1));
        }

        costs[1].ShouldBe(costs[0]);
        costs[0].ShouldBe(9);
    }

    private static async Task<BodyDeliveries> ReadAsync(TestDatabase database, Viewer viewer, BodyDeliveriesQuery query) =>
        (await database.Get<BodyDeliveriesReader>().FindAsync(viewer, query))!;

    private static async Task HappensAsync(TestDatabase database, OrderNumber number, OrderEventType type, DeliveryKind? kind = null, string? reason = null) =>
        (await database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, new() { EventId = $"{number}-{type}-{kind}", OrderNumber = number, Type = type, Delivery = kind, Reason = reason })).Refusals.ShouldBeEmpty();
}
