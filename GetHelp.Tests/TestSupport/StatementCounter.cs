using System.Data.Common;
using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetHelp.Tests.TestSupport;

/// <summary>Counts the SQL statements that are sent to a SQLite database to read it.</summary>
/// <param name="of">What they have to say; null counts all.</param>
internal sealed class StatementCounter(string? of = null) : DbCommandInterceptor
{
    private int count;

    public int Count => Volatile.Read(ref count);

    /// <summary>A database whose readings are counted from now on.</summary>
    public static async Task<(TestDatabase Database, StatementCounter Counter)> CreateDatabaseAsync()
    {
        var counter = new StatementCounter();
        return (await CreateDatabaseAsync(counter), counter);
    }

    /// <summary>A database of whose statements somebody is told.</summary>
    public static Task<TestDatabase> CreateDatabaseAsync(DbCommandInterceptor told) => TestDatabase.CreateAsync(configure: services => Watch(services, told));

    /// <summary>Has somebody told of the statements of whatever these services do.</summary>
    public static void Watch(IServiceCollection services, DbCommandInterceptor told) => services.AddSingleton<IDbContextFactory<GetHelpDbContext>>(
        provider => new WatchedFactory(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value, told));

    public void StartAgain() => Volatile.Write(ref count, 0);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (of is null || command.CommandText.Contains(of, StringComparison.Ordinal))
        {
            Interlocked.Increment(ref count);
        }

        return ValueTask.FromResult(result);
    }

    private sealed class WatchedFactory(DatabaseOptions database, DbCommandInterceptor told) : IDbContextFactory<GetHelpDbContext>
    {
        private readonly DbContextOptions<SqliteGetHelpDbContext> options =
            new DbContextOptionsBuilder<SqliteGetHelpDbContext>(DataServices.Build<SqliteGetHelpDbContext>(database)).AddInterceptors(told).Options;

        public GetHelpDbContext CreateDbContext() => new SqliteGetHelpDbContext(options);
    }
}
