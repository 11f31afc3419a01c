using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Outbox;

/// <summary>Something to be told to the world outside, written in the transaction that causes it and sent after its commit, at least once.
/// What becomes of it is <see cref="OutboxQueue"/>'s to write.</summary>
public sealed class OutboxMessage
{
    internal const int TraceMaxLength = 55;

    public long Id { get; private set; }

    /// <summary>Which <see cref="IOutboxSender"/> sends it.</summary>
    public required string Kind { get; init; }

    /// <summary>What the sender needs, as JSON. Never a secret.</summary>
    public required string Payload { get; init; }

    /// <summary>The same for every attempt, so that whoever receives it twice can tell.</summary>
    public required string IdempotencyKey { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>By what logs know the request that caused it (W3C): whoever receives it is told, and can be asked about it. Null where none did.</summary>
    public string? Trace { get; init; }

    /// <summary>Not tried before this; null once sent. While somebody sends it, this is when others may take it that they died doing so.</summary>
    public DateTime? DueAt { get; init; }

    public DateTime? SentAt { get; init; }

    public int Attempts { get; init; }

    /// <summary>What the last attempt came to, for support; every attempt is an <see cref="OutboxAttempt"/>.</summary>
    public string? LastOutcome { get; init; }

    /// <summary>What was handed to <see cref="Data.WriteTransaction.Send{T}"/>.</summary>
    public T Content<T>() => PortalJson.Read<T>(Payload);
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.Property(m => m.Kind).HasMaxLength(50);
        builder.Property(m => m.Trace).HasMaxLength(OutboxMessage.TraceMaxLength);
        builder.Property(m => m.LastOutcome).HasMaxLength(OutboxAttempt.OutcomeMaxLength);
        builder.HasIndex(m => m.IdempotencyKey).IsUnique();
        builder.HasIndex(m => new { m.Kind, m.DueAt });

        // The few that wait, among all that were ever sent: how old the oldest is, is asked every few seconds.
        builder.HasIndex(m => m.CreatedAt).HasFilter("\"SentAt\" IS NULL");
    }
}
