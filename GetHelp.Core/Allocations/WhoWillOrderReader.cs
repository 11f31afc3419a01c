using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations;

/// <summary>What another answer to who will order would do.</summary>
public sealed record WhoWillOrderPreview
{
    /// <summary>The schools that change, by name; those that are so already are not among them.</summary>
    public required IReadOnlyList<string> Schools { get; init; }

    /// <summary>The same schools in the same order, for whoever changes them.</summary>
    public required IReadOnlyList<Urn> Urns { get; init; }

    public required bool PoolsCaps { get; init; }

    /// <summary>What can be ordered from the pool, before and after; of the categories where somebody has something.</summary>
    public required IReadOnlyList<PoolChange> Pool { get; init; }

    /// <summary>What was ordered from the pool out of another's part, and so moves with the schools.</summary>
    public required IReadOnlyList<SettlementPreview> Transfers { get; init; }
}

/// <summary>What a pool has left, in one category.</summary>
public sealed record PoolChange(DeviceCategory Category, int LeftBefore, int LeftAfter);

/// <summary>So many devices that are set aside for one school will be set aside for the other.</summary>
public sealed record SettlementPreview(DeviceCategory Category, string From, string To, int Quantity);

/// <summary>Says beforehand what <see cref="WhoWillOrderService"/> will do to the pool, by running the same settlement on a copy.</summary>
public sealed class WhoWillOrderReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Null when there is no such responsible body that the viewer may see.</summary>
    /// <param name="urns">Of its open schools; others are passed over.</param>
    public Task<WhoWillOrderPreview?> PreviewAsync(
        Viewer viewer, int responsibleBodyId, IReadOnlyCollection<Urn> urns, WhoWillOrder who, CancellationToken cancellationToken = default) =>
        PreviewAsync(viewer, responsibleBodyId, school => urns.Contains(school.Urn), who, cancellationToken);

    /// <summary>The same of all its open schools.</summary>
    public Task<WhoWillOrderPreview?> PreviewAllAsync(Viewer viewer, int responsibleBodyId, WhoWillOrder who, CancellationToken cancellationToken = default) =>
        PreviewAsync(viewer, responsibleBodyId, _ => true, who, cancellationToken);

    private async Task<WhoWillOrderPreview?> PreviewAsync(
        Viewer viewer, int responsibleBodyId, Predicate<School> isAsked, WhoWillOrder who, CancellationToken cancellationToken)
    {
        if (!viewer.IsSupport && !viewer.ResponsibleBodyIds.Contains(responsibleBodyId))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pools = await db.ResponsibleBodies.AsNoTracking().Where(b => b.Id == responsibleBodyId).Select(b => b.PoolsCaps).SingleOrDefaultAsync(cancellationToken);
        var schools = await db.Schools.AsNoTracking().Include(s => s.Allocations)
            .Where(s => s.ResponsibleBodyId == responsibleBodyId && s.Status == OrganisationStatus.Open)
            .OrderBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(cancellationToken);
        var changing = schools.FindAll(s => isAsked(s) && s.WhoWillOrder != who);
        return Preview(schools, changing, pools, who);
    }

    private static WhoWillOrderPreview Preview(List<School> schools, List<School> changing, bool pools, WhoWillOrder who)
    {
        var members = pools ? schools.FindAll(s => s.WhoWillOrder == WhoWillOrder.ResponsibleBody) : [];
        var after = who == WhoWillOrder.School ? members.FindAll(s => !changing.Contains(s)) : [.. members, .. pools ? changing : []];
        var before = AllocationRules.Categories.ToDictionary(c => c, c => PoolTotals.Over(members, c).Left);
        var transfers = who == WhoWillOrder.School ? Settle(members, changing) : [];
        return new()
        {
            Schools = [.. changing.Select(s => s.Name)],
            Urns = [.. changing.Select(s => s.Urn)],
            PoolsCaps = pools,
            Pool = [.. AllocationRules.Categories.Where(c => schools.Exists(s => s.Allocations.Exists(a => a.Category == c && a.Amount > 0))).Select(c => new PoolChange(c, before[c], PoolTotals.Over(after, c).Left))],
            Transfers = transfers,
        };
    }

    /// <summary>Moves what the settlement will move, in these copies.</summary>
    private static List<SettlementPreview> Settle(List<School> members, List<School> leaving)
    {
        var names = members.ToDictionary(s => s.Id, s => s.Name);
        return [.. PoolSettlement.Settle(members, leaving.Select(s => s.Id).ToHashSet())
            .Select(t => new SettlementPreview(t.From.Category, names[t.From.SchoolId], names[t.To.SchoolId], t.Quantity))];
    }
}
