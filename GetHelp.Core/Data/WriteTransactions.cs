using System.Data.Common;
using GetHelp.Core.Live;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.SignIn.Looks;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Polly;
using Polly.Retry;

namespace GetHelp.Core.Data;

/// <summary>The only way to write: one transaction, which names its viewer, keeps what happened, and tells those whom it concerns after
/// its commit and never before.</summary>
/// <remarks>On SQLite writers queue at the gate and begin with BEGIN IMMEDIATE, so that nobody reads what another is about to change;
/// on PostgreSQL they lock the counters they decide on (<see cref="Allocations.Ledgers"/>) and everything else carries
/// a version. A transaction that lost such a race is run again from the start: it decides anew on what it then reads.</remarks>
public sealed class WriteTransactions(
    IDbContextFactory<GetHelpDbContext> contexts,
    WriteGate gate,
    LiveUpdates live,
    OutboxSignal outbox,
    TopicRelay relay,
    IEnumerable<IBeforeCommit> followers,
    TimeProvider clock)
{
    private static readonly ResiliencePipeline LostRaces = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsLostRace),
            MaxRetryAttempts = 8,
            Delay = TimeSpan.FromMilliseconds(10),
            MaxDelay = TimeSpan.FromMilliseconds(400),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>Runs <paramref name="work"/>, saves what it changed and commits; a refusal changes nothing and tells nobody.</summary>
    /// <param name="work">May run more than once, each time on a new context: it must not change anything outside of it.</param>
    public async Task<Result<T>> RunAsync<T>(Viewer viewer, Func<WriteTransaction, Task<Result<T>>> work, CancellationToken cancellationToken = default)
    {
        if (viewer.LookedAtBy is not null)
        {
            return new OnlyLooking(viewer.Name);
        }

        var (result, done) = await LostRaces.ExecuteAsync(async cancel => await RunOnceAsync(viewer, work, cancel), cancellationToken);
        if (done is not null)
        {
            live.Publish(done.Topics);
            if (done.HasMessages)
            {
                outbox.Ring();
            }
        }

        return result;
    }

    private async Task<(Result<T> Result, WriteTransaction? Done)> RunOnceAsync<T>(
        Viewer viewer, Func<WriteTransaction, Task<Result<T>>> work, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var write = new WriteTransaction(db, viewer, clock.GetUtcNow().UtcDateTime);
        using var watching = write.Accounts.Watch(db);
        var result = await work(write);
        if (result.Refused)
        {
            return (result, null);
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var follower in followers)
        {
            await follower.FollowAsync(write, cancellationToken);
        }

        await relay.SendAsync(db, write.Topics, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (result, write);
    }

    private static bool IsLostRace(Exception exception) => exception switch
    {
        LostRaceException or DbUpdateConcurrencyException => true,
        DbUpdateException { InnerException: DbException inner } => IsLostRace(inner),
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6, // SQLITE_BUSY, SQLITE_LOCKED
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.SerializationFailure
            or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.UniqueViolation, // somebody else just added the same
        _ => false,
    };
}
