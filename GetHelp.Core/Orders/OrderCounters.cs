using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>What an order holds of its school's counters, locked: the one place that gives devices back or takes more for an order that
/// there is already. Lock the order first; who places a new one locks the counters alone, so nobody waits in a circle.</summary>
internal sealed class OrderCounters
{
    private readonly Order order;
    private readonly List<Allocation> allocations;
    private readonly OrderState state;

    private OrderCounters(Order order, List<Allocation> allocations, OrderState state) => (this.order, this.allocations, this.state) = (order, allocations, state);

    public static async Task<OrderCounters> LockAsync(WriteTransaction write, Order order, CancellationToken cancellationToken)
    {
        // The state is read under the lock: support changes it together with the counters, and the cap follows from both.
        var counters = await write.LockAllocationsAsync(order.SchoolId, cancellationToken);
        var may = await write.Db.Schools.Where(s => s.Id == order.SchoolId).Select(s => s.OrderState).SingleAsync(cancellationToken);
        return new(order, counters, may);
    }

    /// <summary>How many of each category the order can hold: what it holds now, and what else is left.</summary>
    public IReadOnlyDictionary<DeviceCategory, int> Most() => allocations.ToDictionary(a => a.Category, a => a.Left + order.Quantity(a.Category));

    /// <summary>Gives back all that the order holds.</summary>
    public void GiveBack() => allocations.ForEach(allocation => Hold(allocation, 0));

    /// <summary>Has the order hold as many as these lines ask for, and gives the rest back.</summary>
    public void Hold(IReadOnlyList<LineAsked> lines) =>
        allocations.ForEach(allocation => Hold(allocation, lines.Where(line => line.Product.Category() == allocation.Category).Sum(line => line.Quantity)));

    private void Hold(Allocation allocation, int quantity)
    {
        var more = quantity - order.Quantity(allocation.Category);
        if (more > 0)
        {
            allocation.Order(more);
        }
        else if (more < 0)
        {
            allocation.GiveBack(-more, state);
        }
    }
}
