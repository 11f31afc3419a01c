using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Outbox;

/// <summary>Something to be told to the world outside, written in the transaction that causes it and sent after its commit, at least once.</summary>
public sealed class OutboxMessage
{
    public long Id { get; private set; }

    /// <summary>Which <see cref="IOutboxSender"/> sends it.</summary>
    public required string Kind { get; init; }

    /// <summary>What the sender needs, as JSON. Never a secret.</summary>
    public required string Payload { get; init; }

    /// <summary>The same for every attempt, so that whoever receives it twice can tell.</summary>
    public required string IdempotencyKey { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Not tried before this; null once sent.</summary>
    public DateTime? DueAt { get; set; }

    public DateTime? SentAt { get; set; }

    public int Attempts { get; set; }

    /// <summary>What the last attempt came to, for support.</summary>
    public string? LastOutcome { get; set; }
}

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.Property(m => m.Kind).HasMaxLength(50);
        builder.HasIndex(m => m.IdempotencyKey).IsUnique();
        builder.HasIndex(m => m.DueAt);
    }
}
