using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Orders.Reports;

/// <summary>What can be wrong with a delivery. Names are stored.</summary>
public enum DeliveryProblem
{
    /// <summary>It came, and not everything was in it.</summary>
    MissingItems,

    /// <summary>It was due and has not come.</summary>
    Late,
}

/// <summary>Somebody of the ordering organisation tells what is wrong with a delivery; support answers.</summary>
public sealed class DeliveryReport : IVersioned
{
    private DeliveryReport()
    {
    }

    public int Id { get; private set; }

    public int OrderId { get; private set; }

    public DeliveryKind Delivery { get; private set; }

    public DeliveryProblem Problem { get; private set; }

    /// <summary>In their own words; may be empty for what is late.</summary>
    public string Said { get; private set; } = "";

    public Contact Contact { get; private set; } = new() { Name = "", Telephone = "" };

    public int? ReportedByUserId { get; private set; }

    public string ReportedBy { get; private set; } = "";

    /// <summary>Where the answer goes.</summary>
    public string ReportedByEmail { get; private set; } = "";

    public DateTime ReportedAt { get; private set; }

    /// <summary>Null until support has.</summary>
    public DateTime? AnsweredAt { get; private set; }

    public string? AnsweredBy { get; private set; }

    public string? Answer { get; private set; }

    /// <summary>How many of which product are missing or not whole; none where it is late.</summary>
    public List<MissingItem> Missing { get; private set; } = [];

    public int Version { get; private set; }

    public static DeliveryReport Of(Order order, ReportDelivery told, Viewer by, DateTime now) => new()
    {
        OrderId = order.Id,
        Delivery = told.Delivery,
        Problem = told.Problem,
        Said = History.Reason.OneLine(told.Said),
        Contact = told.Contact.Tidy(),
        ReportedByUserId = by.UserId,
        ReportedBy = by.Name,
        ReportedByEmail = by.EmailAddress,
        ReportedAt = now,
        Missing = told.MissingLines().Select(line => new MissingItem { Product = line.Product, Quantity = line.Quantity }).ToList(),
    };

    /// <summary>"the delivery of iPads is late", "missing from the delivery of Chromebooks: 2 Chromebooks".</summary>
    public string InWords() => Problem == DeliveryProblem.Late
        ? $"the delivery of {Delivery.InASentence()} is late"
        : $"missing from the delivery of {Delivery.InASentence()}: {OrderInWords.Contents(Missing.Select(item => new LineAsked(item.Product, item.Quantity)))}";

    /// <exception cref="InvalidOperationException">It was answered before: the rules should have refused it.</exception>
    public void Reply(string answer, string by, DateTime now)
    {
        if (AnsweredAt is not null)
        {
            throw new InvalidOperationException($"Report {Id} was answered by {AnsweredBy}.");
        }

        (Answer, AnsweredBy, AnsweredAt) = (answer, by, now);
    }
}

/// <summary>So many of one product.</summary>
public sealed class MissingItem
{
    public int DeliveryReportId { get; private set; }

    public Product Product { get; init; }

    public int Quantity { get; init; }
}

internal sealed class DeliveryReportMapping : IEntityTypeConfiguration<DeliveryReport>
{
    public void Configure(EntityTypeBuilder<DeliveryReport> builder)
    {
        builder.Property(r => r.Said).HasMaxLength(History.Reason.MaxLength);
        builder.Property(r => r.Answer).HasMaxLength(History.Reason.MaxLength);
        builder.ComplexProperty(r => r.Contact);
        builder.HasOne<Order>().WithMany().HasForeignKey(r => r.OrderId);
        builder.HasMany(r => r.Missing).WithOne().HasForeignKey(item => item.DeliveryReportId);
        builder.HasIndex(r => new { r.OrderId, r.Delivery, r.Problem }, "IX_DeliveryReports_OneOpen").IsUnique().HasFilter("\"AnsweredAt\" IS NULL");
        builder.HasIndex(r => new { r.OrderId, r.Id });
    }
}

internal sealed class MissingItemMapping : IEntityTypeConfiguration<MissingItem>
{
    public void Configure(EntityTypeBuilder<MissingItem> builder)
    {
        builder.HasKey(item => new { item.DeliveryReportId, item.Product });
        builder.ToTable("MissingItems", t => t.HasCheckConstraint("CK_MissingItems_Quantity", "\"Quantity\" > 0"));
    }
}
