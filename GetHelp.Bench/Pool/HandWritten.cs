using Microsoft.Data.Sqlite;

namespace GetHelp.Bench.Pool;

/// <summary>What somebody would write who needs nothing but the sums: SQL by hand, ADO.NET, a connection of the same pool with the portal's settings.</summary>
internal sealed class HandWritten(string path)
{
    private const string From = """
        FROM "Schools" s JOIN "ResponsibleBodies" b ON b."Id" = s."ResponsibleBodyId" JOIN "Allocations" a ON a."SchoolId" = s."Id"
        WHERE b."PoolsCaps" AND s."WhoWillOrder" = 'ResponsibleBody' AND s."Status" = 'Open' AND s."ResponsibleBodyId" = @body
        """;

    private const string Sums = $"""
        SELECT a."Category", SUM(a."Amount"), SUM(a."Cap"), SUM(a."Ordered"), SUM(MAX(a."Used", a."Ordered")) {From} GROUP BY a."Category"
        """;

    private const string Told = $"""
        WITH pool AS MATERIALIZED (SELECT a."Category", SUM(a."Cap") - SUM(MAX(a."Used", a."Ordered")) AS "Left" {From} GROUP BY a."Category")
        SELECT a."SchoolId", a."Category", s."ShipTo", u."Told",
            MAX(a."Used", a."Ordered") + CASE WHEN s."OrderState" IN ('CanOrder', 'CanOrderForSpecificCircumstances') THEN MAX(0, pool."Left") ELSE 0 END
        FROM "Schools" s JOIN "ResponsibleBodies" b ON b."Id" = s."ResponsibleBodyId" JOIN "Allocations" a ON a."SchoolId" = s."Id"
        JOIN pool ON pool."Category" = a."Category" LEFT JOIN "CapUpdates" u ON u."SchoolId" = a."SchoolId" AND u."Category" = a."Category"
        WHERE b."PoolsCaps" AND s."WhoWillOrder" = 'ResponsibleBody' AND s."Status" = 'Open' AND s."ResponsibleBodyId" = @body
        """;

    private readonly string connectionString = $"Data Source={path};Foreign Keys=True;Default Timeout=5";

    /// <summary>One aggregate: what may be ordered from a pool.</summary>
    public Task<List<object[]>> SumsAsync(int body) => ReadAsync(Sums, body);

    /// <summary>The aggregate, and with it each school's number.</summary>
    public Task<List<object[]>> ToldAsync(int body) => ReadAsync(Told, body);

    private async Task<List<object[]>> ReadAsync(string sql, int body)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@body", body);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
