using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Notifications;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>Tells the contact of a delivery, the evening before it is due, that it comes (seed: the ordering guide, step 5): at 5pm London time
/// on the day before, whatever day that is, and once for each delivery and due date. What was missed while the service was down is made up
/// for, as long as the delivery is still due tomorrow or today.</summary>
public sealed class EveningBefore(WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts, TimeProvider clock)
{
    /// <summary>London time.</summary>
    public static readonly TimeOnly Evening = new(17, 0);

    /// <summary>The due dates whose contacts should know by now: today's always, tomorrow's from the evening on.</summary>
    /// <param name="london">London time.</param>
    public static IReadOnlyList<DateOnly> DueDates(DateTime london)
    {
        var today = DateOnly.FromDateTime(london);
        return TimeOnly.FromDateTime(london) >= Evening ? [today, today.AddDays(1)] : [today];
    }

    /// <summary>Has everybody told who should know by now and does not.</summary>
    /// <returns>How many deliveries were announced.</returns>
    public async Task<int> AnnounceAsync(CancellationToken cancellationToken = default)
    {
        var dueDates = DueDates(LondonTime.Of(clock.GetUtcNow().UtcDateTime));
        var announced = 0;
        foreach (var number in await OrdersAsync(dueDates, cancellationToken))
        {
            announced += (await AnnounceAsync(number, dueDates, cancellationToken)).Value;
        }

        return announced;
    }

    /// <summary>The orders of which a contact has something to be told.</summary>
    private async Task<List<OrderNumber>> OrdersAsync(IReadOnlyList<DateOnly> dueDates, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await db.Deliveries.AsNoTracking()
            .Where(d => dueDates.Contains(d.DueOn) && d.DeliveredAt == null && (d.AnnouncedFor == null || d.AnnouncedFor != d.DueOn))
            .Join(db.Orders.Where(o => o.Status != OrderStatus.Rejected && o.Status != OrderStatus.Stopped), d => d.OrderId, o => o.Id, (d, _) => d.OrderId)
            .Distinct().OrderBy(id => id).ToListAsync(cancellationToken);
        return ids.ConvertAll(id => new OrderNumber(id));
    }

    /// <summary>One order in a commit of its own: whatever has changed since it was found is seen under its lock, and two nodes that found it both tell once.</summary>
    private Task<Result<int>> AnnounceAsync(OrderNumber number, IReadOnlyList<DateOnly> dueDates, CancellationToken cancellationToken) =>
        transactions.RunAsync<int>(
            Viewer.Service,
            async write =>
            {
                var order = await write.LockOrderAsync(number, cancellationToken);
                var coming = order is null || order.Status.IsCalledOff()
                    ? []
                    : order.Deliveries.Where(d => dueDates.Contains(d.DueOn) && d.DeliveredAt is null && d.AnnouncedFor != d.DueOn).ToList();
                coming.ForEach(delivery => Announce(write, order!, delivery));
                return coming.Count;
            },
            cancellationToken);

    private static void Announce(WriteTransaction write, Order order, Delivery delivery)
    {
        order.Announce(delivery.Kind);
        write.Email(DeliveryComingLetter.Of(order, delivery, LondonTime.DateOf(write.Now)), $"email-evening-before-{order.Number}-{delivery.Kind}-{delivery.DueOn:yyyy-MM-dd}");
        write.Record(HistoryKind.DeliveryAnnounced, order.Subject(delivery.Kind), $"{order.DeliverTo.ContactName} was told that they are due on {delivery.DueOn:d MMMM yyyy}");
        write.Tell(Topic.Order(order.Number));
    }
}
