using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Supplier;

/// <summary>An order event that the supplier sent and that was applied: kept so that the same event a second time changes nothing.</summary>
public sealed class SupplierEvent
{
    /// <summary>The supplier's own id of the event.</summary>
    public required string Id { get; init; }

    public required int OrderId { get; init; }

    /// <summary>The event, in JSON: the same id with another body is another event, and is refused.</summary>
    public required string Body { get; init; }

    public required DateTime ReceivedAt { get; init; }
}

internal sealed class SupplierEventMapping : IEntityTypeConfiguration<SupplierEvent>
{
    public void Configure(EntityTypeBuilder<SupplierEvent> builder)
    {
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).HasMaxLength(OrderEventRules.EventIdMaxLength);
        builder.HasOne<Orders.Order>().WithMany().HasForeignKey(e => e.OrderId);
    }
}
