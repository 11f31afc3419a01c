using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.PersonalData.Retention;

/// <summary>Erases who was removed long ago, each in a commit of their own. Who cannot be erased yet is looked at again the next day.</summary>
internal sealed class RemovedPersonRetention(IDbContextFactory<GetHelpDbContext> contexts, Erasure erasure) : IRetention
{
    public RetentionRule Rule => RetentionRules.RemovedPeople;

    public async Task<int> CountAsync(DateTime before, CancellationToken cancellationToken) => (await OldAsync(before, cancellationToken)).Count;

    public async Task<int> RemoveAsync(DateTime before, CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var person in await OldAsync(before, cancellationToken))
        {
            erased += (await erasure.EraseAsync(Viewer.Service, person, cancellationToken)).Refused ? 0 : 1;
        }

        return erased;
    }

    private async Task<List<int>> OldAsync(DateTime before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(u => u.DeletedAt <= before && u.ErasedAt == null).OrderBy(u => u.Id).Select(u => u.Id).ToListAsync(cancellationToken);
    }
}
