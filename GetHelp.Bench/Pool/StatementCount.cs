using System.Data.Common;
using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetHelp.Bench.Pool;

/// <summary>Counts the SQL statements that the portal sends.</summary>
internal sealed class StatementCount : DbCommandInterceptor
{
    private int count;

    /// <summary>Has every context counted.</summary>
    public void AddTo(IServiceCollection services) => services.AddSingleton<IDbContextFactory<GetHelpDbContext>>(
        provider => new Contexts(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value, this));

    public async Task<int> OfAsync(Func<Task> act)
    {
        await act(); // what happens once only is not counted
        count = 0;
        await act();
        return count;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        count++;
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        count++;
        return ValueTask.FromResult(result);
    }

    private sealed class Contexts(DatabaseOptions database, StatementCount statements) : IDbContextFactory<GetHelpDbContext>
    {
        private readonly DbContextOptions<SqliteGetHelpDbContext> options =
            new DbContextOptionsBuilder<SqliteGetHelpDbContext>(DataServices.Build<SqliteGetHelpDbContext>(database)).AddInterceptors(statements).Options;

        public GetHelpDbContext CreateDbContext() => new SqliteGetHelpDbContext(options);
    }
}
