using System.Data.Common;
using GetHelp.Core.Data;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Tests.PersonalData;

/// <summary>A place in a database in which something was found.</summary>
internal sealed record FoundText(string Table, string Column, string Text)
{
    public override string ToString() => $"{Table}.{Column}: {Text}";
}

/// <summary>Looks for words in all of a database. It asks the database itself which columns there are, and nothing of ours: what our own table
/// has forgotten is found all the same.</summary>
internal static class KeptTexts
{
    /// <summary>Where any of these stands, in whatever case, written plainly or as JSON writes it.</summary>
    public static async Task<IReadOnlyList<FoundText>> SearchAsync(this TestDatabase database, params IReadOnlyList<string> sought)
    {
        await using var db = database.Open();
        var found = new List<FoundText>();
        foreach (var (table, column) in await ColumnsAsync(db))
        {
            var texts = await ReadAsync(db, $"SELECT CAST(\"{column}\" AS TEXT) FROM \"{table}\" WHERE \"{column}\" IS NOT NULL", row => row.GetString(0));
            found.AddRange(texts.Where(text => sought.Any(one => Holds(text, one))).Select(text => new FoundText(table, column, text)));
        }

        return found;
    }

    /// <summary>Every column that can hold words, of every table there is.</summary>
    public static async Task<IReadOnlyList<(string Table, string Column)>> ColumnsAsync(GetHelpDbContext db) => db.Database.IsNpgsql()
        ? await ReadAsync(
            db,
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type IN ('text', 'character varying', 'character')",
            row => (row.GetString(0), row.GetString(1)))
        : await ReadAsync(
            db,
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.type = 'TEXT'",
            row => (row.GetString(0), row.GetString(1)));

    private static bool Holds(string text, string sought) =>
        text.Contains(sought, StringComparison.OrdinalIgnoreCase) || text.Contains(System.Text.Json.JsonSerializer.Serialize(sought)[1..^1], StringComparison.OrdinalIgnoreCase);

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(GetHelpDbContext db, string sql, Func<DbDataReader, T> read)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
