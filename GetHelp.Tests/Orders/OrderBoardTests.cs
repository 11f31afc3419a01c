using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class OrderBoardTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Support_sees_every_order_newest_first_with_counts(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (first, second, third) = await ThreeOrdersAsync(database);
        await AcceptAsync(database, second);

        var board = await ReadAsync(database, new());

        board.Rows.Select(r => r.Number).ShouldBe([third, second, first]);
        (board.Total, board.Newest, board.Pages).ShouldBe((3, third.Id, 1));
        board.ByStatus.ShouldBe(new Dictionary<OrderStatus, int> { [OrderStatus.Placed] = 2, [OrderStatus.Accepted] = 1 }, ignoreOrder: true);
        board.Rows[2].Contents.ShouldBe("2 Chromebooks");
        board.Rows[2].Age.ShouldBe("just now");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Each_filter_keeps_what_it_says(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (first, second, third) = await ThreeOrdersAsync(database);
        await AcceptAsync(database, second);
        var authority = await database.ReadAsync(db => Task.FromResult(db.Schools.Single(s => s.Name == "Rowan School").LocalAuthorityId));

        (await NumbersAsync(database, new() { Status = OrderStatus.Accepted })).ShouldBe([second]);
        (await NumbersAsync(database, new() { Product = Product.Router })).ShouldBe([third]);
        (await NumbersAsync(database, new() { LocalAuthorityId = authority })).ShouldBe([second, first]);
        (await NumbersAsync(database, new() { Overdue = true })).ShouldBeEmpty();
        database.Clock.Advance(TimeSpan.FromDays(8));
        (await NumbersAsync(database, new() { Overdue = true })).ShouldBe([third, second, first]);
        (await ReadAsync(database, new())).Overdue.ShouldBe(3);
    }

    /// <summary>An order stays whose it was, whoever orders for the school later; of older orders it was not kept.</summary>
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Orders_are_told_apart_by_who_ordered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var body = await database.Given.ResponsibleBodyAsync();
        await database.Given.SocialCareAsync(body);
        var viewer = await database.Given.ResponsibleBodyUserAsync(body, socialCare: true);
        var school = await database.Given.SchoolAsync(body: body);
        var own = await database.Given.OrderAsync(school, null, new LineAsked(Product.Ipad, 1));
        var older = await database.Given.OrderAsync(school, null, new LineAsked(Product.Ipad, 1));
        await database.ReadAsync(db => db.Orders.Where(o => o.Id == older.Id).ExecuteUpdateAsync(o => o.SetProperty(x => x.OrderedBy, (WhoWillOrder?)null)));
        await database.SayWhoOrdersAsync(viewer, [school.Urn], WhoWillOrder.ResponsibleBody);
        var central = await database.Given.OrderAsync(school, viewer, new LineAsked(Product.Ipad, 1));
        var care = (await database.Get<OrderService>().PlaceSocialCareAsync(viewer, new() { Key = Guid.NewGuid(), ResponsibleBodyId = body.Id, Lines = [new(Product.Ipad, 1)] })).Value;

        (await NumbersAsync(database, new() { OrderedBy = WhoWillOrder.School })).ShouldBe([own]);
        (await NumbersAsync(database, new() { OrderedBy = WhoWillOrder.ResponsibleBody })).ShouldBe([care, central, older]);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_search_finds_numbers_URNs_and_names_and_takes_wildcards_as_text(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (first, second, third) = await ThreeOrdersAsync(database);
        var urn = (await ReadAsync(database, new())).Rows.Single(r => r.School == "Ash 100% School").Urn;

        (await NumbersAsync(database, new() { Search = second.ToString().ToLowerInvariant() })).ShouldBe([second]);
        (await NumbersAsync(database, new() { Search = urn.ToString() })).ShouldBe([third]);
        (await NumbersAsync(database, new() { Search = " ROWAN " })).ShouldBe([second, first]);
        (await NumbersAsync(database, new() { Search = "northshire" })).ShouldBe([second, first]);
        (await NumbersAsync(database, new() { Search = "100%" })).ShouldBe([third]);
        (await NumbersAsync(database, new() { Search = "%" })).ShouldBe([third]);
        (await NumbersAsync(database, new() { Search = "'; DROP TABLE \"Orders\"; --" })).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Every_sort_works_both_ways(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (first, second, third) = await ThreeOrdersAsync(database);

        (await NumbersAsync(database, new() { Ascending = true })).ShouldBe([first, second, third]);
        (await NumbersAsync(database, new() { Sort = OrderBoardSort.School, Ascending = true })).ShouldBe([third, second, first]);
        foreach (var sort in Enum.GetValues<OrderBoardSort>())
        {
            (await NumbersAsync(database, new() { Sort = sort, Ascending = true })).Count.ShouldBe(3);
            (await NumbersAsync(database, new() { Sort = sort })).Count.ShouldBe(3);
        }
    }

    [Fact]
    public async Task A_responsible_body_sees_its_schools_orders_and_a_school_its_own()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (body, other) = (await database.Given.ResponsibleBodyAsync(), await database.Given.ResponsibleBodyAsync());
        var (mine, sister, foreign) = (await database.Given.SchoolAsync(body: body), await database.Given.SchoolAsync(body: body), await database.Given.SchoolAsync(body: other));
        var (a, b, c) = (await database.Given.OrderAsync(mine), await database.Given.OrderAsync(sister), await database.Given.OrderAsync(foreign));

        (await NumbersAsync(database, new(), await database.Given.ResponsibleBodyUserAsync(body))).ShouldBe([b, a]);
        (await NumbersAsync(database, new(), await database.Given.SchoolUserAsync(mine))).ShouldBe([a]);
        (await NumbersAsync(database, new() { ResponsibleBodyId = other.Id }, await database.Given.ResponsibleBodyUserAsync(body))).ShouldBeEmpty();
        var reader = database.Get<OrderReader>();
        (await reader.FindAsync(await database.Given.SchoolUserAsync(mine), c)).ShouldBeNull();
        (await reader.FindAsync(await database.Given.SchoolUserAsync(foreign), c)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_viewers_who_may_not_see_the_same_never_share_a_reading()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (mine, foreign) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var (a, b) = (await database.Given.OrderAsync(mine), await database.Given.OrderAsync(foreign));
        var (me, them) = (await database.Given.SchoolUserAsync(mine), await database.Given.SchoolUserAsync(foreign));

        var boards = await Task.WhenAll(ReadAsync(database, new(), me), ReadAsync(database, new(), them), ReadAsync(database, new(), me));

        boards.Select(p => p.Rows.Single().Number).ShouldBe([a, b, a]);
    }

    [Fact]
    public async Task Rows_keep_their_place_while_somebody_reads_and_new_ones_are_counted()
    {
        await using var database = await TestDatabase.CreateAsync();
        var (first, second, third) = await ThreeOrdersAsync(database);
        var board = await ReadAsync(database, new());
        await AcceptAsync(database, first);
        await database.Given.OrderAsync(await database.Given.SchoolAsync());

        var (rows, waiting) = await database.Get<OrderBoard>()
            .ReadInPlaceAsync(await database.Given.SupportAsync(), new(), [.. board.Rows.Select(r => r.Number)], board.Newest);

        waiting.ShouldBe(1);
        rows.Select(r => (r.Number, r.Status)).ShouldBe([(third, OrderStatus.Placed), (second, OrderStatus.Placed), (first, OrderStatus.Accepted)]);
    }

    [Fact]
    public async Task An_export_holds_every_page()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync(laptops: 500);
        var viewer = await database.Given.SchoolUserAsync(school);
        for (var i = 0; i < OrderBoardQuery.PageSize + 3; i++)
        {
            await database.Given.OrderAsync(school, viewer);
        }

        var rows = new List<OrderBoardRow>();
        await foreach (var row in database.Get<OrderBoard>().ReadAllAsync(viewer, new() { Page = 2 }))
        {
            rows.Add(row);
        }

        rows.Select(r => r.Number).Distinct().Count().ShouldBe(OrderBoardQuery.PageSize + 3);
        (await ReadAsync(database, new() { Page = 2 }, viewer)).Rows.Count.ShouldBe(3);
    }

    /// <summary>Two of Rowan School in Northshire and one, with routers, of Ash 100% School elsewhere.</summary>
    private static async Task<(OrderNumber First, OrderNumber Second, OrderNumber Third)> ThreeOrdersAsync(TestDatabase database)
    {
        var northshire = await database.Given.ResponsibleBodyAsync("Northshire");
        var rowan = await database.Given.SchoolAsync("Rowan School", body: northshire);
        var ash = await database.Given.SchoolAsync("Ash 100% School");
        return (
            await database.Given.OrderAsync(rowan, null, new LineAsked(Product.Chromebook, 2)),
            await database.Given.OrderAsync(rowan),
            await database.Given.OrderAsync(ash, null, new(Product.Router, 1), new(Product.Ipad, 1)));
    }

    private static async Task AcceptAsync(TestDatabase database, OrderNumber number)
    {
        var applied = await database.Get<OrderEvents>().ApplyAsync(
            Viewer.Supplier, new() { EventId = $"accept-{number}", OrderNumber = number, Type = OrderEventType.Accepted });
        applied.Refused.ShouldBeFalse();
    }

    private static async Task<OrderBoardPage> ReadAsync(TestDatabase database, OrderBoardQuery query, Viewer? viewer = null) =>
        await database.Get<OrderBoard>().ReadAsync(viewer ?? await database.Given.SupportAsync(), query);

    private static async Task<List<OrderNumber>> NumbersAsync(TestDatabase database, OrderBoardQuery query, Viewer? viewer = null) =>
        [.. (await ReadAsync(database, query, viewer)).Rows.Select(r => r.Number)];
}
