using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Outbox;

/// <summary>One try at sending a message, kept so that support can see what happened to it.</summary>
public sealed class OutboxAttempt
{
    public const int OutcomeMaxLength = 1000;

    public long Id { get; private set; }

    public required long MessageId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTime At { get; init; }

    public required bool Succeeded { get; init; }

    /// <summary>What it came to, in words. Whatever others wrote into it, it can be stored and shown: no control characters, cut to length.</summary>
    public required string Outcome { get; init => field = Legible(value); }

    public required int DurationMilliseconds { get; init; }

    private static string Legible(string text)
    {
        var cut = text.Length <= OutcomeMaxLength ? text : text[..(OutcomeMaxLength - 1)] + "…";
        return string.Concat(cut.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
    }
}

internal sealed class OutboxAttemptMapping : IEntityTypeConfiguration<OutboxAttempt>
{
    public void Configure(EntityTypeBuilder<OutboxAttempt> builder)
    {
        builder.Property(a => a.Outcome).HasMaxLength(OutboxAttempt.OutcomeMaxLength);
        builder.HasOne<OutboxMessage>().WithMany().HasForeignKey(a => a.MessageId);
    }
}
