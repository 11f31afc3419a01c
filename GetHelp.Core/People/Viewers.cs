using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>Makes viewers of people, from what the database says now.</summary>
public sealed class Viewers(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>What the person may do as of now; null when there is no such person, or no more.</summary>
    public async Task<Viewer?> FindAsync(int userId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().Include(u => u.Memberships)
            .SingleOrDefaultAsync(u => u.Id == userId && u.DeletedAt == null, cancellationToken);
        return user?.AsViewer();
    }
}
