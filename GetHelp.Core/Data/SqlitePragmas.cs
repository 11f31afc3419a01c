using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace GetHelp.Core.Data;

/// <summary>What each SQLite connection must be told. (WAL is kept in the file; foreign keys are in the connection string.)</summary>
/// <remarks>Once for each connection to the file itself, which the pool keeps and hands out again with what it was told: telling it
/// each time costs as much as a small reading. Not temp_store = MEMORY: sums by category then sort with an allocation for each row.</remarks>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();

    private const string Pragmas = "PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16000;";

    private readonly ConditionalWeakTable<sqlite3, SqlitePragmas> told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Tell((SqliteConnection)connection);

    /// <summary>Nothing is gained by waiting: SQLite does its work before it returns a task.</summary>
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private void Tell(SqliteConnection connection)
    {
        if (told.TryGetValue(connection.Handle!, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        told.TryAdd(connection.Handle!, this);
    }
}
