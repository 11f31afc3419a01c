using GetHelp.Core.Data.Backup;
using GetHelp.Core.Data.Demonstration;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.Data;

public static class DataServices
{
    /// <summary>The database, by <see cref="DatabaseOptions"/>: contexts, the way to write, and its setting up.</summary>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddSingleton<IDbContextFactory<GetHelpDbContext>, ContextFactory>();
        services.AddSingleton(provider => new WriteGate(Options(provider).Provider == DatabaseProvider.Sqlite));
        services.AddSingleton<WriteTransactions>();
        services.AddSingleton<DatabaseSetup>();
        services.AddSingleton<DemonstrationData>();
        services.AddSingleton<SqliteBackup>();
        return services;
    }

    /// <summary>How a context of either provider is built: shared by the running service, the tests and the design-time tools.</summary>
    public static DbContextOptions<T> Build<T>(DatabaseOptions database)
        where T : GetHelpDbContext
    {
        var builder = new DbContextOptionsBuilder<T>();
        _ = database.Provider == DatabaseProvider.PostgreSql
            ? (DbContextOptionsBuilder)builder.UseNpgsql(database.ConnectionString, npgsql => npgsql.CommandTimeout(30))
            : builder.UseSqlite(Sqlite(database), sqlite => sqlite.CommandTimeout(5)).AddInterceptors(SqlitePragmas.Instance);
        builder.AddInterceptors(StorableText.Instance);
        return builder.Options;
    }

    private static string Sqlite(DatabaseOptions database) =>
        new SqliteConnectionStringBuilder(database.ConnectionString) { ForeignKeys = true, DefaultTimeout = 5 }.ToString();

    private static DatabaseOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;

    /// <summary>The factory interface is not covariant: this hands out the provider's context as the one everybody sees. Contexts are used
    /// again: setting a new one up costs as much as a small reading.</summary>
    private sealed class ContextFactory(IOptions<DatabaseOptions> database) : IDbContextFactory<GetHelpDbContext>
    {
        private readonly Func<GetHelpDbContext> create = database.Value.Provider == DatabaseProvider.PostgreSql
            ? new PooledDbContextFactory<PostgreSqlGetHelpDbContext>(Build<PostgreSqlGetHelpDbContext>(database.Value)).CreateDbContext
            : new PooledDbContextFactory<SqliteGetHelpDbContext>(Build<SqliteGetHelpDbContext>(database.Value)).CreateDbContext;

        public GetHelpDbContext CreateDbContext() => create();
    }
}
