using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

/// <summary>One order for as many schools of a pool as its body likes, to one door.</summary>
public sealed class PlaceFromPoolTests
{
    private const WhoWillOrder Central = WhoWillOrder.ResponsibleBody;

    /// <summary>The fourth worked example of spec 02 §5.4: 25, 50 and 10 together are 85.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task All_that_is_set_aside_for_all_goes_to_one_school_in_one_order(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        await SchoolAsync(database, body, "Ash School", 25);
        await SchoolAsync(database, body, "Elm School", 50);
        var oak = await SchoolAsync(database, body, "Oak School", 10);
        var key = Guid.NewGuid();

        (await PlaceAsync(database, admin, body, oak.Urn, key, new LineAsked(Product.Ipad, 86))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 86, 85)]);
        var placed = await PlaceAsync(database, admin, body, oak.Urn, key, new LineAsked(Product.Ipad, 60), new LineAsked(Product.WindowsLaptop, 25));

        var order = await OrderAsync(database, placed);
        (order.SchoolId, order.DeliverTo.Name, order.OrderedBy, order.PlacedByUserId).ShouldBe((oak.Id, "Oak School", Central, admin.UserId));
        (await NoteAsync(database, order)).ShouldBe("25 Windows laptops and 60 iPads from the pool, delivered to Oak School");
        (await PlaceAsync(database, admin, body, null, Guid.NewGuid(), new LineAsked(Product.Ipad, 1))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 1, 0)]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_same_press_again_is_the_same_order_and_another_order_with_its_key_is_none(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        await SchoolAsync(database, body, "Ash School", 30);
        await SchoolAsync(database, body, "Elm School", 29);
        var key = Guid.NewGuid();

        var placed = await PlaceAsync(database, admin, body, null, key, new LineAsked(Product.Ipad, 5));
        (await PlaceAsync(database, admin, body, null, key, new LineAsked(Product.Ipad, 5))).Value.ShouldBe(placed.Value, "Elm School has the most left by now, and still it is the same order");
        (await PlaceAsync(database, admin, body, null, key, new LineAsked(Product.Ipad, 6))).Refusals.ShouldBe([new AlreadyPlaced(placed.Value)]);

        (await database.ReadAsync(db => db.Orders.CountAsync())).ShouldBe(1);
        (await database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == SupplierOrder.Kind))).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task For_the_bodys_own_address_it_is_booked_on_the_school_that_has_the_most_left(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        await SchoolAsync(database, body, "Ash School", 25);
        var elm = await SchoolAsync(database, body, "Elm School", 50);
        await SchoolAsync(database, body, "Cannot order", 500, OrderState.CannotOrder);
        await database.Given.SchoolAsync("Orders itself", laptops: 500, body: body);

        var order = await OrderAsync(database, await PlaceAsync(database, admin, body, null, Guid.NewGuid(), new LineAsked(Product.Ipad, 70)));

        (order.SchoolId, order.DeliverTo.Name, order.DeliverTo.Address.Line1).ShouldBe((elm.Id, body.Name, "2 Station Road"));
    }

    /// <summary>A school that cannot order now, or that orders for itself, still has a door.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task It_can_go_to_a_school_that_could_not_order_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        var ash = await SchoolAsync(database, body, "Ash School", 25);
        foreach (var door in new[] { await SchoolAsync(database, body, "Cannot order", 0, OrderState.CannotOrder), await database.Given.SchoolAsync("Orders itself", body: body) })
        {
            var order = await OrderAsync(database, await PlaceAsync(database, admin, body, door.Urn, Guid.NewGuid(), new LineAsked(Product.Ipad, 2)));

            (order.SchoolId, order.DeliverTo.Name).ShouldBe((ash.Id, door.Name));
        }
    }

    /// <summary>It counts on another school, and comes to this one: its people see it coming, and see no other.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task People_of_the_school_at_whose_door_it_arrives_see_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        var ash = await SchoolAsync(database, body, "Ash School", 25);
        var door = await SchoolAsync(database, body, "Cannot order", 0, OrderState.CannotOrder);
        var teacher = await database.Given.SchoolUserAsync(door);

        var toAsh = await PlaceAsync(database, admin, body, ash.Urn, Guid.NewGuid(), new LineAsked(Product.Ipad, 1));
        var toDoor = await PlaceAsync(database, admin, body, door.Urn, Guid.NewGuid(), new LineAsked(Product.Ipad, 2));

        (await database.Get<SchoolDeliveriesReader>().OfSchoolAsync(teacher, door.Urn)).Coming.Select(d => (d.Order, d.MayReport)).ShouldBe([(toDoor.Value, false)]);
        (await database.Get<OrderBoard>().OfSchoolAsync(teacher, door.Id)).Select(row => row.Number).ShouldBe([toDoor.Value]);
        (await database.Get<OrderReader>().FindAsync(teacher, toDoor.Value)).ShouldNotBeNull();
        (await database.Get<OrderReader>().FindAsync(teacher, toAsh.Value)).ShouldBeNull();
        (await database.Get<ViewerOrganisations>().SeesAsAsync(teacher, toDoor.Value)).ShouldBe(OrganisationId.School(door.Id));
        database.Get<LiveUpdates>().ChangeOf(Topic.School(door.Id)).ShouldBeGreaterThan(0, "their pages show it at once");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_who_press_at_once_for_the_last_devices_one_has_them(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        var ash = await SchoolAsync(database, body, "Ash School", 6);
        var elm = await SchoolAsync(database, body, "Elm School", 4);

        var results = await Task.WhenAll(new[] { ash.Urn, elm.Urn, (Urn?)null }.Select(door => PlaceAsync(database, admin, body, door, Guid.NewGuid(), new LineAsked(Product.Ipad, 10))));

        results.Count(r => !r.Refused).ShouldBe(1);
        results.Where(r => r.Refused).ShouldAllBe(r => r.Refusals.SequenceEqual(new[] { new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 10, 0) }));
    }

    [Fact]
    public async Task Whoever_may_not_order_for_the_schools_orders_nothing_from_their_pool()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, _) = await PoolingAsync(database);
        var school = await SchoolAsync(database, body, "Ash School", 25);

        (await PlaceAsync(await database.Given.SchoolUserAsync(school))).Refusals.ShouldBe([new NotFound()]);
        (await PlaceAsync(await database.Given.SupportAsync())).Refusals.ShouldBe([new NotFound()]);
        (await PlaceAsync(await database.Given.ResponsibleBodyUserAsync(await database.Given.ResponsibleBodyAsync()))).Refusals.ShouldBe([new NotFound()]);
        (await PlaceAsync(await database.Given.ResponsibleBodyUserAsync(body, orders: false, socialCare: true))).Refusals.ShouldBe([new NotAllowed("place orders for this school")]);
        (await PlaceAsync(await database.Given.ResponsibleBodyUserAsync(body, account: false))).Refusals.ShouldBe([new AccountNotReady()]);

        Task<Result<OrderNumber>> PlaceAsync(Viewer viewer) => PlaceFromPoolTests.PlaceAsync(database, viewer, body, school.Urn, Guid.NewGuid(), new LineAsked(Product.Ipad, 1));
    }

    [Fact]
    public async Task What_cannot_be_one_order_from_a_pool_is_refused_by_name()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, admin) = await PoolingAsync(database);
        var (elsewhere, apart) = (await database.Given.SchoolAsync(), await database.Given.ResponsibleBodyAsync("Each for itself"));
        (await PlaceAsync(body, admin, null, Product.Ipad)).Refusals.ShouldBe([new CannotOrder(body.Name, Account.Education, OrderState.CannotOrder)], "it has no school yet");
        await SchoolAsync(database, body, "Ash School", 25);
        await database.Given.SchoolAsync(body: apart, who: Central);

        (await PlaceAsync(body, admin, elsewhere.Urn, Product.Ipad)).Refusals.ShouldBe([new NotAManagedSchool(elsewhere.Urn)]);
        (await PlaceAsync(body, admin, null, Product.Chromebook)).Refusals.ShouldBe([new ChromebooksGoByDomain()]);
        (await PlaceAsync(apart, await database.Given.ResponsibleBodyUserAsync(apart), null, Product.Ipad)).Refusals.ShouldBe([new NoPool("Each for itself")]);
        await database.Given.StockAsync(Product.Ipad, StockState.OutOfStock);
        (await PlaceAsync(body, admin, null, Product.Ipad)).Refusals.ShouldBe([new OutOfStock(Product.Ipad)]);
        await database.ReadAsync(db => db.ResponsibleBodies.Where(b => b.Id == body.Id).ExecuteUpdateAsync(b => b
            .SetProperty(x => x.Address.Line1, (string?)null).SetProperty(x => x.Address.Town, (string?)null).SetProperty(x => x.Address.Postcode, (string?)null)));
        (await PlaceAsync(body, admin, null, Product.WindowsLaptop)).Refusals.ShouldBe([new NoDeliveryAddress(body.Name)]);
        (await database.ReadAsync(db => db.Orders.CountAsync())).ShouldBe(0);

        Task<Result<OrderNumber>> PlaceAsync(ResponsibleBody from, Viewer by, Urn? door, Product product) =>
            PlaceFromPoolTests.PlaceAsync(database, by, from, door, Guid.NewGuid(), new LineAsked(product, 1));
    }

    private static async Task<(ResponsibleBody Body, Viewer Admin)> PoolingAsync(TestDatabase database)
    {
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        return (body, await database.Given.ResponsibleBodyUserAsync(body));
    }

    private static Task<School> SchoolAsync(TestDatabase database, ResponsibleBody body, string name, int laptops, OrderState state = OrderState.CanOrder) =>
        database.Given.SchoolAsync(name, laptops, routers: 0, state: state, body: body, who: Central);

    private static Task<Result<OrderNumber>> PlaceAsync(TestDatabase database, Viewer viewer, ResponsibleBody body, Urn? door, Guid key, params LineAsked[] lines) =>
        database.Get<OrderService>().PlaceFromPoolAsync(viewer, new() { Key = key, ResponsibleBodyId = body.Id, Lines = lines, DeliverTo = door });

    private static Task<Order> OrderAsync(TestDatabase database, Result<OrderNumber> placed)
    {
        placed.Refusals.ShouldBeEmpty();
        return database.ReadAsync(db => db.Orders.AsNoTracking().SingleAsync(o => o.Id == placed.Value.Id));
    }

    private static Task<string?> NoteAsync(TestDatabase database, Order order) =>
        database.ReadAsync(db => db.History.Where(e => e.OrderId == order.Id && e.What == HistoryKind.OrderPlaced).Select(e => e.Detail).SingleAsync());
}
