using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GetHelp.Core.PersonalData.Retention;

/// <summary>A run that was, as support reads it.</summary>
public sealed record RetentionRunView(int Id, DateOnly? Day, DateTime StartedAt, DateTime? EndedAt, IReadOnlyList<RetentionOutcome> Outcomes);

/// <summary>What support sees of retention.</summary>
/// <param name="Next">What each rule would take away now, in the order of the rules.</param>
/// <param name="Last">The newest runs, newest first.</param>
public sealed record RetentionView(IReadOnlyList<RetentionOutcome> Next, IReadOnlyList<RetentionRunView> Last);

/// <summary>Takes away what has been kept as long as <see cref="RetentionRules"/> allow.</summary>
public sealed class RetentionService(
    IEnumerable<IRetention> retentions, IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions, TimeProvider clock, ILogger<RetentionService> log)
{
    private const int RunsShown = 14;

    private readonly IReadOnlyList<IRetention> inOrder = [.. retentions.OrderBy(retention => RetentionRules.All.ToList().IndexOf(retention.Rule))];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What would go now. Nothing does.</summary>
    public Task<IReadOnlyList<RetentionOutcome>> LookAsync(CancellationToken cancellationToken = default) =>
        EachAsync((retention, before) => retention.CountAsync(before, cancellationToken), cancellationToken);

    /// <summary>Null for whoever may not see it.</summary>
    public async Task<RetentionView?> ViewAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        if (!PersonalDataRules.MayHandle(viewer))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = await db.RetentionRuns.AsNoTracking().OrderByDescending(run => run.Id).Take(RunsShown).ToListAsync(cancellationToken);
        return new(await LookAsync(cancellationToken), runs.ConvertAll(run => new RetentionRunView(run.Id, run.Day, run.StartedAt, run.EndedAt, run.Outcomes)));
    }

    /// <summary>Carries the rules out, now.</summary>
    public async Task<IReadOnlyList<RetentionOutcome>> RunAsync(CancellationToken cancellationToken = default)
    {
        var run = await ClaimAsync(null, cancellationToken);
        return await RunAsync(run!.Value, cancellationToken);
    }

    /// <summary>Carries them out if it is time and nobody has today, nor is doing it.</summary>
    /// <param name="hour">From which hour of London's day.</param>
    /// <returns>What each rule came to; null when it was not done here.</returns>
    public async Task<IReadOnlyList<RetentionOutcome>?> RunIfDueAsync(int hour, CancellationToken cancellationToken = default)
    {
        var day = LondonTime.DateOf(Now);
        return LondonTime.Of(Now).Hour >= hour && !await IsTakenAsync(day, cancellationToken) && await ClaimAsync(day, cancellationToken) is { } run
            ? await RunAsync(run, cancellationToken)
            : null;
    }

    /// <summary>Asked every few minutes by every node: reading is free where writing waits in a queue.</summary>
    private async Task<bool> IsTakenAsync(DateOnly day, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.RetentionRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Day == day, cancellationToken) is { } run && !run.IsLeft(Now);
    }

    /// <summary>Of two who begin the same day together one loses the race, looks again and finds it taken.</summary>
    private async Task<int?> ClaimAsync(DateOnly? day, CancellationToken cancellationToken) => (await transactions.RunAsync<int?>(
        Viewer.Service,
        async write =>
        {
            var run = day is null ? null : await write.Db.RetentionRuns.SingleOrDefaultAsync(r => r.Day == day, cancellationToken);
            if (run is not null && !run.IsLeft(write.Now))
            {
                return (int?)null;
            }

            if (run is null)
            {
                write.Db.RetentionRuns.Add(run = new() { Day = day, StartedAt = write.Now });
            }

            run.StartedAt = write.Now;
            await write.Db.SaveChangesAsync(cancellationToken);
            return run.Id;
        },
        cancellationToken)).Value;

    private async Task<IReadOnlyList<RetentionOutcome>> RunAsync(int run, CancellationToken cancellationToken)
    {
        var outcomes = await EachAsync((retention, before) => retention.RemoveAsync(before, cancellationToken), cancellationToken);
        await transactions.RunAsync<bool>(
            Viewer.Service,
            async write =>
            {
                (await write.Db.RetentionRuns.SingleAsync(r => r.Id == run, cancellationToken)).End(outcomes, write.Now);
                write.Tell(Topic.Retention);
                return true;
            },
            cancellationToken);
        return outcomes;
    }

    private async Task<IReadOnlyList<RetentionOutcome>> EachAsync(Func<IRetention, DateTime, Task<int>> work, CancellationToken cancellationToken)
    {
        var outcomes = new List<RetentionOutcome>();
        foreach (var retention in inOrder)
        {
            outcomes.Add(new(retention.Rule.Name, await TryAsync(retention, work, cancellationToken)));
        }

        return outcomes;
    }

    /// <summary>A rule that cannot be carried out holds up none of the others. It is tried again the next day.</summary>
    private async Task<int?> TryAsync(IRetention retention, Func<IRetention, DateTime, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work(retention, Now - retention.Rule.Keeps);
        }
#pragma warning disable CA1031 // Whatever it was, the other rules hold.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogError(exception, "The rule about {Rule} could not be carried out; this is tried again", retention.Rule.Name);
            return null;
        }
    }
}
