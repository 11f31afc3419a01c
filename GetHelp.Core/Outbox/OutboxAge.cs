using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Outbox;

/// <summary>How long the oldest message has waited: what whoever watches over the service is told.</summary>
public sealed class OutboxAge(IDbContextFactory<GetHelpDbContext> contexts, TimeProvider clock)
{
    /// <summary>Zero when none waits. Sending again later, as <see cref="OutboxRetries"/> says, is waiting too.</summary>
    public async Task<TimeSpan> ReadAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var oldest = await db.Outbox.Where(m => m.SentAt == null).MinAsync(m => (DateTime?)m.CreatedAt, cancellationToken);
        return oldest is { } at && clock.GetUtcNow().UtcDateTime - at is { Ticks: > 0 } age ? age : TimeSpan.Zero;
    }
}
