using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;

namespace GetHelp.Tests.Allocations.Load;

/// <summary>What must hold of a responsible body's numbers at every commit (spec 02 §10).</summary>
internal static class PoolInvariants
{
    /// <summary>Looks once: one statement sees one commit.</summary>
    public static async Task CheckAsync(TestDatabase database, int responsibleBodyId)
    {
        var seen = await SeeAsync(database, responsibleBodyId);

        foreach (var category in seen.GroupBy(s => s.Category))
        {
            var told = string.Join(Environment.NewLine, category);
            category.ShouldAllBe(s => s.Ordered == s.InOrders, told);
            category.ShouldAllBe(s => s.Cap == CapRule.Cap(s.State, s.Amount, Math.Max(s.Ordered, s.Used), s.GivenCap ?? 0), told);
            category.ShouldAllBe(s => s.WithSupplier <= s.Used, told); // exactly what exceeds ours when it was last reported: ours may have changed since
            category.ShouldAllBe(s => s.Cap >= 0 && s.Cap <= s.Amount, told);
            category.Where(s => !s.Pooled).ShouldAllBe(s => s.Ordered <= s.Cap, told);
            category.Where(s => s.Pooled).Sum(s => s.Ordered).ShouldBeLessThanOrEqualTo(category.Where(s => s.Pooled).Sum(s => s.Amount), told);
        }
    }

    /// <summary>What must hold once the supplier has counted everything: its own orders are what it counts beyond ours.</summary>
    public static async Task CheckSupplierOrdersAsync(TestDatabase database, int responsibleBodyId)
    {
        foreach (var seen in await SeeAsync(database, responsibleBodyId))
        {
            seen.WithSupplier.ShouldBe(Math.Max(0, seen.Used - seen.Ordered), $"{seen}");
        }
    }

    private static Task<List<Seen>> SeeAsync(TestDatabase database, int responsibleBodyId) => database.ReadAsync(db => db.Allocations
        .Where(a => a.School!.ResponsibleBodyId == responsibleBodyId)
        .Select(a => new Seen(
            a.SchoolId,
            a.Category,
            a.School!.OrderState,
            a.School.ResponsibleBody!.PoolsCaps && a.School.WhoWillOrder == WhoWillOrder.ResponsibleBody && a.School.Status == OrganisationStatus.Open,
            a.Amount,
            a.Cap,
            a.GivenCap,
            a.Ordered,
            a.Used,
            db.Orders.Where(o => o.SchoolId == a.SchoolId && o.Source == OrderSource.Portal && o.Status != OrderStatus.Rejected && o.Status != OrderStatus.Stopped)
                .SelectMany(o => o.Lines).Where(l => (l.Product == Product.Router) == (a.Category == DeviceCategory.Routers)).Sum(l => l.Quantity),
            db.Orders.Where(o => o.SchoolId == a.SchoolId && o.Source == OrderSource.Supplier && o.Status != OrderStatus.Stopped)
                .SelectMany(o => o.Lines).Where(l => (l.Product == Product.Router) == (a.Category == DeviceCategory.Routers)).Sum(l => l.Quantity)))
        .ToListAsync());

    private sealed record Seen(
        int School, DeviceCategory Category, OrderState State, bool Pooled, int Amount, int Cap, int? GivenCap, int Ordered, int Used, int InOrders, int WithSupplier);
}
