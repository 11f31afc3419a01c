using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.PersonalData.Retention;

/// <summary>Carries out one rule of <see cref="RetentionRules"/>.</summary>
public interface IRetention
{
    RetentionRule Rule { get; }

    /// <summary>How much is older than it may be.</summary>
    Task<int> CountAsync(DateTime before, CancellationToken cancellationToken);

    /// <summary>Takes it away. Again is harmless.</summary>
    /// <returns>How much went.</returns>
    Task<int> RemoveAsync(DateTime before, CancellationToken cancellationToken);
}

/// <summary>Rows that go whole.</summary>
public abstract class RowRetention<T>(RetentionRule rule, IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions) : IRetention
    where T : class
{
    public RetentionRule Rule => rule;

    public async Task<int> CountAsync(DateTime before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Old(db, before).CountAsync(cancellationToken);
    }

    public async Task<int> RemoveAsync(DateTime before, CancellationToken cancellationToken) =>
        (await transactions.RunAsync<int>(Viewer.Service, async write => await RemoveAsync(write.Db, before, cancellationToken), cancellationToken)).Value;

    protected abstract IQueryable<T> Old(GetHelpDbContext db, DateTime before);

    protected virtual Task<int> RemoveAsync(GetHelpDbContext db, DateTime before, CancellationToken cancellationToken) => Old(db, before).ExecuteDeleteAsync(cancellationToken);
}
