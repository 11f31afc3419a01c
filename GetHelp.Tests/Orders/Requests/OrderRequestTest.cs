using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Tests.Orders.Requests;

/// <summary>What tests of requests do.</summary>
internal static class OrderRequestTest
{
    public static readonly Contact Contact = new() { Name = "Sam Teacher", Telephone = "01632 960 001" };

    public static Task<TestDatabase> DatabaseAsync(DatabaseProvider provider, FakeSupplier supplier) => TestDatabase.CreateAsync(provider, services => services
        .AddSingleton<ISupplier>(supplier)
        .AddSingleton<IOutboxSender, SupplierOrderSender>()
        .AddSingleton<IOutboxSender, SupplierRequestSender>()
        .AddSingleton<IOutboxSender, SupplierStopSender>()
        .AddSingleton<IOutboxSender, SupplierCorrectionSender>());

    public static AskChange Stop(OrderNumber number) => new() { Number = number, Kind = OrderRequestKind.Stop, Why = "Ordered twice", Contact = Contact };

    public static AskChange Correct(OrderNumber number, params LineAsked[] lines) =>
        new() { Number = number, Kind = OrderRequestKind.Correct, Why = "A typing mistake", Contact = Contact, Lines = lines };

    public static Task<Result<OrderNumber>> AskAsync(this TestDatabase database, Viewer viewer, AskChange asked) =>
        database.Get<OrderRequestService>().AskAsync(viewer, asked);

    public static async Task<Result<OrderNumber>> AgreeAsync(this TestDatabase database, Viewer viewer, OrderNumber number) =>
        await database.Get<OrderRequestService>().AgreeAsync(viewer, (await database.LastRequestAsync(number)).Id);

    public static async Task<Result<OrderNumber>> RefuseAsync(this TestDatabase database, Viewer viewer, OrderNumber number, string? why) =>
        await database.Get<OrderRequestService>().RefuseAsync(viewer, (await database.LastRequestAsync(number)).Id, why);

    public static Task<Result<OrderEventOutcome>> TellAsync(
        this TestDatabase database, OrderNumber number, OrderEventType type, DeliveryKind? delivery = null, string? reason = null, DateOnly? newDueOn = null) =>
        database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, new()
        {
            EventId = $"{number} {type} {delivery} {newDueOn:O}",
            OrderNumber = number,
            Type = type,
            Delivery = delivery,
            Reason = reason,
            NewDueOn = newDueOn,
        });

    public static Task<OrderRequest> LastRequestAsync(this TestDatabase database, OrderNumber number) =>
        database.ReadAsync(db => db.OrderRequests.AsNoTracking().Include(r => r.Lines).Where(r => r.OrderId == number.Id).OrderByDescending(r => r.Id).FirstAsync());

    public static Task<Order> OrderAsync(this TestDatabase database, OrderNumber number) =>
        database.ReadAsync(db => db.Orders.AsNoTracking().AsSplitQuery().Include(o => o.Lines).Include(o => o.Deliveries).SingleAsync(o => o.Id == number.Id));

    /// <summary>Ordered and left, laptops and tablets first, then routers.</summary>
    public static Task<List<(int Ordered, int Left)>> NumbersAsync(this TestDatabase database, School school) => database.ReadAsync(async db =>
        (await db.Allocations.AsNoTracking().Where(a => a.SchoolId == school.Id).ToListAsync()).OrderBy(a => a.Category).Select(a => (a.Ordered, a.Left)).ToList());

    /// <summary>How many devices the school's orders hold that are not called off.</summary>
    public static Task<int> HeldAsync(this TestDatabase database, School school) => database.ReadAsync(db => db.OrderLines
        .Join(db.Orders.Where(o => o.SchoolId == school.Id && o.Status != OrderStatus.Rejected && o.Status != OrderStatus.Stopped), l => l.OrderId, o => o.Id, (l, _) => l.Quantity)
        .SumAsync());
}
