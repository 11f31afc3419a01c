using GetHelp.Core.Data;
using Npgsql;
using Polly;

namespace GetHelp.Tests.TestSupport;

/// <summary>The PostgreSQL server that tests use where there is one: GETHELP_TEST_POSTGRESQL, or a local one with the role of docs/running.md.</summary>
internal static class PostgreSql
{
    private static readonly string Server =
        Environment.GetEnvironmentVariable("GETHELP_TEST_POSTGRESQL") ?? "Host=127.0.0.1;Username=gethelp;Password=gethelp";

    private static readonly Lazy<bool> Answers = new(TryToConnect);
    private static readonly SemaphoreSlim CopyingOneAtATime = new(1);

    /// <summary>The server's own vacuuming may be in a database just then, and an ordinary role may not end it: it ends by itself.</summary>
    private static readonly ResiliencePipeline Vacuumed = new ResiliencePipelineBuilder()
        .AddRetry(new()
        {
            ShouldHandle = new PredicateBuilder().Handle<PostgresException>(e =>
                e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ObjectInUse),
            MaxRetryAttempts = 50,
            Delay = TimeSpan.FromMilliseconds(200),
        })
        .Build();

    public static bool IsHere => Answers.Value;

    public static DatabaseOptions Options(string database) => new()
    {
        Provider = DatabaseProvider.PostgreSql,
        ConnectionString = new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 80 }.ToString(),
    };

    public static async Task<DatabaseOptions> CopyAsync(DatabaseOptions template)
    {
        var name = $"gethelp_test_{Guid.NewGuid():N}";
        await CopyingOneAtATime.WaitAsync();
        try
        {
            await RunAsync($"CREATE DATABASE {name} TEMPLATE {new NpgsqlConnectionStringBuilder(template.ConnectionString).Database}");
        }
        finally
        {
            CopyingOneAtATime.Release();
        }

        return Options(name);
    }

    public static async Task DropAsync(DatabaseOptions database)
    {
        await using (var pooled = new NpgsqlConnection(database.ConnectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        var drop = $"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(database.ConnectionString).Database} WITH (FORCE)";
        await Vacuumed.ExecuteAsync(async _ => await RunAsync(drop));
    }

    private static async Task RunAsync(string sql)
    {
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false });
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static bool TryToConnect()
    {
        try
        {
            using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Timeout = 2, Pooling = false }.ToString());
            connection.Open();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
