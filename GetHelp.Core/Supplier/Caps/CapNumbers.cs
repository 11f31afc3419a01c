using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>One school and category as the supplier is to know it, and as it was last told.</summary>
public sealed record CapLine
{
    public required int SchoolId { get; init; }

    public required int ResponsibleBodyId { get; init; }

    public required DeviceCategory Category { get; init; }

    /// <summary>Null when the supplier has no account for the school yet: it is told nothing until then.</summary>
    public required string? ShipTo { get; init; }

    /// <summary>What it is to know now.</summary>
    public required int Number { get; init; }

    /// <summary>What it last accepted. A supplier that was told nothing ships nothing: that is nought.</summary>
    public required int Told { get; init; }

    internal DateTime? ClaimedUntil { get; init; }

    internal int? RefusedNumber { get; init; }

    internal long? RefusedMessageId { get; init; }

    /// <summary>Whether it has to be told something, and can be.</summary>
    public bool IsDue => ShipTo is not null && Number != Told;

    /// <summary>Whether this message is to tell it: nobody else is at it, and it was not refused this very number before, unless it was
    /// this message that was refused.</summary>
    internal bool IsFor(long messageId, DateTime now) =>
        IsDue && !(ClaimedUntil > now) && (RefusedNumber != Number || RefusedMessageId == messageId);
}

/// <summary>Reads what the supplier is to be told: one statement, however many schools there are in a pool.</summary>
public static class CapNumbers
{
    /// <summary>All lines of the schools that a message is about, in the order in which the supplier gets them: routers first.</summary>
    public static async Task<IReadOnlyList<CapLine>> ReadAsync(GetHelpDbContext db, CapsChanged about, CancellationToken cancellationToken = default)
    {
        var schools = Schools(db, about);
        var bodies = schools.Select(s => s.ResponsibleBodyId);
        var onlyPool = about.SchoolIds.Count == 0;
        var members = onlyPool ? schools : db.Schools.Pooled().Where(s => bodies.Contains(s.ResponsibleBodyId));
        var pools = members
            .SelectMany(s => s.Allocations, (s, a) => new { s.ResponsibleBodyId, a.Category, a.Cap, Taken = a.Used > a.Ordered ? a.Used : a.Ordered })
            .GroupBy(a => new { a.ResponsibleBodyId, a.Category })
            .Select(g => new { g.Key.ResponsibleBodyId, g.Key.Category, Cap = g.Sum(a => a.Cap), Taken = g.Sum(a => a.Taken) });
        var rows = await (
            from s in schools
            from a in s.Allocations
            join p in pools on new { s.ResponsibleBodyId, a.Category } equals new { p.ResponsibleBodyId, p.Category } into poolOf
            from pool in poolOf.DefaultIfEmpty()
            join u in db.CapUpdates on new { a.SchoolId, a.Category } equals new { u.SchoolId, u.Category } into updateOf
            from update in updateOf.DefaultIfEmpty()
            select new
            {
                a.SchoolId,
                s.ResponsibleBodyId,
                a.Category,
                s.ShipTo,
                s.OrderState,
                a.Cap,
                Taken = a.Used > a.Ordered ? a.Used : a.Ordered,
                IsPooled = onlyPool || db.Schools.Pooled().Any(member => member.Id == s.Id),
                PoolCap = (int?)pool.Cap,
                PoolTaken = (int?)pool.Taken,
                update.Told,
                update.ClaimedUntil,
                update.RefusedNumber,
                update.RefusedMessageId,
            }).AsNoTracking().ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new CapLine
            {
                SchoolId = r.SchoolId,
                ResponsibleBodyId = r.ResponsibleBodyId,
                Category = r.Category,
                ShipTo = r.ShipTo,
                Number = CapTold.Of(r.OrderState, r.Taken, r.IsPooled ? (r.PoolCap - r.PoolTaken) ?? 0 : r.Cap - r.Taken),
                Told = r.Told ?? 0,
                ClaimedUntil = r.ClaimedUntil,
                RefusedNumber = r.RefusedNumber,
                RefusedMessageId = r.RefusedMessageId,
            }).OrderByDescending(line => line.Category).ThenBy(line => line.SchoolId),
        ];
    }

    private static IQueryable<School> Schools(GetHelpDbContext db, CapsChanged about)
    {
        var ids = about.SchoolIds;
        if (about.PoolOf is not { } body)
        {
            return db.Schools.Where(s => ids.Contains(s.Id));
        }

        var members = db.Schools.InPoolOf(body);
        return ids.Count == 0 ? members : db.Schools.Where(s => ids.Contains(s.Id) || members.Any(member => member.Id == s.Id));
    }
}
