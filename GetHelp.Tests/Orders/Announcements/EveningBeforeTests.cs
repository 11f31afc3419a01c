using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Announcements;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier;
using GetHelp.Tests.Orders.Requests;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders.Announcements;

/// <summary>Orders are placed on Wednesday 3 March 2021, 10:00, and due on Wednesday 10 March, unless told otherwise.</summary>
public sealed class EveningBeforeTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task The_contact_is_told_at_five_the_evening_before_once_for_each_delivery(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var number = await OrderAsync(database);

        At(database, new(2021, 3, 9, 16, 59, 0));
        (await AnnounceAsync(database)).ShouldBe(0);
        At(database, new(2021, 3, 9, 17, 0, 0));
        (await AnnounceAsync(database)).ShouldBe(2);
        (await AnnounceAsync(database)).ShouldBe(0, "they know");
        At(database, new(2021, 3, 10, 9, 0, 0));
        (await AnnounceAsync(database)).ShouldBe(0);

        var emails = await SentAsync(database);
        emails.Select(e => e.Subject).ShouldBe(
            [$"Your delivery of Chromebooks is due tomorrow, order {number}", $"Your delivery of routers is due tomorrow, order {number}"], ignoreOrder: true);
        emails.ShouldAllBe(e => e.Body.StartsWith("Dear Jo Door\n") && e.Body.Contains("Wednesday 10 March 2021"));
    }

    [Fact]
    public async Task In_summer_five_oclock_is_London_time()
    {
        await using var database = await TestDatabase.CreateAsync();
        At(database, new(2021, 6, 2, 10, 0, 0));
        await OrderAsync(database);

        At(database, new(2021, 6, 8, 16, 59, 0));
        (await AnnounceAsync(database)).ShouldBe(0);
        At(database, new(2021, 6, 8, 17, 0, 0));
        database.Clock.Now.Hour.ShouldBe(16);
        (await AnnounceAsync(database)).ShouldBe(2);
    }

    [Fact]
    public async Task What_is_due_on_a_Monday_is_announced_on_Sunday()
    {
        await using var database = await TestDatabase.CreateAsync();
        At(database, new(2021, 3, 8, 10, 0, 0));
        await OrderAsync(database);

        At(database, new(2021, 3, 12, 20, 0, 0));
        (await AnnounceAsync(database)).ShouldBe(0);
        At(database, new(2021, 3, 14, 17, 0, 0));
        (await AnnounceAsync(database)).ShouldBe(2);
    }

    [Fact]
    public async Task An_evening_that_was_missed_is_made_up_for_on_the_day_itself_and_not_after()
    {
        await using var database = await TestDatabase.CreateAsync();
        var number = await OrderAsync(database);
        At(database, new(2021, 3, 10, 7, 0, 0));

        (await AnnounceAsync(database)).ShouldBe(2);
        (await SentAsync(database))[0].Subject.ShouldContain("is due today");

        await OrderAsync(database);
        At(database, new(2021, 3, 20, 7, 0, 0));
        (await AnnounceAsync(database)).ShouldBe(0, "its day has passed");
        (await database.OrderAsync(number)).Status.ShouldBe(OrderStatus.Placed);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Nobody_is_told_of_what_was_stopped_rejected_or_delivered(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (stopped, rejected, half) = (await OrderAsync(database), await OrderAsync(database), await OrderAsync(database));
        await database.TellAsync(rejected, OrderEventType.Rejected, reason: "No lorry");
        var support = await database.Given.SupportAsync();
        await database.AskAsync(await OrdererAsync(database, stopped), OrderRequestTest.Stop(stopped));
        await database.AgreeAsync(support, stopped);
        await database.TellAsync(half, OrderEventType.Accepted);
        await database.TellAsync(half, OrderEventType.Dispatched, DeliveryKind.Google);
        await database.TellAsync(half, OrderEventType.Delivered, DeliveryKind.Google);
        At(database, new(2021, 3, 9, 18, 0, 0));

        (await AnnounceAsync(database)).ShouldBe(1);
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_delay_is_told_at_once_and_the_evening_before_goes_for_the_new_date(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var number = await OrderAsync(database);
        await database.TellAsync(number, OrderEventType.Accepted);
        At(database, new(2021, 3, 9, 17, 0, 0));
        (await AnnounceAsync(database)).ShouldBe(2);

        await database.TellAsync(number, OrderEventType.Delayed, DeliveryKind.Google, "Snow", new(2021, 3, 12));
        (await AnnounceAsync(database)).ShouldBe(0);
        At(database, new(2021, 3, 11, 17, 0, 0));
        (await AnnounceAsync(database)).ShouldBe(1);

        var emails = await SentAsync(database);
        var delayed = emails.Single(e => e.Subject == $"Your delivery of Chromebooks is delayed, order {number}");
        delayed.Body.ShouldContain("They are now due on Friday 12 March 2021.");
        delayed.Body.ShouldContain("Snow");
        emails.Count(e => e.Subject.StartsWith("Your delivery of Chromebooks is due tomorrow", StringComparison.Ordinal)).ShouldBe(2, "once for each date");
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Two_nodes_on_one_evening_tell_once(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        for (var i = 0; i < 5; i++)
        {
            await OrderAsync(database);
        }

        At(database, new(2021, 3, 9, 17, 0, 0));
        var announced = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => AnnounceAsync(database))));

        announced.Sum().ShouldBe(10);
        (await SentAsync(database)).Count.ShouldBe(10);
    }

    private static Task<int> AnnounceAsync(TestDatabase database) => database.Get<EveningBefore>().AnnounceAsync();

    private static async Task<OrderNumber> OrderAsync(TestDatabase database)
    {
        var school = await database.Given.SchoolAsync();
        var contact = await database.Given.SchoolUserAsync(school, name: "Jo Door");
        return await database.Given.OrderAsync(school, contact, new LineAsked(Product.Chromebook, 2), new LineAsked(Product.Router, 1));
    }

    private static async Task<Core.People.Viewer> OrdererAsync(TestDatabase database, OrderNumber number)
    {
        var order = await database.OrderAsync(number);
        return (await database.Get<Core.People.Viewers>().FindAsync(order.PlacedByUserId!.Value))!;
    }

    /// <summary>In London.</summary>
    private static void At(TestDatabase database, DateTime london) => database.Clock.Advance(LondonTime.ToUtc(london) - database.Clock.Now);

    private static async Task<IReadOnlyList<EmailMessage>> SentAsync(TestDatabase database)
    {
        await database.Get<OutboxDelivery>().SendDueAsync();
        return database.Get<TestMailbox>().Sent;
    }
}
