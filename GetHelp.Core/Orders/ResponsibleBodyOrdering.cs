using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>Which of a responsible body's schools a page lists.</summary>
public sealed record ManagedSchoolsQuery
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    public required int ResponsibleBodyId { get; init; }

    /// <summary>A URN, or a part of a name or town; null for every school.</summary>
    public string? Search { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether those that order for themselves are listed too.</summary>
    public bool All { get; init; }

    /// <summary>Only the schools of this group; null for every school.</summary>
    public OrderingGroup? Group { get; init; }

    /// <summary>Whether schools are listed at all: not on a page about what they share.</summary>
    public bool ListsSchools { get; init; } = true;
}

/// <summary>One school of a responsible body. Equal rows look equal.</summary>
public sealed record ManagedSchool
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string Name { get; init; }

    public string? Town { get; init; }

    public required OrderState OrderState { get; init; }

    /// <summary>The school's own numbers, in a pool too.</summary>
    public required AllocationLine LaptopsAndTablets { get; init; }

    /// <inheritdoc cref="LaptopsAndTablets"/>
    public required AllocationLine Routers { get; init; }

    /// <summary>Where its Chromebooks are enrolled; null when nobody has said.</summary>
    public string? GoogleDomain { get; init; }

    /// <summary>Whether an order for it could be placed now, on its own numbers or on the pool's.</summary>
    public required bool CanOrderNow { get; init; }
}

/// <summary>What a responsible body can order for the schools that it manages centrally.</summary>
public sealed record ResponsibleBodyOrdering
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required ResponsibleBodyKind Kind { get; init; }

    public required bool PoolsCaps { get; init; }

    /// <summary>How many of its open schools it orders for.</summary>
    public required int Central { get; init; }

    /// <summary>How many of its open schools order for themselves.</summary>
    public required int Devolved { get; init; }

    public required BodyOrderingState State { get; init; }

    /// <summary>The sums over the schools that it orders for: the virtual cap pool's, where it has one.</summary>
    public required IReadOnlyList<PoolTotals> Totals { get; init; }

    /// <summary>Of the schools that it orders for, how many are in which group; every group, in their order.</summary>
    public required IReadOnlyList<SchoolsInGroup> Groups { get; init; }

    /// <summary>Whether this viewer may place orders on the education account.</summary>
    public required bool ViewerOrders { get; init; }

    /// <inheritdoc cref="SchoolOrdering.ViewerHasAccount"/>
    public required bool ViewerHasAccount { get; init; }

    /// <inheritdoc cref="SchoolOrdering.ViewerId"/>
    public required int? ViewerId { get; init; }

    /// <summary>The people who may place orders on the education account, by name.</summary>
    public required IReadOnlyList<string> WhoOrders { get; init; }

    /// <inheritdoc cref="SchoolOrdering.OthersReady"/>
    public IReadOnlyList<string> OthersReady { get; init; } = [];

    /// <summary>Whether this viewer has something to order with now.</summary>
    public bool ViewerCanOrderNow => State.IsOpen() && ViewerOrders && ViewerHasAccount;

    public required IReadOnlyList<ManagedSchool> Schools { get; init; }

    /// <summary>How many schools match, on all pages.</summary>
    public required int Matching { get; init; }

    public bool HasSocialCare => Kind == ResponsibleBodyKind.LocalAuthority;

    public int Pages => Paging.Pages(Matching, ManagedSchoolsQuery.PageSize);
}

/// <summary>Reads what a responsible body can order; a constant number of statements, however many schools it has.</summary>
public sealed class ResponsibleBodyOrderingReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Null when there is no such body that the viewer may see.</summary>
    public async Task<ResponsibleBodyOrdering?> FindAsync(Viewer viewer, ManagedSchoolsQuery query, CancellationToken cancellationToken = default)
    {
        var id = query.ResponsibleBodyId;
        if (!viewer.SeesEverything && !viewer.ResponsibleBodyIds.Contains(id))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var body = await db.ResponsibleBodies.AsNoTracking().Where(b => b.Id == id)
            .Select(b => new { b.Name, b.Kind, b.PoolsCaps }).SingleOrDefaultAsync(cancellationToken);
        if (body is null)
        {
            return null;
        }

        var open = db.Schools.AsNoTracking().Where(s => s.ResponsibleBodyId == id && s.Status == OrganisationStatus.Open);
        var central = open.Where(s => s.WhoWillOrder == WhoWillOrder.ResponsibleBody);
        var states = await open.GroupBy(s => new { s.WhoWillOrder, s.OrderState })
            .Select(g => new SchoolsInState(g.Key.WhoWillOrder, g.Key.OrderState, g.Count())).ToListAsync(cancellationToken);
        var totals = body.PoolsCaps
            ? await VirtualCapPool.TotalsAsync(db, id, cancellationToken)
            : await VirtualCapPool.SumsAsync(central, cancellationToken);
        var left = body.PoolsCaps
            ? totals.Any(t => t.Left > 0)
            : await MayOrder(central).AnyAsync(s => s.Allocations.Any(a => a.Cap > a.Ordered && a.Cap > a.Used), cancellationToken);
        var orderers = await db.Memberships.AsNoTracking().Where(m => m.ResponsibleBodyId == id && m.OrdersDevices && m.User!.DeletedAt == null).OrderBy(m => m.User!.FullName)
            .Select(m => new { m.UserId, Name = m.User!.FullName, IsReady = m.User.TechSourceAccountConfirmedAt != null }).ToListAsync(cancellationToken);
        var listed = Of(query.Group, (query.All ? open : central).Matching(query.Search));
        return new()
        {
            Id = id,
            Name = body.Name,
            Kind = body.Kind,
            PoolsCaps = body.PoolsCaps,
            Central = states.Where(s => s.Who == WhoWillOrder.ResponsibleBody).Sum(s => s.Count),
            Devolved = states.Where(s => s.Who == WhoWillOrder.School).Sum(s => s.Count),
            State = BodyOrderingRule.Of(new() { OpenSchools = states, PoolsCaps = body.PoolsCaps, HasAnythingLeft = left }),
            Groups = BodyOrderingRule.Groups(states),
            Totals = totals,
            ViewerOrders = viewer.OrdersForResponsibleBodyIds.Contains(id),
            ViewerHasAccount = viewer.HasTechSourceAccount,
            ViewerId = viewer.UserId,
            WhoOrders = orderers.ConvertAll(person => person.Name),
            OthersReady = [.. orderers.Where(person => person.IsReady && person.UserId != viewer.UserId).Select(person => person.Name)],
            Schools = query.ListsSchools ? await SchoolsAsync(db, listed, query, body.PoolsCaps ? totals : null, cancellationToken) : [],
            Matching = query.ListsSchools ? await listed.CountAsync(cancellationToken) : 0,
        };
    }

    /// <summary>As <see cref="CapRule.MayOrder"/> says it.</summary>
    internal static IQueryable<School> MayOrder(IQueryable<School> schools) =>
        schools.Where(s => s.OrderState == OrderState.CanOrder || s.OrderState == OrderState.CanOrderForSpecificCircumstances);

    private static IQueryable<School> Of(OrderingGroup? group, IQueryable<School> schools) =>
        group is { } only ? schools.Where(OrderingGroupSql.Table.Is(only)) : schools;

    /// <summary>By group where the list is of those that it orders for, then by name.</summary>
    private static IOrderedQueryable<School> Sorted(IQueryable<School> schools, bool byGroup) => byGroup
        ? schools.OrderBy(OrderingGroupSql.Table.Number).ThenBy(s => s.Name).ThenBy(s => s.Id)
        : schools.OrderBy(s => s.Name).ThenBy(s => s.Id);

    private static async Task<IReadOnlyList<ManagedSchool>> SchoolsAsync(
        GetHelpDbContext db, IQueryable<School> schools, ManagedSchoolsQuery query, IReadOnlyList<PoolTotals>? pool, CancellationToken cancellationToken)
    {
        var rows = await Sorted(schools, byGroup: !query.All)
            .OnPage(query.Page, ManagedSchoolsQuery.PageSize)
            .Select(s => new
            {
                s.Id,
                s.Urn,
                s.Name,
                s.Address.Town,
                s.OrderState,
                s.WhoWillOrder,
                s.Chromebooks,
            })
            .ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(r => r.Id);
        var numbers = (await db.Allocations.AsNoTracking().Where(a => ids.Contains(a.SchoolId)).ToListAsync(cancellationToken))
            .ToLookup(a => a.SchoolId, a => AllocationLine.Of(a));
        return rows.ConvertAll(r => new ManagedSchool
        {
            SchoolId = r.Id,
            Urn = r.Urn,
            Name = r.Name,
            Town = r.Town,
            OrderState = r.OrderState,
            LaptopsAndTablets = numbers[r.Id].Of(DeviceCategory.LaptopsAndTablets),
            Routers = numbers[r.Id].Of(DeviceCategory.Routers),
            GoogleDomain = r.Chromebooks.KnownDomain,
            CanOrderNow = r.OrderState.MayOrder() && r.WhoWillOrder == WhoWillOrder.ResponsibleBody
                && (pool is null ? numbers[r.Id].Any(n => n.Left > 0) : pool.Any(t => t.Left > 0)),
        });
    }
}
