using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>What became of a cap update.</summary>
public enum CapCallOutcome
{
    /// <summary>Being sent; when it stays so, the service stopped before the answer came.</summary>
    UnderWay,

    Accepted,

    /// <summary>Some records were refused; the others count.</summary>
    PartlyAccepted,

    /// <summary>Nothing in it counts.</summary>
    Refused,

    /// <summary>The supplier could not be reached, or was not well.</summary>
    NotReached,
}

/// <summary>One cap update that was sent to the supplier, with all that was said on both sides. (Never the password: it is in neither body.)</summary>
public sealed class CapCall
{
    public const int PayloadIdMaxLength = 100;

    /// <summary>Longer reasons are cut.</summary>
    public const int FailureMaxLength = 500;

    public long Id { get; private set; }

    public required string PayloadId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTime At { get; init; }

    public required string Request { get; init; }

    public int? DurationMilliseconds { get; init; }

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    public string? Response { get; init; }

    public CapCallOutcome Outcome { get; init; }

    /// <summary>What it came to, in words.</summary>
    public string? Said { get; init; }

    public List<CapCallRecord> Records { get; init; } = [];
}

/// <summary>One school and category in a cap update.</summary>
public sealed class CapCallRecord
{
    public long CallId { get; private set; }

    public required int SchoolId { get; init; }

    public required DeviceCategory Category { get; init; }

    public required string ShipTo { get; init; }

    /// <summary>What was told.</summary>
    public required int Number { get; init; }

    /// <summary>Why the supplier refused it; null when it did not.</summary>
    public string? Failure { get; init; }
}

internal sealed class CapCallMapping : IEntityTypeConfiguration<CapCall>
{
    public void Configure(EntityTypeBuilder<CapCall> builder)
    {
        builder.ToTable("CapCalls");
        builder.Property(c => c.PayloadId).HasMaxLength(CapCall.PayloadIdMaxLength);
        builder.HasIndex(c => c.PayloadId).IsUnique();
        builder.HasMany(c => c.Records).WithOne().HasForeignKey(r => r.CallId);
    }
}

internal sealed class CapCallRecordMapping : IEntityTypeConfiguration<CapCallRecord>
{
    public void Configure(EntityTypeBuilder<CapCallRecord> builder)
    {
        builder.ToTable("CapCallRecords");
        builder.HasKey(r => new { r.CallId, r.SchoolId, r.Category });
        builder.Property(r => r.ShipTo).HasMaxLength(SupplierAccounts.NumberMaxLength);
        builder.Property(r => r.Failure).HasMaxLength(CapCall.FailureMaxLength);
        builder.HasIndex(r => new { r.SchoolId, r.CallId });
        builder.HasOne<School>().WithMany().HasForeignKey(r => r.SchoolId);
    }
}
