using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace GetHelp.Core.Supplier.Usage;

/// <summary>Takes in what the supplier counts. One bad record never loses the others (spec 08 B4): each school's are one commit under the
/// same lock as its orders, all of them or none.</summary>
/// <remarks>The same message again changes nothing and gets the same answer; one that was interrupted is applied to its end. A record of an
/// older message than the last applied to the same school and category is left alone and counts as succeeded: it was true once.</remarks>
public sealed class CapUsageService(WriteTransactions transactions, ILogger<CapUsageService> logger)
{
    private const string OurFault = "Something went wrong here. Send it again later.";

    /// <param name="sender">Whose token it came with.</param>
    public async Task<Result<UsageAnswer>> ApplyAsync(Viewer viewer, CapUsage message, string sender, CancellationToken cancellationToken = default)
    {
        var received = await ReceiveAsync(viewer, message, sender, cancellationToken);
        if (received.Refused)
        {
            return Result<UsageAnswer>.Refuse(received.Refusals);
        }

        var payload = received.Value;
        if (payload.Document != message.Document)
        {
            return await RefuseAsync(viewer, message, sender, cancellationToken);
        }

        if (payload.AnsweredAt is not null)
        {
            return Answer(payload);
        }

        var results = new UsageResults();
        foreach (var school in message.Records.Select((record, position) => new PlacedRecord(record, position)).GroupBy(placed => placed.Record.ShipTo))
        {
            results.Add(await ApplyToSchoolAsync(viewer, message, payload, [.. school], cancellationToken));
        }

        return await AnswerAsync(viewer, payload, results, cancellationToken);
    }

    /// <summary>Keeps a message that could not be read.</summary>
    public Task KeepUnreadAsync(Viewer viewer, string document, string why, string sender, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            write =>
            {
                write.Db.UsagePayloads.Add(new()
                {
                    ReceivedAt = write.Now,
                    AnsweredAt = write.Now,
                    Sender = sender,
                    Document = document,
                    Outcome = UsageOutcome.NotRead,
                    Said = why.Length <= UsagePayload.SaidMaxLength ? why : why[..UsagePayload.SaidMaxLength],
                });
                write.Tell(Topic.Usage);
                return Task.FromResult<Result<bool>>(true);
            },
            cancellationToken);

    private Task<Result<UsagePayload>> ReceiveAsync(Viewer viewer, CapUsage message, string sender, CancellationToken cancellationToken) =>
        transactions.RunAsync<UsagePayload>(
            viewer,
            async write =>
            {
                if (viewer.Role != Role.Supplier)
                {
                    return new NotAllowed("tell what was used");
                }

                var known = message.PayloadId is { Length: <= UsagePayload.PayloadIdMaxLength } given ? given : null; // a longer one is none that could be kept
                if (known is { } id && await write.Db.UsagePayloads.SingleOrDefaultAsync(p => p.PayloadId == id, cancellationToken) is { } earlier)
                {
                    earlier.Replays++;
                    return earlier;
                }

                var payload = Payload(write, message, sender, known);
                write.Db.UsagePayloads.Add(payload);
                return payload;
            },
            cancellationToken);

    /// <summary>Two messages under one id: which of them is meant nobody can tell, so the second changes nothing and says so.</summary>
    private async Task<Result<UsageAnswer>> RefuseAsync(Viewer viewer, CapUsage message, string sender, CancellationToken cancellationToken)
    {
        var kept = await transactions.RunAsync<UsagePayload>(
            viewer,
            write =>
            {
                var payload = Payload(write, message, sender, payloadId: null);
                var failed = message.Records.Select(record => new UsageFailure(record, $"payloadID {message.PayloadId} was used before, for another message")).ToList();
                Settle(payload, new() { Failed = failed }, write.Now);
                write.Db.UsagePayloads.Add(payload);
                write.Tell(Topic.Usage);
                return Task.FromResult<Result<UsagePayload>>(payload);
            },
            cancellationToken);
        return Answer(kept.Value) with { PayloadId = message.PayloadId };
    }

    private async Task<UsageResults> ApplyToSchoolAsync(
        Viewer viewer, CapUsage message, UsagePayload payload, IReadOnlyList<PlacedRecord> records, CancellationToken cancellationToken)
    {
        try
        {
            var applied = await transactions.RunAsync<UsageResults>(
                viewer, async write => await new SchoolUsage(write, payload, SentAt(message, payload)).ApplyAsync(records, cancellationToken), cancellationToken);
            return applied.Value;
        }
#pragma warning disable CA1031 // Whatever it is, the other schools' records are not to suffer for it; the supplier is told which to send again.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "Cap usage of ship-to {ShipTo} could not be applied.", records[0].Record.ShipTo);
            return new() { Failed = [.. records.Select(placed => new UsageFailure(placed.Record, OurFault))], IsUnfinished = true };
        }
    }

    /// <summary>A clock that is ahead must not make every later message look old.</summary>
    private static DateTime SentAt(CapUsage message, UsagePayload payload) => message.SentAt < payload.ReceivedAt ? message.SentAt.Value : payload.ReceivedAt;

    /// <summary>Settles the answer, once. What failed by our fault is not settled: the same message again is to try it again.</summary>
    private async Task<UsageAnswer> AnswerAsync(Viewer viewer, UsagePayload received, UsageResults results, CancellationToken cancellationToken)
    {
        var settled = await transactions.RunAsync<UsagePayload>(
            viewer,
            async write =>
            {
                var payload = await write.Db.UsagePayloads.SingleAsync(p => p.Id == received.Id, cancellationToken);
                if (payload.AnsweredAt is null)
                {
                    Settle(payload, results, write.Now);
                }

                write.Tell(Topic.Usage);
                return payload;
            },
            cancellationToken);
        return Answer(settled.Value);
    }

    private static UsagePayload Payload(WriteTransaction write, CapUsage message, string sender, string? payloadId) => new()
    {
        PayloadId = payloadId,
        SentAt = message.SentAt,
        ReceivedAt = write.Now,
        Sender = sender,
        Document = message.Document,
        Records = message.Records.Count,
    };

    private static void Settle(UsagePayload payload, UsageResults results, DateTime now)
    {
        (payload.Outdated, payload.Failures, payload.FailedRecords) = (results.Outdated, results.Failed.Count, PortalJson.Write(results.Failed));
        payload.Outcome = new UsageAnswer(null, now, payload.Records, results.Failed).Outcome;
        payload.AnsweredAt = results.IsUnfinished ? null : now;
    }

    private static UsageAnswer Answer(UsagePayload payload) =>
        new(payload.PayloadId, payload.AnsweredAt ?? payload.ReceivedAt, payload.Records, PortalJson.Read<List<UsageFailure>>(payload.FailedRecords ?? "[]"));
}

/// <summary>A record and its place in the message.</summary>
internal readonly record struct PlacedRecord(UsageRecord Record, int Position);

/// <summary>What became of some records.</summary>
internal sealed record UsageResults
{
    public List<UsageFailure> Failed { get; init; } = [];

    public int Outdated { get; set; }

    public bool IsUnfinished { get; set; }

    public void Add(UsageResults others)
    {
        Failed.AddRange(others.Failed);
        Outdated += others.Outdated;
        IsUnfinished |= others.IsUnfinished;
    }
}
