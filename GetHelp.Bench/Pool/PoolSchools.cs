using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.Pool;

/// <summary>A responsible body whose pool has as many schools as a benchmark asks for.</summary>
internal sealed record PoolSchools(int Body, int Size, Urn Urn, Viewer Admin)
{
    private const int Amount = 100;

    /// <summary>Takes open schools out of other hands until the pool is so large. All of them can order, and the supplier knows them all.</summary>
    public static async Task<PoolSchools> OfAsync(IServiceProvider core, int size)
    {
        await using var db = await core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync();
        var body = await db.ResponsibleBodies.Where(b => !b.PoolsCaps && b.Kind == ResponsibleBodyKind.Trust).OrderBy(b => b.Id).Select(b => b.Id).FirstAsync();
        await db.ResponsibleBodies.Where(b => b.Id == body).ExecuteUpdateAsync(b => b.SetProperty(x => x.PoolsCaps, true));
        await db.Schools.Where(s => s.ResponsibleBodyId == body).ExecuteUpdateAsync(s => s.SetProperty(x => x.WhoWillOrder, WhoWillOrder.School));
        var members = db.Schools
            .Where(s => s.Status == OrganisationStatus.Open && s.WhoWillOrder == WhoWillOrder.School && s.ResponsibleBodyId != body && s.Allocations.Count == AllocationRules.Categories.Count)
            .OrderBy(s => s.Id).Take(size).Select(s => s.Id);
        await db.Schools.Where(s => members.Contains(s.Id)).ExecuteUpdateAsync(s => s
            .SetProperty(x => x.ResponsibleBodyId, body)
            .SetProperty(x => x.WhoWillOrder, WhoWillOrder.ResponsibleBody)
            .SetProperty(x => x.OrderState, OrderState.CanOrder)
            .SetProperty(x => x.ShipTo, x => "bench-" + x.Id));
        var pool = db.Schools.InPoolOf(body);
        await pool.SelectMany(s => s.Allocations).ExecuteUpdateAsync(a => a.SetProperty(x => x.Amount, Amount).SetProperty(x => x.Cap, Amount));
        await db.ProductStock.Where(s => s.Product == Product.Ipad).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, StockState.Available));
        return new(
            body,
            await pool.CountAsync(),
            await pool.OrderBy(s => s.Id).Select(s => s.Urn).FirstAsync(),
            new() { Name = "Robin Admin", EmailAddress = "robin.admin@example.org", Role = Role.Member, HasTechSourceAccount = true, ResponsibleBodyIds = new HashSet<int> { body }, OrdersForResponsibleBodyIds = new HashSet<int> { body } });
    }
}
