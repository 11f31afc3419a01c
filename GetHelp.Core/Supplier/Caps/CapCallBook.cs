using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>Keeps every cap update: before it is sent, with a claim on what it tells, and after it was answered.</summary>
/// <remarks>One statement each for all records of a call: a pool has hundreds, and each order from it tells them all.</remarks>
public sealed class CapCallBook(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions, TimeProvider clock)
{
    /// <summary>Longer than any attempt may take (<see cref="Outbox.OutboxDelivery.LongestAttempt"/>).</summary>
    public static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>Whether there is anything for this message to tell. Most find nothing, and reading is free where writing waits in a queue.</summary>
    /// <param name="except">Refused a moment ago.</param>
    public async Task<bool> HasDueAsync(CapsChanged about, long messageId, IReadOnlySet<CapName> except, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return (await DueAsync(db, about, messageId, except, clock.GetUtcNow().UtcDateTime, cancellationToken)).Count > 0;
    }

    /// <summary>Begins a call with the newest numbers; null when there is nothing to tell, or others are telling it.</summary>
    /// <inheritdoc cref="HasDueAsync"/>
    public async Task<CapCall?> BeginAsync(CapsChanged about, long messageId, IReadOnlySet<CapName> except, CancellationToken cancellationToken)
    {
        var begun = await transactions.RunAsync<CapCall?>(
            Viewer.Service,
            async write =>
            {
                var due = await DueAsync(write.Db, about, messageId, except, write.Now, cancellationToken);
                if (due.Count == 0)
                {
                    return (CapCall?)null;
                }

                var call = await BeginAsync(write, due, cancellationToken);
                await CheckAsync(write.Db, about, call, cancellationToken);
                return call;
            },
            cancellationToken);
        return begun.Value;
    }

    /// <summary>Keeps what the supplier said, and lets others tell what this call told.</summary>
    public Task EndAsync(CapCall call, CapReply reply, CapAnswer? answer, TimeSpan took, long messageId) =>
        transactions.RunAsync<bool>(
            Viewer.Service,
            async write =>
            {
                await KeepAnswerAsync(write.Db, call, reply, answer, took);
                await KeepRefusalsAsync(write, call, reply, messageId);
                if (reply.OthersCount)
                {
                    await KeepToldAsync(write, call);
                }

                await write.Db.CapUpdates.Where(u => u.ClaimedBy == call.Id)
                    .ExecuteUpdateAsync(u => u.SetProperty(x => x.ClaimedBy, (long?)null).SetProperty(x => x.ClaimedUntil, (DateTime?)null));
                write.Tell(Topic.Caps);
                return true;
            },
            CancellationToken.None); // what was said is kept even while the service stops

    private static async Task<List<CapLine>> DueAsync(
        GetHelpDbContext db, CapsChanged about, long messageId, IReadOnlySet<CapName> except, DateTime now, CancellationToken cancellationToken) =>
        [.. (await CapNumbers.ReadAsync(db, about, cancellationToken)).Where(line => line.IsFor(messageId, now) && !except.Contains(new(line.ShipTo!, line.Category)))];

    private static async Task<CapCall> BeginAsync(WriteTransaction write, List<CapLine> due, CancellationToken cancellationToken)
    {
        var db = write.Db;
        var payloadId = Guid.NewGuid().ToString();
        var records = due.ConvertAll(line => new CapCallRecord { SchoolId = line.SchoolId, Category = line.Category, ShipTo = line.ShipTo!, Number = line.Number });
        var call = new CapCall { PayloadId = payloadId, At = write.Now, Request = CapXml.Write(payloadId, write.Now, records), Records = records };
        await new BulkInsert(db).InsertAsync([call], cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO "CapUpdates" ("SchoolId", "Category")
             SELECT r."SchoolId", r."Category" FROM "CapCallRecords" r WHERE r."CallId" = {call.Id}
             AND NOT EXISTS (SELECT 1 FROM "CapUpdates" u WHERE u."SchoolId" = r."SchoolId" AND u."Category" = r."Category")
             """,
            cancellationToken);
        var claimed = await db.CapUpdates
            .Where(u => (u.ClaimedUntil == null || u.ClaimedUntil <= write.Now)
                && db.CapCallRecords.Any(r => r.CallId == call.Id && r.SchoolId == u.SchoolId && r.Category == u.Category))
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.ClaimedBy, call.Id).SetProperty(x => x.ClaimedUntil, write.Now + Claim), cancellationToken);
        write.Tell(Topic.Caps);
        return claimed == records.Count ? call : throw new LostRaceException("Somebody else is telling the supplier of these schools.");
    }

    /// <summary>On PostgreSQL the numbers were read before the claim was waited for: what another has told meanwhile is not told again, nor
    /// anything older than it.</summary>
    private static async Task CheckAsync(GetHelpDbContext db, CapsChanged about, CapCall call, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            var now = (await CapNumbers.ReadAsync(db, about, cancellationToken)).Where(line => line.IsDue).ToDictionary(line => (line.SchoolId, line.Category), line => line.Number);
            if (!call.Records.TrueForAll(r => now.TryGetValue((r.SchoolId, r.Category), out var number) && number == r.Number))
            {
                throw new LostRaceException("The supplier's numbers have moved.");
            }
        }
    }

    private static Task KeepAnswerAsync(GetHelpDbContext db, CapCall call, CapReply reply, CapAnswer? answer, TimeSpan took)
    {
        var (status, body, milliseconds) = (answer?.Status, answer is null ? null : Storable(answer.Body), (int)took.TotalMilliseconds);
        var said = Storable(reply.Said);
        return db.CapCalls.Where(c => c.Id == call.Id).ExecuteUpdateAsync(c => c
            .SetProperty(x => x.Outcome, reply.Outcome)
            .SetProperty(x => x.Said, said)
            .SetProperty(x => x.Status, status)
            .SetProperty(x => x.Response, body)
            .SetProperty(x => x.DurationMilliseconds, milliseconds));
    }

    private static async Task KeepRefusalsAsync(WriteTransaction write, CapCall call, CapReply reply, long messageId)
    {
        var db = write.Db;
        foreach (var (name, why) in reply.Refused)
        {
            await db.CapCallRecords.Where(r => r.CallId == call.Id && r.ShipTo == name.ShipTo && r.Category == name.Category)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.Failure, why));
        }

        await db.CapUpdates
            .Where(u => u.ClaimedBy == call.Id && db.CapCallRecords.Any(r => r.CallId == call.Id && r.SchoolId == u.SchoolId && r.Category == u.Category && r.Failure != null))
            .ExecuteUpdateAsync(u => u
                .SetProperty(x => x.RefusedNumber, x => db.CapCallRecords.Where(r => r.CallId == call.Id && r.SchoolId == x.SchoolId && r.Category == x.Category).Select(r => (int?)r.Number).First())
                .SetProperty(x => x.Refusal, x => db.CapCallRecords.Where(r => r.CallId == call.Id && r.SchoolId == x.SchoolId && r.Category == x.Category).Select(r => r.Failure).First())
                .SetProperty(x => x.RefusedAt, write.Now)
                .SetProperty(x => x.RefusedMessageId, messageId));
    }

    private static Task KeepToldAsync(WriteTransaction write, CapCall call)
    {
        var db = write.Db;
        return db.CapUpdates
            .Where(u => u.ClaimedBy == call.Id && db.CapCallRecords.Any(r => r.CallId == call.Id && r.SchoolId == u.SchoolId && r.Category == u.Category && r.Failure == null))
            .ExecuteUpdateAsync(u => u
                .SetProperty(x => x.Told, x => db.CapCallRecords.Where(r => r.CallId == call.Id && r.SchoolId == x.SchoolId && r.Category == x.Category).Select(r => (int?)r.Number).First())
                .SetProperty(x => x.ToldAt, write.Now)
                .SetProperty(x => x.PayloadId, call.PayloadId)
                .SetProperty(x => x.RefusedNumber, (int?)null)
                .SetProperty(x => x.Refusal, (string?)null)
                .SetProperty(x => x.RefusedAt, (DateTime?)null)
                .SetProperty(x => x.RefusedMessageId, (long?)null));
    }

    /// <summary>PostgreSQL cannot keep a NUL, whoever sends one.</summary>
    private static string Storable(string text) => text.Replace('\0', ' ');
}
