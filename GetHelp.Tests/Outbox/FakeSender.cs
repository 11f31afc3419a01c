using System.Collections.Concurrent;
using GetHelp.Core.Outbox;

namespace GetHelp.Tests.Outbox;

/// <summary>Sends to nowhere, as it is told, and remembers.</summary>
internal sealed class FakeSender(string kind, Func<OutboxMessage, CancellationToken, Task>? send = null) : IOutboxSender
{
    private int underWay;
    private int mostAtOnce;

    public string Kind => kind;

    /// <summary>The keys of the messages whose sending began.</summary>
    public ConcurrentQueue<string> Tried { get; } = [];

    /// <summary>The keys of the messages that left.</summary>
    public ConcurrentQueue<string> Sent { get; } = [];

    public int MostAtOnce => mostAtOnce;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var now = Interlocked.Increment(ref underWay);
        InterlockedMax(ref mostAtOnce, now);
        Tried.Enqueue(message.IdempotencyKey);
        try
        {
            await (send?.Invoke(message, cancellationToken) ?? Task.CompletedTask);
            Sent.Enqueue(message.IdempotencyKey);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while (value > (seen = most) && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
            // Somebody raised it meanwhile: compare again.
        }
    }
}
