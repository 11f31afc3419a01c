using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>A cap that the supplier would not take.</summary>
public sealed record RefusedCap(Urn Urn, string School, DeviceCategory Category, string ShipTo, int Number, int? Told, string Why, DateTime At);

/// <summary>One cap update in a list of them. Equal rows look equal.</summary>
public sealed record CapCallLine(long Id, DateTime At, CapCallOutcome Outcome, int Records, int Refused, string? Said, int? DurationMilliseconds);

/// <summary>All that support sees of cap updates.</summary>
public sealed record CapBoard
{
    public const int PageSize = 50;

    /// <summary>How many messages are still to be sent.</summary>
    public required int Waiting { get; init; }

    /// <summary>When the first of them is tried next.</summary>
    public DateTime? NextTry { get; init; }

    /// <summary>What the last attempt at one of them came to; null when none was tried yet.</summary>
    public string? LastOutcome { get; init; }

    /// <summary>Schools for which devices can be ordered and of which the supplier is told nothing, for want of a ship-to number.</summary>
    public required int Held { get; init; }

    public required IReadOnlyList<RefusedCap> Refused { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<CapCallLine> Calls { get; init; }

    public required int Total { get; init; }

    public int Pages => Paging.Pages(Total, PageSize);
}

/// <summary>One record of a cap update.</summary>
public sealed record CapCallRecordLine(Urn Urn, string School, DeviceCategory Category, string ShipTo, int Number, string? Failure);

/// <summary>One cap update, with all that was said.</summary>
public sealed record CapCallDetails(CapCall Call, IReadOnlyList<CapCallRecordLine> Records);

/// <summary>What the supplier knows of one school and category.</summary>
public sealed record CapOfSchool(DeviceCategory Category, int Number, int? Told, DateTime? ToldAt, string? Refusal, bool HasShipTo)
{
    /// <summary>Whether the supplier works with the number that holds now. What was never told, where there is nothing to tell, is so too.</summary>
    public bool IsConfirmed => Number == (Told ?? 0);
}

/// <summary>Shows support what the supplier was told, and tries again when support says so.</summary>
public sealed class CapCalls(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
{
    /// <param name="page">From 1.</param>
    public async Task<Result<CapBoard>> ReadAsync(Viewer viewer, int page, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("see what the supplier is told");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = db.Outbox.AsNoTracking().Where(m => m.Kind == CapsChanged.Kind && m.SentAt == null);
        return new CapBoard
        {
            Waiting = await waiting.CountAsync(cancellationToken),
            NextTry = await waiting.MinAsync(m => m.DueAt, cancellationToken),
            LastOutcome = await waiting.Where(m => m.LastOutcome != null).OrderByDescending(m => m.Id).Select(m => m.LastOutcome).FirstOrDefaultAsync(cancellationToken),
            Held = await db.Schools.CountAsync(s => s.ShipTo == null && s.Allocations.Any(a => a.Cap > 0 || a.Used > 0), cancellationToken),
            Refused = await RefusedAsync(db, cancellationToken),
            Calls = await db.CapCalls.AsNoTracking().OrderByDescending(c => c.Id).OnPage(page, CapBoard.PageSize)
                .Select(c => new CapCallLine(c.Id, c.At, c.Outcome, c.Records.Count, c.Records.Count(r => r.Failure != null), c.Said, c.DurationMilliseconds)).ToListAsync(cancellationToken),
            Total = await db.CapCalls.CountAsync(cancellationToken),
        };
    }

    /// <summary>Null when there is none, or the viewer is not of support.</summary>
    public async Task<CapCallDetails?> FindAsync(Viewer viewer, long id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!viewer.IsSupport || await db.CapCalls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } call)
        {
            return null;
        }

        var records = await (
            from r in db.CapCallRecords.AsNoTracking()
            join s in db.Schools on r.SchoolId equals s.Id
            where r.CallId == id
            orderby r.Failure == null, s.Name, r.Category
            select new CapCallRecordLine(s.Urn, s.Name, r.Category, r.ShipTo, r.Number, r.Failure)).ToListAsync(cancellationToken);
        return new(call, records);
    }

    /// <summary>What the supplier knows of a school; nothing for who is not of support.</summary>
    public async Task<IReadOnlyList<CapOfSchool>> OfSchoolAsync(Viewer viewer, int schoolId, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var lines = await CapNumbers.ReadAsync(db, CapsChanged.School(schoolId), cancellationToken);
        var told = await db.CapUpdates.AsNoTracking().Where(u => u.SchoolId == schoolId).ToDictionaryAsync(u => u.Category, cancellationToken);
        return [.. lines.OrderBy(line => line.Category).Select(line =>
        {
            var update = told.GetValueOrDefault(line.Category);
            return new CapOfSchool(line.Category, line.Number, update?.Told, update?.ToldAt, update?.Refusal, line.ShipTo is not null);
        })];
    }

    /// <summary>Tells a school's refused cap again, as it is now.</summary>
    public Task<Result<bool>> RetryAsync(Viewer viewer, Urn urn, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (!viewer.IsSupport)
                {
                    return new NotAllowed("tell the supplier again");
                }

                if (await write.Db.Schools.Where(s => s.Urn == urn).Select(s => (int?)s.Id).SingleOrDefaultAsync(cancellationToken) is not { } id)
                {
                    return new NotFound();
                }

                await write.Db.CapUpdates.Where(u => u.SchoolId == id).ExecuteUpdateAsync(
                    u => u.SetProperty(x => x.RefusedNumber, (int?)null).SetProperty(x => x.Refusal, (string?)null).SetProperty(x => x.RefusedAt, (DateTime?)null), cancellationToken);
                write.TellSupplier(CapsChanged.School(id));
                write.Tell(Topic.Caps);
                return true;
            },
            cancellationToken);

    /// <summary>Tries everything that waits, now.</summary>
    public Task<Result<int>> RetryAllAsync(Viewer viewer, CancellationToken cancellationToken = default) =>
        transactions.RetryAllAsync(viewer, CapsChanged.Kind, Topic.Caps, cancellationToken);

    private static Task<List<RefusedCap>> RefusedAsync(GetHelpDbContext db, CancellationToken cancellationToken) => (
        from u in db.CapUpdates.AsNoTracking()
        join s in db.Schools on u.SchoolId equals s.Id
        where u.Refusal != null
        orderby u.RefusedAt, s.Name
        select new RefusedCap(s.Urn, s.Name, u.Category, s.ShipTo!, u.RefusedNumber ?? 0, u.Told, u.Refusal!, u.RefusedAt!.Value)).Take(CapBoard.PageSize).ToListAsync(cancellationToken);
}
