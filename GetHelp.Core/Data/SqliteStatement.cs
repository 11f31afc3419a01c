using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace GetHelp.Core.Data;

/// <summary>A statement that is run again and again with other values, at SQLite's own interface: a command looks its parameters up by
/// name each time, which for a row of twenty columns costs more than inserting it. Values are written as Microsoft.Data.Sqlite writes them.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
    }

    /// <param name="place">Counted from 1.</param>
    public void Bind(int place, object? value)
    {
        var code = value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            string text => raw.sqlite3_bind_text(statement, place, text),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            bool yes => raw.sqlite3_bind_int64(statement, place, yes ? 1 : 0),
            DateTime moment => raw.sqlite3_bind_text(statement, place, moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)),
            DateOnly date => raw.sqlite3_bind_text(statement, place, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            Guid id => raw.sqlite3_bind_text(statement, place, id.ToString().ToUpperInvariant()),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            _ => throw new NotSupportedException($"{value.GetType()} is not kept in SQLite."),
        };
        SqliteException.ThrowExceptionForRC(code, database);
    }

    /// <summary>Runs the statement with the values bound and makes it ready for the next.</summary>
    public void Run()
    {
        var code = raw.sqlite3_step(statement);
        if (code != raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(code, database);
        }

        SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(statement), database);
    }

    public void Dispose() => statement.Dispose();
}
