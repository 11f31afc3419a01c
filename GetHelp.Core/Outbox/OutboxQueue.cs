using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Outbox;

/// <summary>The messages that wait, as those who send them see them: take the next, say what came of it.</summary>
/// <remarks>Whoever takes a message moves its due time by a lease, in a write that only succeeds while the due time is the one that was read:
/// of two who read the same message, in whatever process, one gets it. Who dies while sending leaves a message that is due again when the
/// lease ends.</remarks>
public sealed class OutboxQueue(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions, TimeProvider clock)
{
    /// <summary>Longer than any attempt may take (<see cref="OutboxDelivery.LongestAttempt"/>).</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How many to look at for one that nobody else takes at the same moment.</summary>
    private const int Candidates = 8;

    /// <summary>When the next message of a kind is due, in the past when it is already; null when none waits.</summary>
    public async Task<DateTime?> NextDueAsync(string kind, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Outbox.Where(m => m.Kind == kind).MinAsync(m => m.DueAt, cancellationToken);
    }

    /// <summary>Takes the message of a kind that has been due longest, for nobody else to send meanwhile; null when none is due.</summary>
    public async Task<OutboxMessage?> TakeAsync(string kind, CancellationToken cancellationToken = default)
    {
        // Most looks find nothing, and reading is free where writing waits in a queue.
        if (!(await NextDueAsync(kind, cancellationToken) <= clock.GetUtcNow().UtcDateTime))
        {
            return null;
        }

        var taken = await transactions.RunAsync<OutboxMessage?>(Viewer.Service, async write => await TakeAsync(write, kind, cancellationToken), cancellationToken);
        return taken.Value;
    }

    /// <summary>The message has left.</summary>
    public Task SentAsync(OutboxAttempt attempt) =>
        WriteAsync(async write =>
        {
            write.Db.OutboxAttempts.Add(attempt);
            await write.Db.Outbox.Where(m => m.Id == attempt.MessageId).ExecuteUpdateAsync(message => message
                .SetProperty(m => m.SentAt, write.Now)
                .SetProperty(m => m.DueAt, (DateTime?)null)
                .SetProperty(m => m.Attempts, m => m.Attempts + 1)
                .SetProperty(m => m.LastOutcome, attempt.Outcome));
        });

    /// <summary>The message has not left and is to be tried again; unless somebody who was thought dead has sent it after all.</summary>
    public Task FailedAsync(OutboxAttempt attempt, TimeSpan wait) =>
        WriteAsync(async write =>
        {
            write.Db.OutboxAttempts.Add(attempt);
            await write.Db.Outbox.Where(m => m.Id == attempt.MessageId && m.SentAt == null).ExecuteUpdateAsync(message => message
                .SetProperty(m => m.DueAt, write.Now + wait)
                .SetProperty(m => m.Attempts, m => m.Attempts + 1)
                .SetProperty(m => m.LastOutcome, attempt.Outcome));
        });

    private static async Task<OutboxMessage?> TakeAsync(WriteTransaction write, string kind, CancellationToken cancellationToken)
    {
        var due = await write.Db.Outbox.AsNoTracking()
            .Where(m => m.Kind == kind && m.DueAt <= write.Now)
            .OrderBy(m => m.DueAt).ThenBy(m => m.Id)
            .Take(Candidates)
            .ToListAsync(cancellationToken);
        foreach (var message in due)
        {
            var mine = await write.Db.Outbox.Where(m => m.Id == message.Id && m.DueAt == message.DueAt)
                .ExecuteUpdateAsync(m => m.SetProperty(o => o.DueAt, write.Now + Lease), cancellationToken);
            if (mine == 1)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>What came of an attempt is written even while the service stops: nobody should send again what has left.</summary>
    private Task WriteAsync(Func<WriteTransaction, Task> work) =>
        transactions.RunAsync<bool>(
            Viewer.Service,
            async write =>
            {
                await work(write);
                return true;
            },
            CancellationToken.None);
}
