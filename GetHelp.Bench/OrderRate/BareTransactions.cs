using System.Globalization;
using Microsoft.Data.Sqlite;

namespace GetHelp.Bench.OrderRate;

/// <summary>The least that placing an order can cost: its rows written by prepared statements, one transaction after the other.</summary>
internal sealed class BareTransactions : IDisposable
{
    private static readonly string[] Statements =
    [
        """UPDATE "Allocations" SET "Ordered" = "Ordered" + 1, "Version" = "Version" + 1 WHERE "SchoolId" = @school AND "Category" = 'LaptopsAndTablets'""",
        """
        INSERT INTO "Orders" ("Key", "Source", "Account", "SchoolId", "ResponsibleBodyId", "PlacedBy", "PlacedAt", "Status", "DueOn", "OpenReports", "Version",
            "DeliverTo_Name", "DeliverTo_ContactName", "DeliverTo_ContactEmail", "DeliverTo_Address_Line1", "DeliverTo_Address_Town", "DeliverTo_Address_Postcode")
        VALUES (@key, 'Portal', 'Education', @school, @body, 'Sam Teacher', @now, 'Placed', '2021-03-10', 0, 0,
            'Rowan Primary School', 'Sam Teacher', 'sam.teacher@example.org', '1 High Street', 'Exampleton', 'EX1 1AA')
        """,
        """INSERT INTO "OrderLines" ("OrderId", "Product", "Quantity") SELECT seq, 'Ipad', 1 FROM sqlite_sequence WHERE name = 'Orders'""",
        """INSERT INTO "Deliveries" ("OrderId", "Kind", "DueOn") SELECT seq, 'Apple', '2021-03-10' FROM sqlite_sequence WHERE name = 'Orders'""",
        """INSERT INTO "History" ("At", "Who", "What", "SchoolId", "OrderId", "Detail") SELECT @now, 'Sam Teacher', 'OrderPlaced', @school, seq, '1 iPad' FROM sqlite_sequence WHERE name = 'Orders'""",
        """INSERT INTO "Outbox" ("Kind", "Payload", "IdempotencyKey", "CreatedAt", "DueAt", "Attempts") VALUES ('bench.order', @payload, @key, @now, @now, 0)""",
    ];

    private static readonly string Payload = new('x', 600);

    private readonly SemaphoreSlim gate = new(1);
    private readonly SqliteConnection connection;
    private readonly List<SqliteCommand> commands;
    private readonly List<(int School, int Body)> schools;

    private BareTransactions(SqliteConnection connection, List<(int School, int Body)> schools)
    {
        (this.connection, this.schools) = (connection, schools);
        commands = [.. Statements.Select(Prepared)];
    }

    /// <param name="durable">Each commit waits for the disk, as the portal's do (docs/adr/0004-sqlite-and-postgresql.md).</param>
    public static async Task<BareTransactions> OpenAsync(string path, int schools, bool durable)
    {
        var opened = new SqliteConnection($"Data Source={path};Pooling=False;Foreign Keys=True");
        await opened.OpenAsync();
        using var setting = opened.CreateCommand();
        setting.CommandText = $"PRAGMA journal_mode=WAL; PRAGMA synchronous={(durable ? "FULL" : "NORMAL")};";
        await setting.ExecuteNonQueryAsync();
        using var some = opened.CreateCommand();
        some.CommandText = """SELECT "Id", "ResponsibleBodyId" FROM "Schools" WHERE "WhoWillOrder" = 'School' AND "OrderState" = 'CanOrder' ORDER BY "Id" LIMIT @count""";
        some.Parameters.AddWithValue("@count", schools);
        var found = new List<(int, int)>();
        await using var reader = await some.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found.Add((reader.GetInt32(0), reader.GetInt32(1)));
        }

        return new(opened, found);
    }

    public async Task RunAsync(int caller)
    {
        await gate.WaitAsync();
        try
        {
            await using var transaction = connection.BeginTransaction(deferred: false);
            var (key, now) = (Guid.NewGuid().ToString("D").ToUpperInvariant(), TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
            foreach (var command in commands)
            {
                command.Transaction = transaction;
                command.Parameters["@school"].Value = schools[caller].School;
                command.Parameters["@body"].Value = schools[caller].Body;
                command.Parameters["@key"].Value = key;
                command.Parameters["@now"].Value = now;
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        commands.ForEach(command => command.Dispose());
        connection.Dispose();
        gate.Dispose();
    }

    private SqliteCommand Prepared(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in new[] { "@school", "@body", "@key", "@now" })
        {
            command.Parameters.AddWithValue(name, "");
        }

        command.Parameters.AddWithValue("@payload", Payload);
        command.Prepare();
        return command;
    }
}
