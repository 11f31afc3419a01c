using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Usage;

/// <summary>One cap usage message in a list of them. Equal rows look equal.</summary>
public sealed record UsagePayloadLine(long Id, string? PayloadId, DateTime ReceivedAt, string Sender, UsageOutcome Outcome, int Records, int Failures, int Outdated, int Replays);

/// <summary>A page of cap usage messages, newest first.</summary>
public sealed record UsagePayloadPage(IReadOnlyList<UsagePayloadLine> Rows, int Total)
{
    public const int PageSize = 50;

    public int Pages => Paging.Pages(Total, PageSize);
}

/// <summary>One message, and which of its records failed.</summary>
public sealed record UsagePayloadDetails(UsagePayload Payload, IReadOnlyList<UsageFailure> Failed);

/// <summary>Shows support what the supplier reported.</summary>
public sealed class UsagePayloads(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <param name="page">From 1.</param>
    public async Task<Result<UsagePayloadPage>> ReadAsync(Viewer viewer, int page, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("see what the supplier reports");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.UsagePayloads.AsNoTracking().OrderByDescending(p => p.Id).OnPage(page, UsagePayloadPage.PageSize)
            .Select(p => new UsagePayloadLine(p.Id, p.PayloadId, p.ReceivedAt, p.Sender, p.Outcome, p.Records, p.Failures, p.Outdated, p.Replays)).ToListAsync(cancellationToken);
        return new UsagePayloadPage(rows, await db.UsagePayloads.CountAsync(cancellationToken));
    }

    /// <summary>Null when there is none, or the viewer is not of support.</summary>
    public async Task<UsagePayloadDetails?> FindAsync(Viewer viewer, long id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return viewer.IsSupport && await db.UsagePayloads.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is { } payload
            ? new(payload, PortalJson.Read<List<UsageFailure>>(payload.FailedRecords ?? "[]"))
            : null;
    }
}
