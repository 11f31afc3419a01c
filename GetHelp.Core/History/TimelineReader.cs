using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.History;

/// <summary>One thing that happened to an organisation.</summary>
/// <param name="Who">Support and the supplier by what they are, everybody else by name.</param>
/// <param name="Order">The order that it happened to; null where it happened to none.</param>
public sealed record TimelineEntry(long Id, HistoryKind What, DateTime At, string Who, OrderNumber? Order, DeliveryKind? Delivery, string? Detail, string? Why);

/// <summary>A page of what happened, newest first.</summary>
public sealed record Timeline
{
    /// <summary>Entries on a page.</summary>
    public const int PageSize = 25;

    public required IReadOnlyList<TimelineEntry> Entries { get; init; }

    /// <summary>How many there are, on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>From 1; the last one where there are fewer.</summary>
    public required int Page { get; init; }

    public int Pages => PagesOf(Total);

    internal static int PagesOf(int total) => Paging.Pages(total, PageSize);
}

/// <summary>Reads who did what, and when, for an organisation's own people.</summary>
public sealed class TimelineReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Null when there is no such organisation that the viewer may see.</summary>
    public async Task<Timeline?> OfAsync(Viewer viewer, OrganisationId organisation, int page = 1, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await MaySeeAsync(db, viewer, organisation, cancellationToken))
        {
            return null;
        }

        var kinds = WhoOrdersRules.MaySee(viewer, organisation) ? TimelineRules.Told : [.. TimelineRules.Told.Except(TimelineRules.OfPeople)];
        var told = db.History.AsNoTracking().Where(e => kinds.Contains(e.What));
        var theirs = organisation.IsSchool ? told.Where(e => e.SchoolId == organisation.SchoolId) : told.Where(e => e.ResponsibleBodyId == organisation.ResponsibleBodyId);
        var total = await theirs.CountAsync(cancellationToken);
        var shown = Math.Clamp(page, 1, Timeline.PagesOf(total));
        var entries = await theirs.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).OnPage(shown, Timeline.PageSize)
            .Select(e => new { Entry = e, Role = db.Users.Where(u => u.Id == e.UserId).Select(u => (Role?)u.Role).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        return new() { Entries = entries.ConvertAll(e => TimelineRules.Tell(Entry(e.Entry, e.Role))), Total = total, Page = shown };
    }

    private static async Task<bool> MaySeeAsync(GetHelpDbContext db, Viewer viewer, OrganisationId organisation, CancellationToken cancellationToken) => organisation.IsSchool
        ? await db.Schools.VisibleTo(viewer).AnyAsync(s => s.Id == organisation.SchoolId, cancellationToken)
        : viewer.SeesEverything || viewer.ResponsibleBodyIds.Contains(organisation.ResponsibleBodyId ?? 0);

    private static TimelineEntry Entry(HistoryEntry entry, Role? role) => new(
        entry.Id,
        entry.What,
        entry.At,
        role switch { Role.Support or Role.SupportThirdLine => "Support", Role.Supplier => Viewer.Supplier.Name, _ => entry.Who },
        entry.OrderId is { } order ? new OrderNumber(order) : null,
        entry.Delivery,
        entry.Detail,
        entry.Why);
}
