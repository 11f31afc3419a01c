using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier.Usage;

public sealed class UsageDifferencesTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_difference_says_since_when_and_what_would_settle_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (more, fewer, same) = (await database.Given.SchoolAsync(), await database.Given.SchoolAsync(), await database.Given.SchoolAsync());
        var reported = database.Clock.Now;
        await CapUsageServiceTests.ReportAsync(database, "a", reported, CapUsageServiceTests.Line(more, 3), CapUsageServiceTests.Line(fewer, 0), CapUsageServiceTests.Line(same, 0));
        database.Clock.Advance(TimeSpan.FromDays(2));
        await database.Given.OrderAsync(fewer, null, new LineAsked(Product.Ipad, 4));
        var ordered = database.Clock.Now;

        var found = await ReadAsync(database, new());

        found.Select(d => (d.SchoolId, d.Category, d.Ordered, d.Used, d.Kind, d.Since)).ShouldBe(
        [
            (more.Id, DeviceCategory.LaptopsAndTablets, 0, 3, DifferenceKind.SupplierCountsMore, reported),
            (fewer.Id, DeviceCategory.LaptopsAndTablets, 4, 0, DifferenceKind.WeCountMore, ordered),
        ]);
        found[0].Settles.ShouldStartWith("3 laptops and tablets ordered with the supplier directly");
        found[1].Settles.ShouldStartWith("4 laptops and tablets ordered here that the supplier has not counted yet");
        (await ReadAsync(database, new() { Kind = DifferenceKind.WeCountMore })).Single().SchoolId.ShouldBe(fewer.Id);
        (await ReadAsync(database, new() { Category = DeviceCategory.Routers })).ShouldBeEmpty();
        (await ReadAsync(database, new() { Search = more.Urn.ToString() })).Single().SchoolId.ShouldBe(more.Id);
        (await ReadAsync(database, new() { Search = fewer.Name.ToUpperInvariant() })).Single().SchoolId.ShouldBe(fewer.Id);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_supplier_that_works_with_another_cap_than_it_was_told_is_a_difference(DatabaseProvider provider)
    {
        var supplier = new Caps.FakeCapReceiver();
        await using var database = await Caps.FakeCapReceiver.DatabaseAsync(provider, supplier);
        var school = await database.Given.SchoolAsync(laptops: 60, routers: 0);
        await database.Get<AllocationService>().AdjustAllocationAsync(
            await database.Given.SupportAsync(), new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = 70, Why = "Test" });
        await database.Get<Core.Outbox.OutboxDelivery>().SendDueAsync();
        await CapUsageServiceTests.ReportAsync(database, "before", database.Clock.Now.AddMinutes(-1), CapUsageServiceTests.Line(school, 0));
        (await ReadAsync(database, new())).ShouldBeEmpty("it said so before it was told");
        database.Clock.Advance(TimeSpan.FromMinutes(5));

        await CapUsageServiceTests.ReportAsync(database, "after", database.Clock.Now, CapUsageServiceTests.Line(school, 0));

        var difference = (await ReadAsync(database, new())).Single();
        (difference.Kind, difference.Told, difference.SupplierCap).ShouldBe((DifferenceKind.AnotherCap, 70, 40));
        (await ReadAsync(database, new() { Kind = DifferenceKind.AnotherCap })).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Differences_are_supports_alone()
    {
        await using var database = await TestDatabase.CreateAsync();

        (await database.Get<UsageDifferences>().ReadAsync(await database.Given.SupplierUserAsync(), new())).Refusals.Single().ShouldBeOfType<NotAllowed>();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_board_and_the_order_page_tell_support_of_a_difference_that_stays(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var (teacher, support) = (await database.Given.SchoolUserAsync(school), await database.Given.SupportAsync());
        var number = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 4));
        await CapUsageServiceTests.ReportAsync(database, "a", database.Clock.Now, CapUsageServiceTests.Line(school, 1));

        (await RowAsync(support)).CountsDiffer.ShouldBeFalse("it may be counted tomorrow");
        database.Clock.Advance(OrderBoard.DifferenceStays + TimeSpan.FromMinutes(1));

        (await RowAsync(support)).CountsDiffer.ShouldBeTrue();
        (await RowAsync(teacher)).CountsDiffer.ShouldBeFalse("it is between support and the supplier");
        var reader = database.Get<OrderReader>();
        (await reader.FindAsync(support, number))!.CountsThatDiffer.Single().ShouldBe(new(DeviceCategory.LaptopsAndTablets, 100, 100, Ordered: 4, Used: 1));
        (await reader.FindAsync(teacher, number))!.CountsThatDiffer.ShouldBeEmpty();

        async Task<OrderBoardRow> RowAsync(GetHelp.Core.People.Viewer viewer) => (await database.Get<OrderBoard>().OfSchoolAsync(viewer, school.Id)).Single();
    }

    private static async Task<IReadOnlyList<Difference>> ReadAsync(TestDatabase database, DifferenceQuery query)
    {
        var support = await database.Given.SupportAsync();
        var page = (await database.Get<UsageDifferences>().ReadAsync(support, query)).Value;
        page.Total.ShouldBe(page.Rows.Count);
        (await database.Get<UsageDifferences>().ReadAllAsync(support, query).ToListAsync()).ShouldBe(page.Rows);
        return page.Rows;
    }
}
