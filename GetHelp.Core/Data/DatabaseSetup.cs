using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GetHelp.Core.Data;

/// <summary>Brings the database to this version's shape, and fills it if asked to, one process at a time.</summary>
public sealed class DatabaseSetup(IDbContextFactory<GetHelpDbContext> contexts, IOptions<DatabaseOptions> options)
{
    /// <summary>Any number, the same in every process: PostgreSQL's advisory locks are known by one.</summary>
    private const long PostgreSqlLock = 470_102_021;

    /// <summary>Applies the migrations that are missing, then runs <paramref name="fill"/>, all under a lock that other processes wait for.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> fill, CancellationToken cancellationToken = default)
    {
        await using var held = await LockAsync(cancellationToken);
        if (!await MigrationsDone.AreAllAsync(options.Value, cancellationToken))
        {
            await MigrateAsync(cancellationToken);
        }

        await fill(cancellationToken);
    }

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (db.Database.IsSqlite())
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
            await ForgetDeadMigratorAsync(db, cancellationToken);
        }

        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>EF's own lock on SQLite is a row that a killed process leaves behind, and everybody after it would wait for ever.
    /// Under our lock nobody else can be migrating.</summary>
    private static async Task ForgetDeadMigratorAsync(GetHelpDbContext db, CancellationToken cancellationToken)
    {
        var there = await db.Database.SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM sqlite_master WHERE name = '__EFMigrationsLock'""").SingleAsync(cancellationToken);
        if (there > 0)
        {
            await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsLock" """, cancellationToken);
        }
    }

    /// <summary>Held, nobody else brings the database up to date: another process that starts waits.</summary>
    internal async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Provider == DatabaseProvider.PostgreSql)
        {
            return await PostgreSqlLockAsync(cancellationToken);
        }

        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        while (true)
        {
            try
            {
                return new FileStream(file + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    private async Task<IAsyncDisposable> PostgreSqlLockAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        await CreateDatabaseAsync(db.GetService<IRelationalDatabaseCreator>(), cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({PostgreSqlLock})", cancellationToken);
        return db;
    }

    /// <summary>An empty server is enough to start with, where the role may create databases.</summary>
    private static async Task CreateDatabaseAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        try
        {
            if (!await creator.ExistsAsync(cancellationToken))
            {
                await creator.CreateAsync(cancellationToken);
            }
        }
        catch (PostgresException other) when (other.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was first.
        }
    }
}
