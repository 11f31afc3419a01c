using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations;

/// <summary>One responsible body that was found. Equal rows look equal.</summary>
public sealed record ResponsibleBodyFound
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required ResponsibleBodyKind Kind { get; init; }

    public required bool PoolsCaps { get; init; }

    /// <summary>How many open schools it has.</summary>
    public required int Schools { get; init; }

    /// <summary>How many of them it orders for.</summary>
    public required int Central { get; init; }
}

/// <summary>A page of responsible bodies that were found.</summary>
public sealed record ResponsibleBodiesFound(IReadOnlyList<ResponsibleBodyFound> Rows, int Total)
{
    public int Pages => Paging.Pages(Total, SchoolSearch.PageSize);
}

/// <summary>All that support needs to know of a responsible body before it changes what it can order.</summary>
public sealed record SupportResponsibleBody
{
    public required ResponsibleBodyFound Body { get; init; }

    /// <summary>What it has told us about who will order; null until it has.</summary>
    public required WhoWillOrder? Told { get; init; }

    /// <summary>The sums over the schools that it orders for: the virtual cap pool's, where it has one.</summary>
    public required IReadOnlyList<PoolTotals> Totals { get; init; }

    /// <summary>Whether a local authority may order for social care; nothing for others.</summary>
    public required OrderState SocialCareOrderState { get; init; }

    /// <summary>Every category, whether or not something is set aside.</summary>
    public required IReadOnlyList<AllocationLine> SocialCare { get; init; }

    /// <summary>The people who may place its orders, by name.</summary>
    public required IReadOnlyList<WhoOrdersForBody> WhoOrders { get; init; }

    /// <summary>The last things that happened to the body itself, newest first.</summary>
    public required IReadOnlyList<SchoolHappening> History { get; init; }

    public bool HasSocialCare => Body.Kind == ResponsibleBodyKind.LocalAuthority;
}

/// <summary>Somebody who may place a responsible body's orders, and on which account.</summary>
public sealed record WhoOrdersForBody(string Name, string EmailAddress, bool Education, bool SocialCare);

/// <summary>Finds responsible bodies for support; a constant number of statements, however many schools they have.</summary>
public sealed class SupportResponsibleBodies(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Open ones by name.</summary>
    public async Task<Result<ResponsibleBodiesFound>> SearchAsync(Viewer viewer, SchoolSearch search, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("look for responsible bodies");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var matching = Matching(db.ResponsibleBodies.AsNoTracking().Where(b => b.Status == OrganisationStatus.Open), search.Text?.Trim());
        var page = matching.OrderBy(b => b.Name).ThenBy(b => b.Id)
            .OnPage(search.Page, SchoolSearch.PageSize);
        return new ResponsibleBodiesFound(await RowsAsync(db, page, cancellationToken), await matching.CountAsync(cancellationToken));
    }

    /// <summary>One responsible body; null when there is none of this id, or the viewer is not of support.</summary>
    public async Task<SupportResponsibleBody?> FindAsync(Viewer viewer, int id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!viewer.IsSupport
            || await db.ResponsibleBodies.AsNoTracking().Include(b => b.SocialCareAllocations)
                .SingleOrDefaultAsync(b => b.Id == id, cancellationToken) is not { } body)
        {
            return null;
        }

        var history = await db.History.AsNoTracking().Where(e => e.ResponsibleBodyId == id)
            .OrderByDescending(e => e.Id).Take(SupportSchools.HappeningsShown).ToListAsync(cancellationToken);
        return new()
        {
            Body = (await RowsAsync(db, db.ResponsibleBodies.Where(b => b.Id == id), cancellationToken)).Single(),
            Told = body.DefaultWhoWillOrder,
            Totals = await VirtualCapPool.SumsAsync(
                db.Schools.Where(s => s.ResponsibleBodyId == id && s.WhoWillOrder == WhoWillOrder.ResponsibleBody && s.Status == OrganisationStatus.Open), cancellationToken),
            SocialCareOrderState = body.SocialCareOrderState,
            SocialCare = [.. AllocationRules.Categories.Select(body.SocialCareAllocations.Select(AllocationLine.Of).Of)],
            WhoOrders = await db.Memberships.AsNoTracking()
                .Where(m => m.ResponsibleBodyId == id && (m.OrdersDevices || m.OrdersForSocialCare) && m.User!.DeletedAt == null)
                .OrderBy(m => m.User!.FullName)
                .Select(m => new WhoOrdersForBody(m.User!.FullName, m.User.EmailAddress, m.OrdersDevices, m.OrdersForSocialCare)).ToListAsync(cancellationToken),
            History = history.ConvertAll(SchoolHappening.Of),
        };
    }

    private static IQueryable<ResponsibleBody> Matching(IQueryable<ResponsibleBody> bodies, string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return bodies;
        }

        var pattern = Containing.Pattern(text);
        return bodies.Where(b => EF.Functions.Like(b.Name.ToLower(), pattern, Containing.Escape));
    }

    private static async Task<List<ResponsibleBodyFound>> RowsAsync(GetHelpDbContext db, IQueryable<ResponsibleBody> bodies, CancellationToken cancellationToken)
    {
        var rows = await bodies.Select(b => new { b.Id, b.Name, b.Kind, b.PoolsCaps }).ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(r => r.Id);
        var schools = (await db.Schools.AsNoTracking().Where(s => ids.Contains(s.ResponsibleBodyId) && s.Status == OrganisationStatus.Open)
            .GroupBy(s => s.ResponsibleBodyId)
            .Select(g => new { Id = g.Key, All = g.Count(), Central = g.Count(s => s.WhoWillOrder == WhoWillOrder.ResponsibleBody) })
            .ToListAsync(cancellationToken)).ToDictionary(s => s.Id);
        return rows.ConvertAll(r => new ResponsibleBodyFound
        {
            Id = r.Id,
            Name = r.Name,
            Kind = r.Kind,
            PoolsCaps = r.PoolsCaps,
            Schools = schools.GetValueOrDefault(r.Id)?.All ?? 0,
            Central = schools.GetValueOrDefault(r.Id)?.Central ?? 0,
        });
    }
}
