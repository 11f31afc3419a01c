using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.Limits;

/// <summary>How often something was done, this time included, and until when that is counted.</summary>
internal sealed record Counted(int Count, DateTime EndsAt);

internal static class LimitCounting
{
    /// <summary>Counts one more. One statement, so of two at once neither is lost; an hour that is over begins anew in the same row.</summary>
    public static async Task<Counted> CountAsync(this WriteTransaction write, Limit limit, byte[] who, TimeSpan window, CancellationToken cancellationToken)
    {
        var (name, now, ends) = (limit.ToString(), write.Now, write.Now + window);
        var rows = await write.Db.Database.SqlQuery<Counted>(
            $"""
            INSERT INTO "LimitCounts" AS c ("Limit", "Who", "Count", "EndsAt") VALUES ({name}, {who}, 1, {ends})
            ON CONFLICT ("Limit", "Who") DO UPDATE SET
                "Count" = CASE WHEN c."EndsAt" <= {now} THEN 1 ELSE c."Count" + 1 END,
                "EndsAt" = CASE WHEN c."EndsAt" <= {now} THEN excluded."EndsAt" ELSE c."EndsAt" END
            RETURNING "Count", "EndsAt"
            """).ToListAsync(cancellationToken);
        return rows[0] with { EndsAt = DateTime.SpecifyKind(rows[0].EndsAt, DateTimeKind.Utc) };
    }

    /// <summary>How often so far; null where nothing is counted now.</summary>
    public static async Task<Counted?> FindCountAsync(this GetHelpDbContext db, Limit limit, byte[] who, DateTime now, CancellationToken cancellationToken) =>
        await db.LimitCounts.AsNoTracking().Where(c => c.Limit == limit && c.Who == who && c.EndsAt > now)
            .Select(c => new Counted(c.Count, c.EndsAt)).SingleOrDefaultAsync(cancellationToken);
}
