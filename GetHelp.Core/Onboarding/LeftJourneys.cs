using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Onboarding;

/// <summary>Removes journeys that nobody has touched for <see cref="Journey.Lifetime"/>. One that was completed stays: it holds no answers any
/// more, and says that somebody has been through it.</summary>
public sealed class LeftJourneys(WriteTransactions transactions)
{
    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveAsync(CancellationToken cancellationToken = default) => (await transactions.RunAsync<int>(
        Viewer.Service,
        async write =>
        {
            var before = write.Now - Journey.Lifetime;
            return await write.Db.Journeys.Where(j => j.State != JourneyState.Completed && j.ChangedAt <= before).ExecuteDeleteAsync(cancellationToken);
        },
        cancellationToken)).Value;
}
