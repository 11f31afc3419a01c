using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace GetHelp.Core.Data;

/// <summary>Which migrations a database has had, asked without EF: EF builds its whole model before it answers, for which every start would
/// wait, when all but the first after an upgrade have nothing to migrate.</summary>
internal static class MigrationsDone
{
    /// <summary>Whether the database has this program's shape.</summary>
    public static async Task<bool> AreAllAsync(DatabaseOptions database, CancellationToken cancellationToken)
    {
        try
        {
            var done = await ReadAsync(database, cancellationToken);
            return Known(database.Provider).All(done.Contains);
        }
        catch (DbException)
        {
            // No database or no such table: nothing was done. If the server cannot be reached, migrating will say so.
            return false;
        }
    }

    private static IEnumerable<string> Known(DatabaseProvider provider)
    {
        var context = provider == DatabaseProvider.PostgreSql ? typeof(PostgreSqlGetHelpDbContext) : typeof(SqliteGetHelpDbContext);
        return context.Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()!.Id);
    }

    private static async Task<HashSet<string>> ReadAsync(DatabaseOptions database, CancellationToken cancellationToken)
    {
        await using DbConnection connection = database.Provider == DatabaseProvider.PostgreSql
            ? new NpgsqlConnection(database.ConnectionString)
            : new SqliteConnection(database.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "MigrationId" FROM "__EFMigrationsHistory" """;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancellationToken))
        {
            done.Add(rows.GetString(0));
        }

        return done;
    }
}
