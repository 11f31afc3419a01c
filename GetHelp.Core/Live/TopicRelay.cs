using System.Text.Json;
using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GetHelp.Core.Live;

/// <summary>Carries topics between the web nodes of one PostgreSQL database with LISTEN and NOTIFY. On SQLite there is one node, and nothing to carry.</summary>
/// <remarks>The notice is part of the write's own transaction: PostgreSQL delivers it after the commit, and never without one.</remarks>
public sealed partial class TopicRelay(LiveUpdates live, IOptions<DatabaseOptions> database, TimeProvider clock, ILogger<TopicRelay> log)
{
    private const string Channel = "gethelp_topics";

    /// <summary>PostgreSQL's limit is 8,000 bytes; a write that touches more than fits says that anything may have changed.</summary>
    private const int MostBytes = 7_500;

    private static readonly TimeSpan BeforeTryingAgain = TimeSpan.FromSeconds(2);

    private readonly Guid node = Guid.NewGuid();

    /// <summary>Whether there are other nodes to hear.</summary>
    public bool IsNeeded => database.Value.Provider == DatabaseProvider.PostgreSql;

    /// <summary>Tells the other nodes, once and only if the transaction commits.</summary>
    public async Task SendAsync(GetHelpDbContext db, IReadOnlyCollection<Topic> topics, CancellationToken cancellationToken)
    {
        if (IsNeeded && topics.Count > 0)
        {
            var notice = JsonSerializer.Serialize(new Notice(node, [.. topics.Select(t => t.Name)]));
            notice = System.Text.Encoding.UTF8.GetByteCount(notice) <= MostBytes ? notice : JsonSerializer.Serialize(new Notice(node, null));
            await db.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {notice})", cancellationToken);
        }
    }

    /// <summary>Hears the other nodes until told to stop. What may have been missed while the connection was down is read again by everybody.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenOnceAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is NpgsqlException or IOException && !cancellationToken.IsCancellationRequested)
            {
                LogLost(log, exception.Message);
                await Task.Delay(BeforeTryingAgain, clock, cancellationToken);
            }
        }
    }

    private async Task ListenOnceAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Value.ConnectionString) { Pooling = false, KeepAlive = 30 }.ToString());
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await connection.OpenAsync(cancellationToken);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        live.PublishEverything();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void Hear(string payload)
    {
        var notice = JsonSerializer.Deserialize<Notice>(payload);
        if (notice is null || notice.Node == node)
        {
            return; // This node's own pages were told when the write committed.
        }

        if (notice.Topics is null)
        {
            live.PublishEverything();
        }
        else
        {
            live.Publish([.. notice.Topics.Select(Topic.Named)]);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Changes on other web nodes cannot be heard for the moment: {Reason}")]
    private static partial void LogLost(ILogger log, string reason);

    private sealed record Notice(Guid Node, IReadOnlyList<string>? Topics);
}
