using Microsoft.Data.Sqlite;

namespace GetHelp.Bench.OrderRate;

/// <summary>England ten times: nine more schools for each, of the same responsible bodies, with allocations of their own.</summary>
internal static class Multiplied
{
    public static async Task TenfoldAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        var columns = await ColumnsAsync(connection, "Schools", cancellationToken);
        var most = await NumberAsync(connection, """SELECT MAX("Id") FROM "Schools" """, cancellationToken);
        for (var copy = 1; copy <= 9; copy++)
        {
            // Elsewhere than where the benchmark looks: a body of which there is ten times as much would be another benchmark.
            var values = columns.Select(column => column switch
            {
                "Id" => $"\"Id\" + {copy * most}",
                "Urn" => $"\"Urn\" + {copy * 1_000_000}",
                "Ukprn" or "ShipTo" => "NULL",
                "WhoWillOrder" => "'School'",
                _ => $"\"{column}\"",
            });
            await RunAsync(connection, $"""INSERT INTO "Schools" ({string.Join(", ", columns.Select(c => $"\"{c}\""))}) SELECT {string.Join(", ", values)} FROM "Schools" WHERE "Id" <= {most}""", cancellationToken);
            await RunAsync(
                connection,
                $"""
                 INSERT INTO "Allocations" ("SchoolId", "Category", "Amount", "Cap", "GivenCap", "Ordered", "Used", "Version")
                 SELECT "SchoolId" + {copy * most}, "Category", "Amount", "Cap", "GivenCap", "Ordered", "Used", 0 FROM "Allocations" WHERE "SchoolId" <= {most}
                 """,
                cancellationToken);
        }
    }

    private static async Task<List<string>> ColumnsAsync(SqliteConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM pragma_table_info(@table)";
        command.Parameters.AddWithValue("@table", table);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }

    private static async Task<long> NumberAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task RunAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
