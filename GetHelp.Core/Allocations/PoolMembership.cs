using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Organisations;
using GetHelp.Core.Supplier.Caps;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations;

/// <summary>What has to happen, in the same write, when schools stop being in a virtual cap pool: by who orders, by closing, by another
/// responsible body, or because the body no longer pools.</summary>
public static class PoolMembership
{
    /// <summary>Holds the pools of these bodies, and settles what those of these schools that are in one have drawn on it or lent to it. To be
    /// called before whatever makes them leave is written.</summary>
    /// <param name="schoolIds">Schools that leave; those that are in no pool are left alone.</param>
    /// <param name="alsoJoined">Responsible bodies whose pools somebody joins in the same write: all are locked together, in one order.</param>
    /// <param name="why">As history keeps it.</param>
    public static async Task LeaveAsync(
        WriteTransaction write, IReadOnlyCollection<int> schoolIds, string why, IEnumerable<int>? alsoJoined = null, CancellationToken cancellationToken = default)
    {
        var theirs = write.Db.Schools.Where(s => schoolIds.Contains(s.Id));
        var candidates = (await theirs.Select(s => s.ResponsibleBodyId).Distinct().ToListAsync(cancellationToken)).Union(alsoJoined ?? []).ToList();
        await write.LockPoolsAsync(candidates, cancellationToken);

        // Who is in a pool is only certain now: it may have begun, or they may have joined, while we waited for the lock.
        var leaving = (await theirs.Pooled().Select(s => new { s.Id, s.ResponsibleBodyId }).ToListAsync(cancellationToken)).ToLookup(s => s.ResponsibleBodyId, s => s.Id);
        foreach (var body in leaving.Select(left => left.Key).Order())
        {
            if (!candidates.Contains(body))
            {
                throw new LostRaceException($"A school has moved to responsible body {body}.");
            }

            await SettleAsync(write, body, schoolIds.ToHashSet(), why, cancellationToken);
        }

        foreach (var body in candidates)
        {
            write.Tell(Topic.Pool(body));
            write.Openings.ClosedBody(body);
        }

        foreach (var body in leaving.Select(left => left.Key).Union(alsoJoined ?? []))
        {
            write.TellSupplier(CapsChanged.Pool(body, leaving[body]));
        }
    }

    /// <summary>The same for everybody who is in the pool of this body.</summary>
    public static async Task EndAsync(WriteTransaction write, int responsibleBodyId, string why, CancellationToken cancellationToken = default)
    {
        // Everybody is to leave: who is in it must be certain before they are named.
        await write.LockPoolsAsync([responsibleBodyId], cancellationToken);
        var members = await write.Db.Schools.InPoolOf(responsibleBodyId).Select(s => s.Id).ToListAsync(cancellationToken);
        await LeaveAsync(write, members, why, [responsibleBodyId], cancellationToken);
    }

    private static async Task SettleAsync(WriteTransaction write, int body, HashSet<int> leaving, string why, CancellationToken cancellationToken)
    {
        var db = write.Db;
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                 SELECT 1 FROM "Allocations" WHERE "SchoolId" IN (SELECT "Id" FROM "Schools" WHERE "ResponsibleBodyId" = {body})
                 ORDER BY "SchoolId", "Category" FOR UPDATE
                 """,
                cancellationToken);
        }

        var members = await db.Schools.InPoolOf(body).Include(s => s.Allocations).ToDictionaryAsync(s => s.Id, cancellationToken);
        var before = members.Values.SelectMany(s => s.Allocations).ToDictionary(a => a, AllocationLine.Of);
        var transfers = PoolSettlement.Settle(members.Values, leaving);
        foreach (var changed in transfers.SelectMany(t => new[] { t.From, t.To }).Distinct())
        {
            write.Record(
                HistoryKind.AllocationChanged,
                new() { SchoolId = changed.SchoolId },
                $"{AllocationInWords.Change(before[changed], AllocationLine.Of(changed))}; {InWords(changed, transfers, members)}",
                why);
            write.Tell(Topic.School(changed.SchoolId));
        }
    }

    /// <summary>"5 were ordered from the pool for Ash School".</summary>
    private static string InWords(Allocation changed, IReadOnlyList<PoolTransfer> transfers, Dictionary<int, School> members) => string.Join(
        "; ",
        transfers.Where(t => t.From == changed || t.To == changed).Select(t => t.From == changed
            ? $"{t.Quantity:N0} had been ordered from the pool for {members[t.To.SchoolId].Name}"
            : $"{t.Quantity:N0} had been ordered from the pool out of the part of {members[t.From.SchoolId].Name}"));
}
