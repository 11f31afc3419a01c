using GetHelp.Core.Data;
using GetHelp.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>Makes viewers of people, from what the database says now.</summary>
public sealed class Viewers(IDbContextFactory<GetHelpDbContext> contexts, SharedReads shared)
{
    /// <summary>What the person may do as of now; null when there is no such person, or no more.</summary>
    public async Task<Viewer?> FindAsync(int userId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().Include(u => u.Memberships)
            .SingleOrDefaultAsync(u => u.Id == userId && u.DeletedAt == null, cancellationToken);
        return user?.AsViewer();
    }

    /// <summary>The same, as of at most <see cref="SharedReads.Longest"/> ago. To read by, never to write by.</summary>
    public Task<Viewer?> FindRecentAsync(int userId) => shared.GetAsync(Topic.Person(userId), Topic.Person(userId), () => FindAsync(userId));
}
