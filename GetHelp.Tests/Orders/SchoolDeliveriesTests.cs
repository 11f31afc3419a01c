using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders;

public sealed class SchoolDeliveriesTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task What_is_coming_is_by_day_what_has_come_is_newest_first_and_what_was_called_off_is_neither(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        var early = await database.Given.OrderAsync(school, teacher, new(Product.Chromebook, 2), new(Product.Router, 1));
        var rejected = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 1));
        await HappensAsync(database, rejected, OrderEventType.Rejected, reason: "No such address.");
        database.Clock.Advance(TimeSpan.FromDays(7));
        var late = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.WindowsLaptop, 3));
        await DeliverAsync(database, early, DeliveryKind.Google);

        var deliveries = await ReadAsync(database, teacher, school.Urn);

        deliveries.Coming.Select(d => (d.Order, d.Line.Kind)).ShouldBe([(early, DeliveryKind.Routers), (late, DeliveryKind.Microsoft)]);
        deliveries.Arrived.ShouldHaveSingleItem().Line.Contents.ShouldBe("2 Chromebooks");
        deliveries.Arrived[0].Line.Reportable.ShouldBe(DeliveryProblem.MissingItems);
        deliveries.Arrived[0].MayReport.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_reported_and_not_answered_is_not_reported_again_and_who_does_not_order_reports_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        var order = await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 2));
        database.Clock.Advance(TimeSpan.FromDays(20));
        var onlooker = await database.Given.SchoolUserAsync(school, orders: false);
        (await ReadAsync(database, onlooker, school.Urn)).Coming.ShouldHaveSingleItem().MayReport.ShouldBeFalse();
        (await ReadAsync(database, teacher, school.Urn)).Coming.ShouldHaveSingleItem().Line.Reportable.ShouldBe(DeliveryProblem.Late);

        (await database.Get<DeliveryReportService>().ReportAsync(
            teacher, new() { Number = order, Delivery = DeliveryKind.Apple, Problem = DeliveryProblem.Late, Contact = new() { Name = "Sam", Telephone = "01632 960 001" } })).Refusals.ShouldBeEmpty();

        (await ReadAsync(database, teacher, school.Urn)).Coming.ShouldHaveSingleItem().Line.Reportable.ShouldBeNull();
    }

    [Fact]
    public async Task More_than_a_page_have_come_and_a_page_too_far_is_the_last_one()
    {
        var (database, counter) = await StatementCounter.CreateDatabaseAsync();
        await using var dispose = database;
        var school = await database.Given.SchoolAsync();
        var teacher = await database.Given.SchoolUserAsync(school);
        counter.StartAgain();
        await ReadAsync(database, teacher, school.Urn);
        for (var i = 0; i <= SchoolDeliveries.PageSize; i++)
        {
            await DeliverAsync(database, await database.Given.OrderAsync(school, teacher, new LineAsked(Product.Ipad, 1)), DeliveryKind.Apple);
        }

        counter.StartAgain();
        var last = await ReadAsync(database, teacher, school.Urn, page: 99);

        counter.Count.ShouldBeLessThanOrEqualTo(4);
        (last.Page, last.Pages, last.AllArrived).ShouldBe((2, 2, SchoolDeliveries.PageSize + 1));
        last.Arrived.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_another_school_there_is_nothing()
    {
        await using var database = await TestDatabase.CreateAsync();
        var school = await database.Given.SchoolAsync();
        await database.Given.OrderAsync(school);

        (await ReadAsync(database, await database.Given.SchoolUserAsync(await database.Given.SchoolAsync()), school.Urn)).Coming.ShouldBeEmpty();
    }

    private static Task<SchoolDeliveries> ReadAsync(TestDatabase database, Viewer viewer, Core.Organisations.Urn urn, int page = 1) =>
        database.Get<SchoolDeliveriesReader>().OfSchoolAsync(viewer, urn, page);

    private static async Task DeliverAsync(TestDatabase database, OrderNumber number, DeliveryKind kind)
    {
        await HappensAsync(database, number, OrderEventType.Accepted);
        await HappensAsync(database, number, OrderEventType.Dispatched, kind);
        await HappensAsync(database, number, OrderEventType.Delivered, kind);
    }

    private static async Task HappensAsync(TestDatabase database, OrderNumber number, OrderEventType type, DeliveryKind? kind = null, string? reason = null) =>
        (await database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, new() { EventId = $"{number}-{type}-{kind}", OrderNumber = number, Type = type, Delivery = kind, Reason = reason }))
            .Refusals.ShouldBeEmpty();
}
