using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

/// <summary>What a responsible body may order for its centrally managed schools (spec 02 §5; 08 A4 to A9).</summary>
public sealed class OrderFromPoolTests
{
    private const WhoWillOrder Central = WhoWillOrder.ResponsibleBody;

    /// <summary>The fourth worked example of spec 02 §5.4: 25, 50 and 10 together are 85.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_body_can_order_for_one_school_what_is_set_aside_for_all(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        var schools = await SchoolsAsync(database, body, 25, 50, 10);

        (await PlaceAsync(database, admin, schools[2], new LineAsked(Product.Ipad, 86))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 86, 85)]);
        (await PlaceAsync(database, admin, schools[2], new LineAsked(Product.Ipad, 85))).Refused.ShouldBeFalse();
        (await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Ipad, 1))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 1, 0)]);

        (await OrderedAsync(database, schools)).ShouldBe([0, 0, 85]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_pools_of_laptops_and_of_routers_do_not_mix(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        var schools = await SchoolsAsync(database, body, 25, 50);

        (await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Router, 21))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.Routers, 21, 20)]);
        (await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Router, 20))).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task A_school_that_cannot_order_is_not_offered_what_is_left_in_the_pool()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, admin) = await PoolingAsync(database);
        var open = (await SchoolsAsync(database, body, 30))[0];
        var closed = await database.Given.SchoolAsync(laptops: 30, body: body, who: Central, state: OrderState.CannotOrder);

        (await PlaceAsync(database, admin, closed, new LineAsked(Product.Ipad, 1))).Refusals.ShouldBe([new CannotOrder(closed.Name, Account.Education, OrderState.CannotOrder)]);
        (await PlaceAsync(database, admin, open, new LineAsked(Product.Ipad, 31))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 31, 30)]);
        (await database.Get<SchoolOrderingReader>().FindAsync(admin, closed.Urn))!.Left(DeviceCategory.LaptopsAndTablets).ShouldBe(0);
        (await database.Get<SchoolOrderingReader>().FindAsync(admin, open.Urn))!.Left(DeviceCategory.LaptopsAndTablets).ShouldBe(30);
    }

    [Fact]
    public async Task Only_open_centrally_managed_schools_of_a_body_that_pools_are_in()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, admin) = await PoolingAsync(database);
        var (elsewhere, _) = await PoolingAsync(database);
        var school = (await SchoolsAsync(database, body, 10))[0];
        await database.Given.SchoolAsync(laptops: 100, body: body);
        await database.Given.SchoolAsync(laptops: 200, body: elsewhere, who: Central);
        var gone = await database.Given.SchoolAsync(laptops: 400, body: body, who: Central);
        await database.ReadAsync(db => db.Schools.Where(s => s.Id == gone.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Status, OrganisationStatus.Closed)));

        var ordering = await database.Get<SchoolOrderingReader>().FindAsync(admin, school.Urn);

        ordering!.Pool!.Of(DeviceCategory.LaptopsAndTablets).ShouldBe(new(DeviceCategory.LaptopsAndTablets, Allocation: 10, Cap: 10, Ordered: 0, Taken: 0));
    }

    [Fact]
    public async Task What_the_supplier_counts_is_gone_even_when_we_do_not_know_the_order()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, admin) = await PoolingAsync(database);
        var schools = await SchoolsAsync(database, body, 25, 50);
        await database.ReadAsync(db => db.Allocations.Where(a => a.SchoolId == schools[0].Id && a.Category == DeviceCategory.LaptopsAndTablets)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Used, 40)));

        (await PlaceAsync(database, admin, schools[1], new LineAsked(Product.Ipad, 36))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 36, 35)]);
        (await PlaceAsync(database, admin, schools[1], new LineAsked(Product.Ipad, 35))).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_orders_decides_whose_people_may()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, admin) = await PoolingAsync(database);
        var central = (await SchoolsAsync(database, body, 25))[0];
        var devolved = await database.Given.SchoolAsync(body: body);
        var onlooker = await database.Given.ResponsibleBodyUserAsync(body, orders: false, socialCare: true);

        (await PlaceAsync(database, await database.Given.SchoolUserAsync(central), central, new LineAsked(Product.Ipad, 1))).Refusals.ShouldBe([new OrderedCentrally(body.Name)]);
        (await PlaceAsync(database, admin, devolved, new LineAsked(Product.Ipad, 1))).Refusals.ShouldBe([new OrderedBySchool(devolved.Name)]);
        (await PlaceAsync(database, onlooker, central, new LineAsked(Product.Ipad, 1))).Refusals.Single().ShouldBeOfType<NotAllowed>();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_that_gets_to_order_for_itself_leaves_with_what_nobody_has_drawn(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        var schools = await SchoolsAsync(database, body, 25, 50);
        await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Ipad, 40));

        (await database.SayWhoOrdersAsync(admin, [schools[1].Urn], WhoWillOrder.School)).Value.ShouldBe(1);

        (await NumbersAsync(database, schools)).ShouldBe([(40, 40, 40), (35, 35, 0)]);
        (await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Ipad, 1))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 1, 0)]);
        var head = await database.Given.SchoolUserAsync(schools[1]);
        (await PlaceAsync(database, head, schools[1], new LineAsked(Product.Ipad, 35))).Refused.ShouldBeFalse();
        (await HistoryAsync(database, schools[1])).ShouldBe(
        [
            (HistoryKind.AllocationChanged, $"Laptops and tablets: 50 to 35; can order 50 to 35; 15 had been ordered from the pool for {schools[0].Name}"),
            (HistoryKind.WhoWillOrderChanged, "The school orders for itself"),
            (HistoryKind.OrderPlaced, "35 iPads"),
        ]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_school_joins_with_what_it_has_and_has_ordered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        var school = (await SchoolsAsync(database, body, 25))[0];
        var joining = await database.Given.SchoolAsync(laptops: 30, ordered: 12, body: body);

        (await database.SayWhoOrdersAsync(admin, [joining.Urn, school.Urn], Central)).Value.ShouldBe(1);

        (await PlaceAsync(database, admin, school, new LineAsked(Product.Ipad, 44))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 44, 43)]);
        (await PlaceAsync(database, admin, school, new LineAsked(Product.Ipad, 43))).Refused.ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task When_support_ends_a_pool_each_school_keeps_what_was_ordered_for_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        var schools = await SchoolsAsync(database, body, 10, 10, 40);
        await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Ipad, 25));
        await PlaceAsync(database, admin, schools[1], new LineAsked(Product.Ipad, 12));
        var service = database.Get<WhoWillOrderService>();

        (await service.SetPoolingAsync(admin, body.Id, pools: false, "Not mine to say")).Refusals.Single().ShouldBeOfType<NotAllowed>();
        (await service.SetPoolingAsync(await database.Given.SupportAsync(), body.Id, pools: false, "They asked")).Value.ShouldBeTrue();

        (await NumbersAsync(database, schools)).ShouldBe([(25, 25, 25), (12, 12, 12), (23, 23, 0)]);
        (await PlaceAsync(database, admin, schools[2], new LineAsked(Product.Ipad, 24))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 24, 23)]);
    }

    [Fact]
    public async Task Who_will_order_is_for_the_body_and_for_support_to_say()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, admin) = await PoolingAsync(database);
        var (_, stranger) = await PoolingAsync(database);
        var school = await database.Given.SchoolAsync(body: body);

        (await database.SayWhoOrdersAsync(stranger, [school.Urn], Central)).Refusals.ShouldBe([new NotFound()]);
        (await database.SayWhoOrdersAsync(await database.Given.SchoolUserAsync(school), [school.Urn], Central)).Refusals.ShouldBe([new NotFound()]);
        (await database.ReadAsync(db => db.Schools.Where(s => s.Id == school.Id).Select(s => s.WhoWillOrder).SingleAsync())).ShouldBe(WhoWillOrder.School);
        (await database.SayWhoOrdersAsync(await database.Given.SupportAsync(), [school.Urn, Urn.From(999_999)], Central)).Refusals.ShouldBe([new NotOneOfYourSchools(Urn.From(999_999))]);
        (await database.SayWhoOrdersAsync(admin, [school.Urn], Central)).Value.ShouldBe(0, "support has said so");
    }

    [Fact]
    public async Task What_is_set_aside_for_a_pool_cannot_be_less_than_is_ordered_from_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, admin) = await PoolingAsync(database);
        var support = await database.Given.SupportAsync();
        var schools = await SchoolsAsync(database, body, 25, 50);
        await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Ipad, 60));

        var refused = await AdjustAsync(database, support, schools[1], 34);
        refused.Refusals.ShouldBe([new LessThanThePoolOrdered(DeviceCategory.LaptopsAndTablets, 60, 35)]);
        (await AdjustAsync(database, support, schools[1], 35)).Value.ShouldBeTrue();
        (await AdjustAsync(database, support, schools[0], 24)).Refusals.ShouldBe([new LessThanThePoolOrdered(DeviceCategory.LaptopsAndTablets, 60, 25)]);
    }

    [Fact]
    public async Task A_rejected_order_gives_its_devices_back_to_the_pool()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, admin) = await PoolingAsync(database);
        var schools = await SchoolsAsync(database, body, 25, 50);
        var order = await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Ipad, 75));

        await database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, new() { EventId = "1", OrderNumber = order.Value, Type = OrderEventType.Rejected, Reason = "No van" });

        (await PlaceAsync(database, admin, schools[1], new LineAsked(Product.Ipad, 75))).Refused.ShouldBeFalse();
    }

    [Fact]
    public async Task An_order_from_a_pool_is_news_to_everybody_who_looks_at_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, admin) = await PoolingAsync(database);
        var schools = await SchoolsAsync(database, body, 25, 50);

        await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Ipad, 75));

        database.Get<LiveUpdates>().LastChangeOf([Topic.Pool(body.Id)]).ShouldBe(database.Clock.Now);
    }

    [Fact]
    public async Task An_order_costs_as_many_statements_whatever_the_size_of_the_pool()
    {
        var (database, statements) = await StatementCounter.CreateDatabaseAsync();
        await using var _ = database;
        var (body, admin) = await PoolingAsync(database);
        var schools = await SchoolsAsync(database, body, 1, 1);
        var few = await CountAsync();
        await SchoolsAsync(database, body, [.. Enumerable.Repeat(1, 60)]);

        (await CountAsync()).ShouldBe(few);

        async Task<int> CountAsync()
        {
            statements.StartAgain();
            (await PlaceAsync(database, admin, schools[0], new LineAsked(Product.Router, 1))).Refused.ShouldBeFalse();
            return statements.Count;
        }
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Chromebooks_for_schools_on_two_domains_become_two_orders_or_none(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (body, admin) = await PoolingAsync(database);
        var ash = await database.Given.SchoolAsync("Ash School", laptops: 10, body: body, who: Central, domain: "a.example.org");
        var elm = await database.Given.SchoolAsync("Elm School", laptops: 10, body: body, who: Central, domain: "a.example.org");
        var oak = await database.Given.SchoolAsync("Oak School", laptops: 10, body: body, who: Central, domain: "b.example.org");
        var service = database.Get<OrderService>();
        PlaceChromebookOrders Asked(int forOak) => new()
        {
            Key = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, (byte)forOak),
            ResponsibleBodyId = body.Id,
            Needs = [new(ash.Urn, 4), new(elm.Urn, 12), new(oak.Urn, forOak)],
            DeliverTo = DeliveryPlace.ResponsibleBody,
        };

        (await service.PlaceChromebooksAsync(admin, Asked(15))).Refusals.ShouldBe([new MoreThanIsLeft(DeviceCategory.LaptopsAndTablets, 15, 14)]);
        (await database.ReadAsync(db => db.Orders.CountAsync())).ShouldBe(0);
        (await OrderedAsync(database, [ash, elm, oak])).ShouldBe([0, 0, 0]);

        var placed = await service.PlaceChromebooksAsync(admin, Asked(14));
        (await service.PlaceChromebooksAsync(admin, Asked(14))).Value.Numbers.ShouldBe(placed.Value.Numbers);

        var orders = await database.ReadAsync(db => db.Orders.Include(o => o.Lines).OrderBy(o => o.Id).ToListAsync());
        orders.Select(o => (o.GoogleDomain, o.SchoolId, o.Lines.Single().Quantity, o.DeliverTo.Name)).ShouldBe(
            [("a.example.org", elm.Id, 16, body.Name), ("b.example.org", oak.Id, 14, body.Name)]);
        (await HistoryAsync(database, elm)).ShouldBe([(HistoryKind.OrderPlaced, "16 Chromebooks: 12 for Elm School, 4 for Ash School")]);
    }

    private static async Task<(ResponsibleBody Body, Viewer Admin)> PoolingAsync(TestDatabase database)
    {
        var body = await database.Given.ResponsibleBodyAsync(pools: true);
        return (body, await database.Given.ResponsibleBodyUserAsync(body));
    }

    private static async Task<List<School>> SchoolsAsync(TestDatabase database, ResponsibleBody body, params int[] laptops)
    {
        var schools = new List<School>();
        foreach (var some in laptops)
        {
            schools.Add(await database.Given.SchoolAsync(laptops: some, body: body, who: Central));
        }

        return schools;
    }

    private static Task<Result<OrderNumber>> PlaceAsync(TestDatabase database, Viewer viewer, School school, params LineAsked[] lines) =>
        database.Get<OrderService>().PlaceAsync(viewer, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = lines });

    private static Task<Result<bool>> AdjustAsync(TestDatabase database, Viewer support, School school, int amount) =>
        database.Get<AllocationService>().AdjustAllocationAsync(support, new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = amount, Why = "A test" });

    private static async Task<IReadOnlyList<int>> OrderedAsync(TestDatabase database, IEnumerable<School> schools) =>
        [.. (await NumbersAsync(database, schools)).Select(n => n.Ordered)];

    private static async Task<IReadOnlyList<(int Amount, int Cap, int Ordered)>> NumbersAsync(TestDatabase database, IEnumerable<School> schools)
    {
        var ids = schools.Select(s => s.Id).ToList();
        var numbers = await database.ReadAsync(db => db.Allocations
            .Where(a => ids.Contains(a.SchoolId) && a.Category == DeviceCategory.LaptopsAndTablets).OrderBy(a => a.SchoolId).ToListAsync());
        return numbers.ConvertAll(a => (a.Amount, a.Cap, a.Ordered));
    }

    private static async Task<IReadOnlyList<(HistoryKind What, string? Detail)>> HistoryAsync(TestDatabase database, School school) =>
        [.. (await database.ReadAsync(db => db.History.Where(e => e.SchoolId == school.Id).OrderBy(e => e.Id).ToListAsync())).Select(e => (e.What, e.Detail))];
}
