using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Usage;

/// <summary>Devices that the supplier reports beyond those ordered here were ordered with it directly. They stand among the school's orders
/// as one of source "supplier", so that everybody sees where its devices went; they are not counted as ordered again.</summary>
internal static class SupplierOrders
{
    /// <summary>Has the school's orders with the supplier hold exactly the excess of the supplier's count over ours.</summary>
    public static async Task MatchAsync(WriteTransaction write, SchoolLedger ledger, Allocation allocation, CancellationToken cancellationToken)
    {
        // Looked at once more in memory: an earlier record of the same message may have stopped one, which the database has still to hear of.
        var newestFirst = (await write.Db.Orders.Include(o => o.Lines)
            .Where(o => o.SchoolId == allocation.SchoolId && o.Source == OrderSource.Supplier && o.Status != OrderStatus.Stopped)
            .OrderByDescending(o => o.Id).ToListAsync(cancellationToken))
            .FindAll(order => order.Status != OrderStatus.Stopped && order.Quantity(allocation.Category) > 0);
        var missing = Math.Max(0, allocation.Used - allocation.Ordered) - newestFirst.Sum(order => order.Quantity(allocation.Category));
        if (missing > 0)
        {
            await AddAsync(write, ledger, allocation, missing, cancellationToken);
        }

        foreach (var order in newestFirst.TakeWhile(_ => missing < 0))
        {
            var fewer = Math.Min(-missing, order.Quantity(allocation.Category));
            missing += fewer;
            order.Shrink(fewer);
            write.Record(HistoryKind.OrderedFewerWithSupplier, order.Subject(), $"{allocation.Category.Count(fewer)} fewer; {Counts(allocation)}");
            write.Tell(order.Topics());
        }
    }

    private static async Task AddAsync(WriteTransaction write, SchoolLedger ledger, Allocation allocation, int quantity, CancellationToken cancellationToken)
    {
        var school = ledger.School;
        var order = Order.PlacedWithSupplier(new()
        {
            Key = Guid.NewGuid(),
            School = school,
            ResponsibleBodyId = school.ResponsibleBodyId,
            PlacedBy = Viewer.Supplier.Name,
            PlacedAt = write.Now,
            Lines = [new(allocation.Category.Unnamed(), quantity)],
            DeliverTo = new() { Name = school.Name, Address = school.Address, ContactName = "", ContactEmail = "" },
        });
        write.Db.Orders.Add(order);
        await write.Db.SaveChangesAsync(cancellationToken);
        write.Record(HistoryKind.OrderedWithSupplier, order.Subject(), $"{order.Contents()}; {Counts(allocation)}");
        write.Tell(order.Topics());
    }

    private static string Counts(Allocation allocation) => $"the supplier counts {allocation.Used:N0} in all, this service {allocation.Ordered:N0}";
}
