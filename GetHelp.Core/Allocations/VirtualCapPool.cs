using System.Linq.Expressions;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations;

/// <summary>The sums of a virtual cap pool in one category (spec 02 §5.1), computed whenever they are asked for and stored nowhere.</summary>
/// <param name="Taken">The sum of each member's greater count.</param>
public sealed record PoolTotals(DeviceCategory Category, int Allocation, int Cap, int Ordered, int Taken)
{
    /// <summary>What may be ordered for the pool. Never negative: support can lower a cap below what others have drawn on it.</summary>
    public int Left => Math.Max(0, Cap - Taken);

    /// <summary>The sums over these schools' allocations, as the database would make them.</summary>
    internal static PoolTotals Over(IEnumerable<School> members, DeviceCategory category)
    {
        var allocations = members.SelectMany(s => s.Allocations).Where(a => a.Category == category).ToList();
        return new(category, allocations.Sum(a => a.Amount), allocations.Sum(a => a.Cap), allocations.Sum(a => a.Ordered), allocations.Sum(a => a.Taken));
    }

    /// <summary>The same in every category.</summary>
    internal static IReadOnlyList<PoolTotals> Over(IReadOnlyCollection<School> members) =>
        [.. AllocationRules.Categories.Select(category => Over(members, category))];
}

/// <summary>Which schools share a virtual cap pool: the open, centrally managed schools of a responsible body that pools. Nobody joins or
/// leaves as such: being in is a function of these facts (spec 08 A6 to A9; docs/adr/0009-pools-are-computed.md).</summary>
public static class VirtualCapPool
{
    private static readonly Expression<Func<School, bool>> IsIn = school =>
        school.ResponsibleBody!.PoolsCaps && school.WhoWillOrder == WhoWillOrder.ResponsibleBody && school.Status == OrganisationStatus.Open;

    private static readonly Func<School, bool> IsInNow = IsIn.Compile();

    /// <summary>The responsible body in whose pool the school is, which has to be loaded; null when it is in none.</summary>
    public static int? Of(School school) => IsInNow(school) ? school.ResponsibleBodyId : null;

    /// <summary>The schools that are in a pool.</summary>
    public static IQueryable<School> Pooled(this IQueryable<School> schools) => schools.Where(IsIn);

    /// <summary>The schools in the pool of this responsible body.</summary>
    public static IQueryable<School> InPoolOf(this IQueryable<School> schools, int responsibleBodyId) =>
        schools.Pooled().Where(s => s.ResponsibleBodyId == responsibleBodyId);

    /// <summary>The sums of a pool: one statement, however many schools are in it.</summary>
    public static Task<IReadOnlyList<PoolTotals>> TotalsAsync(GetHelpDbContext db, int responsibleBodyId, CancellationToken cancellationToken = default) =>
        SumsAsync(db.Schools.InPoolOf(responsibleBodyId), cancellationToken);

    /// <summary>The sums of the pools of these responsible bodies: one statement, however many they are.</summary>
    internal static async Task<IReadOnlyDictionary<int, IReadOnlyList<PoolTotals>>> TotalsOfAsync(
        GetHelpDbContext db, List<int> responsibleBodyIds, CancellationToken cancellationToken = default)
    {
        var sums = await db.Schools.Pooled().Where(s => EF.Parameter(responsibleBodyIds).Contains(s.ResponsibleBodyId))
            .SelectMany(s => s.Allocations, (s, a) => new { s.ResponsibleBodyId, a.Category, a.Amount, a.Cap, a.Ordered, a.Used })
            .GroupBy(a => new { a.ResponsibleBodyId, a.Category })
            .Select(g => new
            {
                g.Key,
                Amount = g.Sum(a => a.Amount),
                Cap = g.Sum(a => a.Cap),
                Ordered = g.Sum(a => a.Ordered),
                Taken = g.Sum(a => a.Used > a.Ordered ? a.Used : a.Ordered),
            })
            .ToListAsync(cancellationToken);
        var byBody = sums.ToLookup(s => s.Key.ResponsibleBodyId, s => new PoolTotals(s.Key.Category, s.Amount, s.Cap, s.Ordered, s.Taken));
        return responsibleBodyIds.ToDictionary(id => id, id => (IReadOnlyList<PoolTotals>)[.. byBody[id]]);
    }

    /// <summary>The sums over any schools, in one statement; what they can order together only where they share a pool.</summary>
    internal static async Task<IReadOnlyList<PoolTotals>> SumsAsync(IQueryable<School> schools, CancellationToken cancellationToken = default)
    {
        // MAX(a, b) and GREATEST(a, b) are the two databases' words for the same; a condition is in both.
        var sums = await schools.SelectMany(s => s.Allocations)
            .GroupBy(a => a.Category)
            .Select(g => new
            {
                Category = g.Key,
                Amount = g.Sum(a => a.Amount),
                Cap = g.Sum(a => a.Cap),
                Ordered = g.Sum(a => a.Ordered),
                Taken = g.Sum(a => a.Used > a.Ordered ? a.Used : a.Ordered),
            })
            .ToListAsync(cancellationToken);
        return sums.ConvertAll(s => new PoolTotals(s.Category, s.Amount, s.Cap, s.Ordered, s.Taken));
    }

    /// <summary>The sums of one category: nought of everything where nobody has any.</summary>
    public static PoolTotals Of(this IEnumerable<PoolTotals> totals, DeviceCategory category) =>
        totals.FirstOrDefault(t => t.Category == category) ?? new(category, 0, 0, 0, 0);
}
