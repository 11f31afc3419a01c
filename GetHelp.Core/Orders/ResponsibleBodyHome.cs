using System.Text.Json.Serialization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>So many open schools of a responsible body have somebody to do something first.</summary>
public sealed record SchoolsInStatus(SchoolStatus Status, int Count);

/// <summary>How the orders of a responsible body's schools stand, its social care account included.</summary>
/// <param name="Coming">Of how many something is still to come.</param>
/// <param name="NextDue">When the next of that is due; null when all of it should have come.</param>
/// <param name="Late">Of how many something should have come, and nobody has asked or reported anything.</param>
/// <param name="AwaitingAnswer">About how many somebody has asked or reported something that is not answered.</param>
public sealed record OrdersAtAGlance(int Coming, DateOnly? NextDue, int Late, int AwaitingAnswer);

/// <summary>How a responsible body's requests for more devices stand.</summary>
/// <param name="Answered">How many were answered in the last <see cref="ResponsibleBodyHome.NewsLasts"/>.</param>
public sealed record MoreDevicesAtAGlance(int Open, int Answered);

/// <summary>What a responsible body has to know first: what needs doing, what it can order, and how everything else stands.</summary>
public sealed record ResponsibleBodyHome
{
    /// <summary>How long an answer is news.</summary>
    public static readonly TimeSpan NewsLasts = TimeSpan.FromDays(14);

    /// <summary>What it can order for its schools, which are not listed here.</summary>
    public required ResponsibleBodyOrdering Ordering { get; init; }

    /// <summary>What it has told us about who will order; null until it has.</summary>
    public required WhoWillOrder? Told { get; init; }

    /// <summary>Of the statuses in which somebody has something to do first (spec 02 §7.1), how many schools are in each.</summary>
    public required IReadOnlyList<SchoolsInStatus> Waiting { get; init; }

    public required OrdersAtAGlance Orders { get; init; }

    public required MoreDevicesAtAGlance MoreDevices { get; init; }

    /// <summary>What can be ordered on the social care account now; nothing where there is no such account.</summary>
    public IReadOnlyList<CategoryCount> SocialCareLeft { get; init; } = [];

    /// <summary>Whether the viewer is one of the body's people, and not of support.</summary>
    public required bool ViewerBelongs { get; init; }

    public bool ViewerOrdersForSocialCare { get; init; }

    [JsonIgnore]
    public bool ViewerCanOrderForSocialCareNow => ViewerOrdersForSocialCare && Ordering.ViewerHasAccount && SocialCareLeft.Count > 0;

    [JsonIgnore]
    public int Schools => Ordering.Central + Ordering.Devolved;

    /// <summary>How many schools are in a status in which somebody has something to do first.</summary>
    public int Count(SchoolStatus status) => Waiting.Where(schools => schools.Status == status).Sum(schools => schools.Count);
}

/// <summary>So many devices of a category.</summary>
public sealed record CategoryCount(DeviceCategory Category, int Count);

/// <summary>Reads a responsible body's home; a constant number of statements, however many schools and orders it has.</summary>
public sealed class ResponsibleBodyHomeReader(IDbContextFactory<GetHelpDbContext> contexts, ResponsibleBodyOrderingReader ordering, TimeProvider clock)
{
    private static readonly SchoolStatus[] WithSomethingToDo =
        [SchoolStatus.NeedsContact, SchoolStatus.SchoolWillBeContacted, SchoolStatus.SchoolContacted, SchoolStatus.NeedsInformation];

    /// <summary>Null when there is no such body that the viewer may see.</summary>
    public async Task<ResponsibleBodyHome?> FindAsync(Viewer viewer, int id, CancellationToken cancellationToken = default)
    {
        if (await ordering.FindAsync(viewer, new() { ResponsibleBodyId = id, ListsSchools = false }, cancellationToken) is not { } body)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new()
        {
            Ordering = body,
            Told = await db.ResponsibleBodies.Where(b => b.Id == id).Select(b => b.DefaultWhoWillOrder).SingleAsync(cancellationToken),
            Waiting = await WaitingAsync(db, id, cancellationToken),
            Orders = await OrdersAsync(db, id, cancellationToken),
            MoreDevices = await MoreDevicesAsync(db, id, cancellationToken),
            SocialCareLeft = body.HasSocialCare ? await SocialCareLeftAsync(db, id, cancellationToken) : [],
            ViewerBelongs = viewer.ResponsibleBodyIds.Contains(id),
            ViewerOrdersForSocialCare = viewer.OrdersForSocialCareOfIds.Contains(id),
        };
    }

    /// <summary>Whatever the pool has left: these statuses do not show it.</summary>
    private static async Task<IReadOnlyList<SchoolsInStatus>> WaitingAsync(GetHelpDbContext db, int id, CancellationToken cancellationToken)
    {
        var counts = await db.Schools.AsNoTracking().Where(s => s.ResponsibleBodyId == id && s.Status == OrganisationStatus.Open)
            .Select(SchoolStatusRule.Table.Over(SchoolStatusSql.Facts(db, pool: default)))
            .GroupBy(status => status).Select(g => new { Status = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        return
        [
            .. counts.Select(c => new SchoolsInStatus((SchoolStatus)c.Status, c.Count))
                .Where(schools => WithSomethingToDo.Contains(schools.Status)).OrderBy(schools => schools.Status),
        ];
    }

    private async Task<OrdersAtAGlance> OrdersAsync(GetHelpDbContext db, int id, CancellationToken cancellationToken)
    {
        var today = LondonTime.DateOf(clock.GetUtcNow().UtcDateTime);
        return await db.Orders.AsNoTracking().Where(o => o.ResponsibleBodyId == id).GroupBy(o => o.ResponsibleBodyId)
            .Select(g => new OrdersAtAGlance(
                g.Count(o => o.DueOn != null),
                g.Min(o => o.DueOn >= today ? o.DueOn : null),
                g.Count(o => o.DueOn < today && o.OpenRequest == null && o.OpenReports == 0),
                g.Count(o => o.OpenRequest != null || o.OpenReports > 0)))
            .SingleOrDefaultAsync(cancellationToken) ?? new(0, null, 0, 0);
    }

    private async Task<MoreDevicesAtAGlance> MoreDevicesAsync(GetHelpDbContext db, int id, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().UtcDateTime - ResponsibleBodyHome.NewsLasts;
        return await db.AllocationQueries.AsNoTracking().Where(q => q.ResponsibleBodyId == id).GroupBy(q => q.ResponsibleBodyId)
            .Select(g => new MoreDevicesAtAGlance(
                g.Count(q => q.State == AllocationQueryState.Open),
                g.Count(q => (q.State == AllocationQueryState.Granted || q.State == AllocationQueryState.Refused) && q.DecidedAt > since)))
            .SingleOrDefaultAsync(cancellationToken) ?? new(0, 0);
    }

    private static async Task<IReadOnlyList<CategoryCount>> SocialCareLeftAsync(GetHelpDbContext db, int id, CancellationToken cancellationToken)
    {
        var allocations = await db.ResponsibleBodies.AsNoTracking()
            .Where(b => b.Id == id && (b.SocialCareOrderState == OrderState.CanOrder || b.SocialCareOrderState == OrderState.CanOrderForSpecificCircumstances))
            .SelectMany(b => b.SocialCareAllocations).ToListAsync(cancellationToken);
        return [.. allocations.Where(a => a.Left > 0).OrderBy(a => a.Category).Select(a => new CategoryCount(a.Category, a.Left))];
    }
}
