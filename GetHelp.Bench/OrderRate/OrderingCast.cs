using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.OrderRate;

/// <summary>Who orders in a benchmark, with enough set aside that nobody is refused.</summary>
internal sealed record OrderingCast(int PoolBody, IReadOnlyList<Urn> PoolSchools, Viewer PoolAdmin, IReadOnlyList<Urn> Schools, IReadOnlyList<Viewer> Heads)
{
    private const int Enough = 10_000_000;

    public static async Task<OrderingCast> PrepareAsync(IServiceProvider core, int schools)
    {
        await using var db = await core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync();
        var body = await db.Schools.Pooled().GroupBy(s => s.ResponsibleBodyId).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstAsync();
        await db.Schools.InPoolOf(body).ExecuteUpdateAsync(s => s.SetProperty(x => x.OrderState, OrderState.CanOrder));
        var members = await db.Schools.InPoolOf(body).OrderBy(s => s.Id).Select(s => new { s.Id, s.Urn }).ToListAsync();
        var alone = await db.Schools.Where(s => s.WhoWillOrder == WhoWillOrder.School && s.Status == OrganisationStatus.Open && s.OrderState == OrderState.CanOrder)
            .OrderBy(s => s.Id).Take(schools).Select(s => new { s.Id, s.Urn }).ToListAsync();
        var ids = members.Select(m => m.Id).Concat(alone.Select(s => s.Id)).ToList();
        await db.Allocations.Where(a => ids.Contains(a.SchoolId)).ExecuteUpdateAsync(a => a.SetProperty(x => x.Amount, Enough).SetProperty(x => x.Cap, Enough));
        await db.ProductStock.Where(s => s.Product == Product.Ipad).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, StockState.Available));
        return new(
            body,
            members.ConvertAll(m => m.Urn),
            new() { Name = "Robin Admin", EmailAddress = "robin.admin@example.org", Role = Role.Member, HasTechSourceAccount = true, ResponsibleBodyIds = new HashSet<int> { body }, OrdersForResponsibleBodyIds = new HashSet<int> { body } },
            alone.ConvertAll(s => s.Urn),
            alone.ConvertAll(s => new Viewer
            {
                Name = "Sam Teacher",
                EmailAddress = "sam.teacher@example.org",
                Role = Role.Member,
                HasTechSourceAccount = true,
                SchoolIds = new HashSet<int> { s.Id },
                OrdersForSchoolIds = new HashSet<int> { s.Id },
            }));
    }
}
