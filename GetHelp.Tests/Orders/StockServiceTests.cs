using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class StockServiceTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Stock_that_changes_is_kept_in_history_and_told(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();
        var before = database.Get<LiveUpdates>().ChangeOf(Topic.Stock);

        (await database.Get<StockService>().SetAsync(support, Product.Ipad, StockState.OutOfStock, "The ship is late")).Value.ShouldBeTrue();
        (await database.Get<StockService>().SetAsync(support, Product.Ipad, StockState.LowStock)).Value.ShouldBeTrue();

        (await LinesAsync(database, support)).Where(line => line.State != StockState.Available).ShouldBe([new(Product.Ipad, StockState.LowStock)]);
        (await database.ReadAsync(db => db.History.OrderBy(e => e.Id).ToListAsync())).Select(e => (e.What, e.Detail, e.Why, e.Who)).ShouldBe(
        [
            (HistoryKind.StockChanged, "iPad: available to out of stock", "The ship is late", support.Name),
            (HistoryKind.StockChanged, "iPad: out of stock to low stock", null, support.Name),
        ]);
        database.Get<LiveUpdates>().ChangeOf(Topic.Stock).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task The_same_stock_again_is_no_news()
    {
        await using var database = await TestDatabase.CreateAsync();
        var before = database.Get<LiveUpdates>().ChangeOf(Topic.Stock);

        (await database.Get<StockService>().SetAsync(await database.Given.SupportAsync(), Product.Ipad, StockState.Available)).Value.ShouldBeFalse();

        (await database.ReadAsync(db => db.History.AnyAsync())).ShouldBeFalse();
        database.Get<LiveUpdates>().ChangeOf(Topic.Stock).ShouldBe(before);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_who_say_the_same_at_once_make_one_change(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var support = await database.Given.SupportAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => Task.Run(() => database.Get<StockService>().SetAsync(support, Product.Router, StockState.OutOfStock))));

        answers.Count(a => a.Value).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_but_support_changes_the_stock_or_reads_the_list_of_it()
    {
        await using var database = await TestDatabase.CreateAsync();
        Viewer[] others = [await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()), Viewer.Supplier];

        foreach (var viewer in others)
        {
            (await database.Get<StockService>().SetAsync(viewer, Product.Ipad, StockState.OutOfStock)).Refusals.Single().ShouldBeOfType<NotAllowed>();
            (await database.Get<StockReader>().ReadAsync(viewer)).Refusals.Single().ShouldBeOfType<NotAllowed>();
        }

        (await database.ReadAsync(db => db.ProductStock.AnyAsync())).ShouldBeFalse();
    }

    private static async Task<IReadOnlyList<StockLine>> LinesAsync(TestDatabase database, Viewer viewer) =>
        (await database.Get<StockReader>().ReadAsync(viewer)).Value;
}
