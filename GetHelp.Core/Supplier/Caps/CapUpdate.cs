using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>What the supplier was last told of one school and category, and what it said to that. Beside the allocation, not in it: telling
/// the supplier must not wait for orders, nor they for it. Changed by <see cref="CapCallBook"/> alone.</summary>
public sealed class CapUpdate
{
    public int SchoolId { get; private set; }

    public DeviceCategory Category { get; private set; }

    /// <summary>The number that the supplier last accepted; null before the first.</summary>
    public int? Told { get; private set; }

    public DateTime? ToldAt { get; private set; }

    /// <summary>Of the message in which it was told.</summary>
    public string? PayloadId { get; private set; }

    /// <summary>The call that is telling it now. While it does nobody else tells this school and category, so no newer number can be
    /// overtaken by an older one.</summary>
    public long? ClaimedBy { get; private set; }

    /// <summary>When others may take it that the claimant died.</summary>
    public DateTime? ClaimedUntil { get; private set; }

    /// <summary>A number that the supplier would not take; null when it has taken the last.</summary>
    public int? RefusedNumber { get; private set; }

    public DateTime? RefusedAt { get; private set; }

    public string? Refusal { get; private set; }

    /// <summary>The outbox message that goes on trying the refused number; other messages leave it alone.</summary>
    public long? RefusedMessageId { get; private set; }
}

internal sealed class CapUpdateMapping : IEntityTypeConfiguration<CapUpdate>
{
    public void Configure(EntityTypeBuilder<CapUpdate> builder)
    {
        builder.ToTable("CapUpdates");
        builder.HasKey(u => new { u.SchoolId, u.Category });
        builder.Property(u => u.PayloadId).HasMaxLength(CapCall.PayloadIdMaxLength);
        builder.Property(u => u.Refusal).HasMaxLength(CapCall.FailureMaxLength);
        builder.HasIndex(u => u.RefusedAt);
        builder.HasIndex(u => u.ClaimedBy);
        builder.HasOne<School>().WithMany().HasForeignKey(u => u.SchoolId);
    }
}
