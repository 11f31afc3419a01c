using System.Linq.Expressions;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.YourSchools;

/// <summary>Reads a responsible body's grid of schools: filtered, counted, sorted and paged by the database, in the same few statements however many
/// schools there are.</summary>
public sealed class SchoolGridReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>A page; null when there is no such body that the viewer may see. Its people and support do; not the supplier: it is told whom it needs to know,
    /// and contacts are known to their responsible body.</summary>
    /// <param name="inPlace">The schools that somebody is in the middle of reading: these rows, in this order, as they are now. Null for the rows of the page.</param>
    public async Task<SchoolGridPage?> ReadAsync(
        Viewer viewer, SchoolGridQuery query, IReadOnlyList<int>? inPlace = null, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await OpenAsync(db, viewer, query, cancellationToken) is not var (body, schools))
        {
            return null;
        }

        var counts = await CountsAsync(schools, query, cancellationToken);
        return new()
        {
            Id = query.ResponsibleBodyId,
            Name = body.Name,
            Kind = body.Kind,
            Columns = body.Columns,
            Pool = body.Pool,
            Rows = inPlace is null ? await PageAsync(db, schools, query, cancellationToken) : await TheseAsync(db, schools, [.. inPlace], cancellationToken),
            Matching = counts.Where(c => Matches(query.Group, c.Group) && Matches(query.Status, c.Status)).Sum(c => c.Count),
            Groups = [.. Enum.GetValues<OrderingGroup>().Select(group => new SchoolsInGroup(group, counts.Where(c => c.Group == group && Matches(query.Status, c.Status)).Sum(c => c.Count)))],
            Statuses = [.. counts.Where(c => Matches(query.Group, c.Group)).GroupBy(c => c.Status, (status, those) => new SchoolsWithStatus(status, those.Sum(c => c.Count))).OrderBy(c => c.Status)],
        };
    }

    /// <summary>Every school that matches, whatever its page, in the same order; null when there is no such body that the viewer may see.</summary>
    public async Task<IReadOnlyList<SchoolGridRow>?> ReadAllAsync(Viewer viewer, SchoolGridQuery query, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await OpenAsync(db, viewer, query, cancellationToken) is var (body, schools)
            ? await SchoolGridRows.ReadAsync(db, schools, schools.Sorted(schools.Filtered(query), query), cancellationToken)
            : null;
    }

    /// <summary>The URNs of every school that matches, in the same order; none when there is no such body that the viewer may see.</summary>
    public async Task<IReadOnlyList<Urn>> UrnsAsync(Viewer viewer, SchoolGridQuery query, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await OpenAsync(db, viewer, query, cancellationToken) is (_, var schools)
            ? await schools.Sorted(schools.Filtered(query), query).Select(s => s.Urn).ToListAsync(cancellationToken)
            : [];
    }

    /// <summary>The schools before and after this one in the order of the grid. One that no longer matches its filters, because it has just been changed,
    /// stands where it would if it did. Null when the body has no such school that the viewer may see.</summary>
    public async Task<SchoolNeighbours?> NeighboursAsync(Viewer viewer, SchoolGridQuery query, Urn urn, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await OpenAsync(db, viewer, query, cancellationToken) is not (_, var schools))
        {
            return null;
        }

        var matching = schools.Filtered(query).Select(s => s.Id);
        var urns = await schools.Sorted(schools.All.Where(s => s.Urn == urn || matching.Contains(s.Id)), query).Select(s => s.Urn).ToListAsync(cancellationToken);
        var at = urns.IndexOf(urn);
        return at < 0 ? null : new(at > 0 ? urns[at - 1] : null, at + 1 < urns.Count ? urns[at + 1] : null, at + 1, urns.Count);
    }

    private static async Task<(BodyRead Body, SchoolsOfBody Schools)?> OpenAsync(
        GetHelpDbContext db, Viewer viewer, SchoolGridQuery query, CancellationToken cancellationToken)
    {
        var (id, userId) = (query.ResponsibleBodyId, viewer.UserId);
        if (!viewer.SeesEverything && !viewer.ResponsibleBodyIds.Contains(id))
        {
            return null;
        }

        var body = await db.ResponsibleBodies.AsNoTracking().Where(b => b.Id == id)
            .Select(b => new BodyRead(b.Name, b.Kind, b.PoolsCaps, db.SchoolGridChoices.Where(c => c.UserId == userId).Select(c => c.Columns).FirstOrDefault()))
            .SingleOrDefaultAsync(cancellationToken);
        if (body is null)
        {
            return null;
        }

        body = body with { Pool = body.PoolsCaps ? await VirtualCapPool.TotalsAsync(db, id, cancellationToken) : null };
        return (body, new SchoolsOfBody(db, id, PoolFacts.Of(body.Pool)));
    }

    /// <summary>How many schools there are in each group with each status, were it not for the group and the status that are chosen.</summary>
    private static async Task<List<Counted>> CountsAsync(SchoolsOfBody schools, SchoolGridQuery query, CancellationToken cancellationToken)
    {
        Expression<Func<School, int, int, Numbered>> shape = (_, status, group) => new() { Status = status, Group = group };
        var counts = await schools.Filtered(query with { Group = null, Status = null })
            .Select(shape.With(OrderingGroupSql.Table.Number).With(schools.Status))
            .GroupBy(n => new { n.Status, n.Group })
            .Select(g => new { g.Key.Status, g.Key.Group, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return counts.ConvertAll(c => new Counted((SchoolStatus)c.Status, (OrderingGroup)c.Group, c.Count));
    }

    private static Task<List<SchoolGridRow>> PageAsync(GetHelpDbContext db, SchoolsOfBody schools, SchoolGridQuery query, CancellationToken cancellationToken) =>
        SchoolGridRows.ReadAsync(
            db,
            schools,
            schools.Sorted(schools.Filtered(query), query).OnPage(query.Page, SchoolGridQuery.PageSize),
            cancellationToken);

    /// <summary>These schools in this order; one that is the body's no longer is left out.</summary>
    private static async Task<IReadOnlyList<SchoolGridRow>> TheseAsync(GetHelpDbContext db, SchoolsOfBody schools, List<int> ids, CancellationToken cancellationToken)
    {
        var rows = await SchoolGridRows.ReadAsync(db, schools, schools.All.Where(s => EF.Parameter(ids).Contains(s.Id)), cancellationToken);
        return [.. ids.Select(id => rows.Find(row => row.SchoolId == id)).OfType<SchoolGridRow>()];
    }

    private static bool Matches<T>(T? chosen, T value)
        where T : struct, Enum => chosen is not { } only || EqualityComparer<T>.Default.Equals(only, value);

    private sealed record BodyRead(string Name, ResponsibleBodyKind Kind, bool PoolsCaps, string? Chosen)
    {
        public IReadOnlyList<PoolTotals>? Pool { get; init; }

        public IReadOnlyList<SchoolGridColumn>? Columns => SchoolGridChoice.Read(Chosen);
    }

    private sealed record Counted(SchoolStatus Status, OrderingGroup Group, int Count);

    private sealed record Numbered
    {
        public int Status { get; init; }

        public int Group { get; init; }
    }
}
