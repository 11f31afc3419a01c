using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations;

/// <summary>Opens ledgers in a write. Always the pool before its members, and rows in the order of their keys, so that nobody waits in a circle.</summary>
/// <remarks>SQLite holds the whole database already. On PostgreSQL a pool is locked by the row of its responsible body (FOR NO KEY UPDATE:
/// orders may go on referring to it), and a school by the rows of its allocations.</remarks>
public static class Ledgers
{
    /// <summary>A school's ledger, with the school as it is once nobody else can change what it may order.</summary>
    public static async Task<SchoolLedger> LockSchoolAsync(this WriteTransaction write, int schoolId, CancellationToken cancellationToken = default)
    {
        var db = write.Db;
        var expected = db.Database.IsNpgsql() ? await PoolOfAsync(write, schoolId, cancellationToken) : null;
        if (expected is { } pool)
        {
            await write.LockPoolsAsync([pool], cancellationToken);
        }

        var allocations = await (db.Database.IsNpgsql()
            ? db.Allocations.FromSql($"""SELECT * FROM "Allocations" WHERE "SchoolId" = {schoolId} ORDER BY "Category" FOR UPDATE""")
            : db.Allocations.Where(a => a.SchoolId == schoolId)).ToListAsync(cancellationToken);
        var school = await ReadSchoolAsync(db, schoolId, cancellationToken);
        var actual = VirtualCapPool.Of(school);
        if (db.Database.IsNpgsql() && actual != expected)
        {
            throw new LostRaceException($"School {schoolId} has joined or left a pool.");
        }

        return new(school, allocations, actual is { } body ? await VirtualCapPool.TotalsAsync(db, body, cancellationToken) : null);
    }

    /// <summary>A local authority's social care ledger.</summary>
    public static async Task<SocialCareLedger> LockSocialCareAsync(this WriteTransaction write, int responsibleBodyId, CancellationToken cancellationToken = default)
    {
        var db = write.Db;
        var allocations = await (db.Database.IsNpgsql()
            ? db.SocialCareAllocations.FromSql($"""SELECT * FROM "SocialCareAllocations" WHERE "ResponsibleBodyId" = {responsibleBodyId} ORDER BY "Category" FOR UPDATE""")
            : db.SocialCareAllocations.Where(a => a.ResponsibleBodyId == responsibleBodyId)).ToListAsync(cancellationToken);
        return new(await db.ResponsibleBodies.SingleAsync(b => b.Id == responsibleBodyId, cancellationToken), allocations);
    }

    /// <summary>The ledger on which an order counts.</summary>
    public static async Task<Ledger> LockLedgerOfAsync(this WriteTransaction write, Order order, CancellationToken cancellationToken = default) =>
        order.SchoolId is { } school
            ? await write.LockSchoolAsync(school, cancellationToken)
            : await write.LockSocialCareAsync(order.ResponsibleBodyId, cancellationToken);

    /// <summary>Holds the pools of these responsible bodies, whether or not they have one yet: nobody orders from them, joins or leaves meanwhile.</summary>
    internal static async Task LockPoolsAsync(this WriteTransaction write, IEnumerable<int> responsibleBodyIds, CancellationToken cancellationToken = default)
    {
        if (!write.Db.Database.IsNpgsql())
        {
            return;
        }

        foreach (var id in responsibleBodyIds.Distinct().Order())
        {
            await write.Db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "ResponsibleBodies" WHERE "Id" = {id} FOR NO KEY UPDATE""", cancellationToken);
        }
    }

    /// <summary>The school as the database has it now. What this write read of it before the lock may be old, and EF would go on with it.</summary>
    private static async Task<School> ReadSchoolAsync(GetHelpDbContext db, int schoolId, CancellationToken cancellationToken)
    {
        if (db.Schools.Local.FindEntry(schoolId) is { State: EntityState.Unchanged } readBefore)
        {
            await readBefore.ReloadAsync(cancellationToken);
        }

        return await db.Schools.Include(s => s.ResponsibleBody).SingleAsync(s => s.Id == schoolId, cancellationToken);
    }

    private static Task<int?> PoolOfAsync(WriteTransaction write, int schoolId, CancellationToken cancellationToken) =>
        write.Db.Schools.Where(s => s.Id == schoolId).Pooled().Select(s => (int?)s.ResponsibleBodyId).SingleOrDefaultAsync(cancellationToken);
}
