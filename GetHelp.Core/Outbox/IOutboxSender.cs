namespace GetHelp.Core.Outbox;

/// <summary>Sends outbox messages of one kind. What it throws is an attempt that failed and is made again later.</summary>
public interface IOutboxSender
{
    string Kind { get; }

    /// <exception cref="NotSentException">It could not be sent, and this is why.</exception>
    Task SendAsync(OutboxMessage message, CancellationToken cancellationToken);
}
