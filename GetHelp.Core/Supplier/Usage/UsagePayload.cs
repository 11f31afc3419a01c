using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Supplier.Usage;

/// <summary>What became of a cap usage message.</summary>
public enum UsageOutcome
{
    /// <summary>Being applied; when it stays so, the service stopped meanwhile, and the same message again is applied to its end.</summary>
    UnderWay,
    Succeeded,
    PartiallyFailed,
    Failed,

    /// <summary>It was no message: not XML, or not of the schema.</summary>
    NotRead,
}

/// <summary>A cap usage message that the supplier sent, kept whole with what became of it.</summary>
public sealed class UsagePayload
{
    public const int PayloadIdMaxLength = 200;

    public const int SaidMaxLength = 1000;

    public long Id { get; private set; }

    /// <summary>The supplier's own id of the message: the same again is the same message. Null when it gave none, or gave it to two.</summary>
    public string? PayloadId { get; init; }

    /// <summary>When the supplier says that it sent it.</summary>
    public DateTime? SentAt { get; init; }

    public required DateTime ReceivedAt { get; init; }

    /// <summary>When its answer was settled; null while it is under way.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>Whose token it came with.</summary>
    public required string Sender { get; init; }

    public required string Document { get; init; }

    public UsageOutcome Outcome { get; set; }

    public int Records { get; init; }

    /// <summary>How many records were left alone because a newer message had told of the same school and category.</summary>
    public int Outdated { get; set; }

    public int Failures { get; set; }

    /// <summary>How often the same message came again.</summary>
    public int Replays { get; set; }

    /// <summary>The failed records, in JSON: the same message again gets the same answer.</summary>
    public string? FailedRecords { get; set; }

    /// <summary>What was wrong with it, in words, where it was not read.</summary>
    public string? Said { get; init; }
}

internal sealed class UsagePayloadMapping : IEntityTypeConfiguration<UsagePayload>
{
    public void Configure(EntityTypeBuilder<UsagePayload> builder)
    {
        builder.ToTable("UsagePayloads");
        builder.Property(p => p.PayloadId).HasMaxLength(UsagePayload.PayloadIdMaxLength);
        builder.HasIndex(p => p.PayloadId).IsUnique();
        builder.Property(p => p.Said).HasMaxLength(UsagePayload.SaidMaxLength);
        builder.HasIndex(p => p.Outcome);
    }
}
