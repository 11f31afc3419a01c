using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Orders;

internal sealed class OrderMapping : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.Ignore(o => o.Number);
        builder.Ignore(o => o.CanBeChanged);
        builder.HasIndex(o => o.Key).IsUnique();
        builder.HasIndex(o => o.SchoolId);
        builder.HasIndex(o => o.DeliverToSchoolId);
        builder.HasIndex(o => new { o.ResponsibleBodyId, o.Id });
        builder.HasIndex(o => new { o.Status, o.Id });
        builder.HasIndex(o => o.DueOn);
        builder.HasIndex(o => o.GoogleDomain);
        builder.Property(o => o.GoogleDomain).HasMaxLength(Organisations.ChromebookDetails.DomainMaxLength);
        builder.Property(o => o.RecoveryAddress).HasMaxLength(People.EmailAddress.MaxLength);
        builder.Property(o => o.RejectionReason).HasMaxLength(Order.ReasonMaxLength);
        builder.HasOne(o => o.School).WithMany().HasForeignKey(o => o.SchoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<School>().WithMany().HasForeignKey(o => o.DeliverToSchoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(o => o.ResponsibleBody).WithMany().HasForeignKey(o => o.ResponsibleBodyId).OnDelete(DeleteBehavior.Restrict);
        builder.ComplexProperty(o => o.DeliverTo, to => to.ComplexProperty(t => t.Address));
        builder.HasMany(o => o.Lines).WithOne().HasForeignKey(l => l.OrderId);
        builder.HasMany(o => o.Deliveries).WithOne().HasForeignKey(d => d.OrderId);
    }
}

internal sealed class OrderLineMapping : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.HasKey(l => new { l.OrderId, l.Product });
        builder.ToTable(t => t.HasCheckConstraint("CK_OrderLines_Quantity", "\"Quantity\" > 0"));
    }
}

internal sealed class DeliveryMapping : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.HasKey(d => new { d.OrderId, d.Kind });
        builder.HasIndex(d => d.DueOn);
        builder.Property(d => d.DelayReason).HasMaxLength(Order.ReasonMaxLength);
    }
}
