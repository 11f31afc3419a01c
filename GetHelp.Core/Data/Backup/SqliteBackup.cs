using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.Data.Backup;

/// <summary>Copies a SQLite database while it is used, and puts a copy in its place while it is not. PostgreSQL has tools of its own for both.</summary>
public sealed class SqliteBackup(IOptions<DatabaseOptions> options, DatabaseSetup setup, TimeProvider clock)
{
    private DatabaseFile Database => new(new SqliteConnectionStringBuilder(options.Value.ConnectionString).DataSource);

    /// <summary>Makes a consistent copy: everything that was committed when it began and nothing of what was not. Nobody waits for it.</summary>
    /// <param name="file">Where the copy is to be; nothing may be there yet.</param>
    /// <returns>The copy's size in bytes.</returns>
    public Result<long> BackUp(string file)
    {
        var copy = new DatabaseFile(file);
        if (WhyNotTo(copy) is { } refusal)
        {
            return refusal;
        }

        // Whoever is interrupted leaves a file that nobody takes for a backup.
        var unfinished = new DatabaseFile(file + ".unfinished");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        unfinished.Delete();
        Database.CopyTo(unfinished, "DELETE"); // one file, that can be moved and kept by itself
        if (unfinished.Problem() is { } problem)
        {
            return new DamagedFile(unfinished.Path, problem);
        }

        unfinished.MoveTo(copy);
        return new FileInfo(copy.Path).Length;
    }

    /// <summary>Puts a copy in the database's place. What was there before is kept beside it.</summary>
    /// <returns>Where what was there before is; null when nothing was.</returns>
    public async Task<Result<string?>> RestoreAsync(string file, CancellationToken cancellationToken = default)
    {
        var copy = new DatabaseFile(file);
        if (WhyNotFrom(copy) is { } refusal)
        {
            return refusal;
        }

        // A program that starts meanwhile waits, and finds what was restored.
        await using var held = await setup.LockAsync(cancellationToken);
        if (Database.Exists && !Database.IsAlone())
        {
            return new DatabaseInUse(Database.Path);
        }

        var before = Database.Exists ? Database.SetAside(clock.GetUtcNow().UtcDateTime) : null;
        copy.CopyTo(Database, "WAL");
        return before;
    }

    private Refusal? WhyNotTo(DatabaseFile copy) =>
        options.Value.Provider != DatabaseProvider.Sqlite ? new NotSqlite()
        : !Database.Exists ? new NoSuchFile(Database.Path)
        : copy.Exists ? new FileIsThere(copy.Path)
        : null;

    private Refusal? WhyNotFrom(DatabaseFile copy) =>
        options.Value.Provider != DatabaseProvider.Sqlite ? new NotSqlite()
        : !copy.Exists ? new NoSuchFile(copy.Path)
        : copy.Problem() is { } problem ? new DamagedFile(copy.Path, problem)
        : copy.UnknownMigration(KnownMigrations()) is { } migration ? new NewerFile(copy.Path, migration)
        : null;

    private HashSet<string> KnownMigrations()
    {
        using var db = new SqliteGetHelpDbContext(DataServices.Build<SqliteGetHelpDbContext>(options.Value));
        return [.. db.Database.GetMigrations()];
    }

    /// <summary>A SQLite database in a file, whoever's.</summary>
    private sealed record DatabaseFile(string Path)
    {
        private static readonly string[] Parts = ["", "-wal", "-shm"];

        public bool Exists => File.Exists(Path);

        public void CopyTo(DatabaseFile other, string journal)
        {
            using var from = Open(SqliteOpenMode.ReadOnly);
            using var to = other.Open(SqliteOpenMode.ReadWriteCreate);
            from.BackupDatabase(to);
            Execute(to, $"PRAGMA journal_mode = {journal}");
        }

        /// <summary>What is wrong with the file; null when it is a whole database of this program.</summary>
        public string? Problem()
        {
            try
            {
                using var connection = Open(SqliteOpenMode.ReadOnly);
                var said = Execute(connection, "PRAGMA integrity_check");
                return said != "ok" ? said
                    : Execute(connection, "SELECT COUNT(*) FROM sqlite_master WHERE name IN ('__EFMigrationsHistory', 'Schools', 'Orders')") != "3" ? "it is no database of this service"
                    : null;
            }
            catch (SqliteException exception)
            {
                return exception.Message;
            }
        }

        /// <summary>The name of a migration that the file has and this program does not know; null when it knows them all.</summary>
        public string? UnknownMigration(IReadOnlySet<string> known)
        {
            using var connection = Open(SqliteOpenMode.ReadOnly);
            using var command = connection.CreateCommand();
            command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY "MigrationId" """;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (!known.Contains(reader.GetString(0)))
                {
                    return reader.GetString(0);
                }
            }

            return null;
        }

        /// <summary>Whether nobody else has the database open: leaving WAL asks SQLite for just that.</summary>
        public bool IsAlone()
        {
            try
            {
                using var connection = Open(SqliteOpenMode.ReadWrite, patience: 1);
                return Execute(connection, "PRAGMA journal_mode = DELETE") == "delete";
            }
            catch (SqliteException)
            {
                return false;
            }
        }

        /// <summary>Moves the database out of the way.</summary>
        public string SetAside(DateTime now)
        {
            var aside = new DatabaseFile($"{Path}.before-restore-{now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
            MoveTo(aside);
            return aside.Path;
        }

        public void MoveTo(DatabaseFile other)
        {
            foreach (var part in Parts.Where(part => File.Exists(Path + part)))
            {
                File.Move(Path + part, other.Path + part);
            }
        }

        public void Delete()
        {
            foreach (var part in Parts)
            {
                File.Delete(Path + part);
            }
        }

        /// <param name="patience">Seconds to wait for whoever is only passing. Statements wait by the connection; copying is SQLite's own, and waits by what SQLite is told.</param>
        private SqliteConnection Open(SqliteOpenMode mode, int patience = 10)
        {
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false, DefaultTimeout = patience }.ToString());
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {patience * 1000}");
            return connection;
        }

        private static string? Execute(SqliteConnection connection, string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
    }
}
