using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Supplier.Usage;

/// <summary>What the supplier last reported of one school and category. How many it counts as ordered is <see cref="Allowance.Used"/>, with
/// the numbers that rules look at; here is what says whether a report is news, and since when the two counts differ.</summary>
public sealed class UsageReport
{
    public required int SchoolId { get; init; }

    public required DeviceCategory Category { get; init; }

    /// <summary>When the supplier says that it sent the message.</summary>
    public DateTime SentAt { get; private set; }

    public DateTime ReceivedAt { get; private set; }

    /// <summary>The message, and the record's place in it: what it told of the same school and category further up is older.</summary>
    public long PayloadId { get; private set; }

    public int Position { get; private set; }

    /// <summary>The cap that the supplier works with; null when it did not say.</summary>
    public int? CapAmount { get; private set; }

    /// <summary>Since when the supplier has counted another number than we have; null while they are the same.</summary>
    public DateTime? DiffersSince { get; private set; }

    /// <summary>Whether this record was applied already: by the same message before its answer was lost.</summary>
    internal bool Has(UsagePayload payload, int position) => PayloadId == payload.Id && Position >= position;

    internal bool IsNewerThan(DateTime sentAt) => SentAt > sentAt;

    internal void Take(UsagePayload payload, int position, DateTime sentAt, int? capAmount, bool differs)
    {
        (PayloadId, Position, SentAt, ReceivedAt, CapAmount) = (payload.Id, position, sentAt, payload.ReceivedAt, capAmount);
        DiffersSince = differs ? DiffersSince ?? payload.ReceivedAt : null;
    }
}

internal sealed class UsageReportMapping : IEntityTypeConfiguration<UsageReport>
{
    public void Configure(EntityTypeBuilder<UsageReport> builder)
    {
        builder.ToTable("UsageReports");
        builder.HasKey(r => new { r.SchoolId, r.Category });
        builder.HasOne<School>().WithMany().HasForeignKey(r => r.SchoolId);
        builder.HasOne<UsagePayload>().WithMany().HasForeignKey(r => r.PayloadId);
    }
}
