using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Supplier;

public sealed class SupplierOrderSenderTests
{
    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_placed_order_reaches_the_supplier_whole(DatabaseProvider provider)
    {
        var supplier = new FakeSupplier();
        await using var database = await CreateAsync(provider, supplier);
        var school = await database.Given.SchoolAsync("Greenfield Primary");
        var user = await database.Given.SchoolUserAsync(school, name: "Jo Bloggs");
        var number = await database.Given.OrderAsync(school, user, new LineAsked(Product.Ipad, 3), new LineAsked(Product.Router, 1));

        await database.Get<OutboxDelivery>().SendDueAsync();

        var (order, key) = supplier.Orders.ShouldHaveSingleItem();
        key.ShouldBe($"order-{number}");
        order.OrderNumber.ShouldBe(number.ToString());
        order.Urn.ShouldBe(school.Urn.Value);
        order.PlacedAt.ShouldBe(database.Clock.Now);
        order.Lines.ShouldBe([new(Product.Ipad, 3), new(Product.Router, 1)], ignoreOrder: true);
        order.Deliveries.ShouldBe([DeliveryKind.Apple, DeliveryKind.Routers], ignoreOrder: true);
        order.DueOn.ShouldBe(new DateOnly(2021, 3, 10));
        order.DeliverTo.ShouldBe(new()
        {
            Name = "Greenfield Primary",
            Address = school.Address,
            ContactName = "Jo Bloggs",
            ContactEmail = user.EmailAddress,
            ContactTelephone = "01234 567890",
        });
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task That_an_order_was_sent_is_kept_once_and_told_however_often_it_is_sent(DatabaseProvider provider)
    {
        await using var database = await CreateAsync(provider, new FakeSupplier());
        var number = await database.Given.OrderAsync(await database.Given.SchoolAsync());
        var told = database.Get<LiveUpdates>().ChangeOf(Topic.Order(number));
        var message = await database.ReadAsync(db => db.Outbox.AsNoTracking().SingleAsync());
        var sender = database.Get<IOutboxSender>();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => sender.SendAsync(message, CancellationToken.None))));

        (await database.ReadAsync(db => db.History.CountAsync(e => e.OrderId == number.Id && e.What == HistoryKind.OrderSentToSupplier))).ShouldBe(1);
        database.Get<LiveUpdates>().ChangeOf(Topic.Order(number)).ShouldBeGreaterThan(told);
    }

    [Fact]
    public async Task An_order_that_the_supplier_does_not_take_was_not_sent()
    {
        var supplier = new FakeSupplier { IsDown = true };
        await using var database = await CreateAsync(DatabaseProvider.Sqlite, supplier);
        await database.Given.OrderAsync(await database.Given.SchoolAsync());

        await database.Get<OutboxDelivery>().SendDueAsync();
        (await SentAsync()).ShouldBe(0);

        supplier.IsDown = false;
        database.Clock.Advance(TimeSpan.FromMinutes(1));
        await database.Get<OutboxDelivery>().SendDueAsync();
        (await SentAsync()).ShouldBe(1);

        Task<int> SentAsync() => database.ReadAsync(db => db.History.CountAsync(e => e.What == HistoryKind.OrderSentToSupplier));
    }

    private static Task<TestDatabase> CreateAsync(DatabaseProvider provider, FakeSupplier supplier) =>
        TestDatabase.CreateAsync(provider, services => services.AddSingleton<ISupplier>(supplier).AddSingleton<IOutboxSender, SupplierOrderSender>());
}
