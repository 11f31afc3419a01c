using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>One line of the user ledger in a list. Equal rows look equal.</summary>
public sealed record LedgerLine
{
    public required long Id { get; init; }

    public required DateTime At { get; init; }

    public required AccountChangeKind Kind { get; init; }

    public required AccountDetails Details { get; init; }

    public DateTime? SentAt { get; init; }

    /// <summary>How often it was tried; 0 while one before it waits.</summary>
    public required int Attempts { get; init; }

    /// <summary>What the last try came to.</summary>
    public string? LastOutcome { get; init; }
}

/// <summary>All that support sees of the user ledger.</summary>
public sealed record AccountBoard
{
    public const int PageSize = 50;

    /// <summary>How many changes the supplier has not taken yet.</summary>
    public required int Waiting { get; init; }

    /// <summary>When the first of them is tried next.</summary>
    public DateTime? NextTry { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<LedgerLine> Lines { get; init; }

    public required int Total { get; init; }

    public int Pages => Paging.Pages(Total, PageSize);
}

/// <summary>One line of the ledger, with all that was said.</summary>
/// <param name="Document">As it is sent, time after time.</param>
/// <param name="Attempts">Oldest first.</param>
public sealed record AccountChangeDetails(LedgerLine Line, string? TransactionId, string Document, IReadOnlyList<OutboxAttempt> Attempts);

/// <summary>A line of the ledger as the supplier downloads it.</summary>
/// <param name="Original">The details before it; null of a person's first.</param>
public sealed record LedgerRow(DateTime At, AccountChangeKind Kind, AccountDetails Details, AccountDetails? Original);

/// <summary>Shows the user ledger: to support with what became of each line, to the supplier as a table.</summary>
public sealed class AccountChanges(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions)
{
    /// <param name="page">From 1.</param>
    public async Task<Result<AccountBoard>> ReadAsync(Viewer viewer, int page, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("see what the supplier is told");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new AccountBoard
        {
            Waiting = await db.AccountChanges.CountAsync(c => c.SentAt == null, cancellationToken),
            NextTry = await db.Outbox.Where(m => m.Kind == AccountChanged.Kind && m.SentAt == null).MinAsync(m => m.DueAt, cancellationToken),
            Lines = await LinesAsync(
                db, db.AccountChanges.OrderByDescending(c => c.Id).OnPage(page, AccountBoard.PageSize), cancellationToken),
            Total = await db.AccountChanges.CountAsync(cancellationToken),
        };
    }

    /// <summary>Null when there is none, or the viewer is not of support.</summary>
    public async Task<AccountChangeDetails?> FindAsync(Viewer viewer, long id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!viewer.IsSupport || await db.AccountChanges.AsNoTracking().Include(c => c.Previous).SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } change)
        {
            return null;
        }

        var key = AccountChanged.Key(id);
        var attempts = await db.OutboxAttempts.AsNoTracking().Where(a => db.Outbox.Any(m => m.Id == a.MessageId && m.IdempotencyKey == key)).OrderBy(a => a.Id).ToListAsync(cancellationToken);
        var lines = await LinesAsync(db, db.AccountChanges.Where(c => c.Id == id), cancellationToken);
        return new(lines[0], change.TransactionId, AccountJson.Write(change), attempts);
    }

    /// <summary>The whole ledger by time, for the supplier and for support; nothing for anybody else.</summary>
    public async IAsyncEnumerable<LedgerRow> ReadAllAsync(Viewer viewer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport && viewer.Role != Role.Supplier)
        {
            yield break;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await foreach (var change in db.AccountChanges.AsNoTracking().Include(c => c.Previous).OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new(change.At, change.Kind, change.Details, change.Previous?.Details);
        }
    }

    /// <summary>Tries everything that waits, now.</summary>
    public Task<Result<int>> RetryAllAsync(Viewer viewer, CancellationToken cancellationToken = default) =>
        transactions.RetryAllAsync(viewer, AccountChanged.Kind, Topic.Accounts, cancellationToken);

    private static async Task<List<LedgerLine>> LinesAsync(GetHelpDbContext db, IQueryable<AccountChange> changes, CancellationToken cancellationToken)
    {
        var found = await changes.AsNoTracking().ToListAsync(cancellationToken);
        var keys = found.ConvertAll(change => AccountChanged.Key(change.Id));
        var messages = await db.Outbox.AsNoTracking().Where(m => keys.Contains(m.IdempotencyKey))
            .Select(m => new { m.IdempotencyKey, m.Attempts, m.LastOutcome }).ToDictionaryAsync(m => m.IdempotencyKey, cancellationToken);
        return found.ConvertAll(change =>
        {
            var message = messages.GetValueOrDefault(AccountChanged.Key(change.Id));
            return new LedgerLine
            {
                Id = change.Id,
                At = change.At,
                Kind = change.Kind,
                Details = change.Details,
                SentAt = change.SentAt,
                Attempts = message?.Attempts ?? 0,
                LastOutcome = message?.LastOutcome,
            };
        });
    }
}
