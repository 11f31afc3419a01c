using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Orders;

/// <summary>Where an order is. Not to be taken for a school's <see cref="OrderState"/>, which says whether it may order.</summary>
public enum OrderStatus
{
    /// <summary>Placed and on its way to the supplier.</summary>
    Placed,

    /// <summary>The supplier took it on.</summary>
    Accepted,

    /// <summary>The supplier refused it, with a reason; its devices are given back.</summary>
    Rejected,

    /// <summary>A delivery that has not come yet has a new, later date.</summary>
    Delayed,

    /// <summary>At least one delivery has left, none is delayed, not all have come.</summary>
    Dispatched,

    /// <summary>Every delivery has come.</summary>
    Delivered,
}

/// <summary>An order of one school. Changed only through its verbs, which throw when the order is not in a state for them.</summary>
public sealed class Order : IVersioned
{
    /// <summary>The most characters a reason for a rejection or a delay may have.</summary>
    public const int ReasonMaxLength = 500;

    private Order()
    {
    }

    public int Id { get; private set; }

    public OrderNumber Number => new(Id);

    /// <summary>Made by the page when it opens: the same key is the same order, however often it is pressed.</summary>
    public Guid Key { get; private set; }

    public int SchoolId { get; private set; }

    public School? School { get; private set; }

    /// <summary>The school's responsible body when the order was placed.</summary>
    public int ResponsibleBodyId { get; private set; }

    public ResponsibleBody? ResponsibleBody { get; private set; }

    public int? PlacedByUserId { get; private set; }

    public string PlacedBy { get; private set; } = "";

    public DateTime PlacedAt { get; private set; }

    public OrderStatus Status { get; private set; }

    public string? RejectionReason { get; private set; }

    /// <summary>The next date on which something is due; null once nothing is.</summary>
    public DateOnly? DueOn { get; private set; }

    public DeliveryDetails DeliverTo { get; private set; } = new() { Name = "", ContactName = "", ContactEmail = "" };

    public List<OrderLine> Lines { get; private set; } = [];

    public List<Delivery> Deliveries { get; private set; } = [];

    public int Version { get; private set; }

    /// <summary>A new order; its deliveries follow from its lines, each due within five working days (seed: the ordering guide).</summary>
    public static Order Place(Placement placement)
    {
        var due = WorkingDays.After(LondonTime.DateOf(placement.PlacedAt), WorkingDays.ToDeliver);
        var order = new Order
        {
            Key = placement.Key,
            SchoolId = placement.School.Id,
            ResponsibleBodyId = placement.School.ResponsibleBodyId,
            PlacedByUserId = placement.PlacedByUserId,
            PlacedBy = placement.PlacedBy,
            PlacedAt = placement.PlacedAt,
            DeliverTo = placement.DeliverTo,
            Lines = placement.Lines.Select(line => new OrderLine { Product = line.Product, Quantity = line.Quantity }).ToList(),
            Deliveries = placement.Lines.Select(line => line.Product.DeliveryKind()).Distinct().Order()
                .Select(kind => new Delivery(kind, due)).ToList(),
        };
        order.Follow();
        return order;
    }

    /// <summary>How many devices of a category the order holds.</summary>
    public int Quantity(DeviceCategory category) => Lines.Where(line => line.Product.Category() == category).Sum(line => line.Quantity);

    public void Accept() => Change(Status is OrderStatus.Placed, "accepted", () => Status = OrderStatus.Accepted);

    public void Reject(string reason) => Change(Status is OrderStatus.Placed, "rejected", () =>
    {
        Status = OrderStatus.Rejected;
        RejectionReason = reason;
    });

    public void Dispatch(DeliveryKind kind, DateTime now) =>
        Change(CanMove(kind, d => d.DispatchedAt is null), $"dispatched ({kind})", () => this[kind]!.Dispatch(now));

    public void Delay(DeliveryKind kind, DateOnly newDueOn, string reason) =>
        Change(CanMove(kind, d => newDueOn > d.DueOn), $"delayed ({kind}) to {newDueOn:d MMMM yyyy}", () => this[kind]!.Delay(newDueOn, reason));

    public void Deliver(DeliveryKind kind, DateTime now) =>
        Change(CanMove(kind, d => d.DispatchedAt is not null), $"delivered ({kind})", () => this[kind]!.Deliver(now));

    private Delivery? this[DeliveryKind kind] => Deliveries.Find(d => d.Kind == kind);

    private bool CanMove(DeliveryKind kind, Predicate<Delivery> when) =>
        Status is not (OrderStatus.Placed or OrderStatus.Rejected) && this[kind] is { DeliveredAt: null } delivery && when(delivery);

    private void Change(bool allowed, string what, Action change)
    {
        if (!allowed)
        {
            throw new ImpossibleChangeException($"{Number} is {Status.ToString().ToLowerInvariant()} and cannot be {what}.");
        }

        change();
        Follow();
    }

    /// <summary>Status and due date are functions of the deliveries, once the supplier has said yes.</summary>
    private void Follow()
    {
        var coming = Deliveries.Where(d => d.DeliveredAt is null).ToList();
        DueOn = Status == OrderStatus.Rejected || coming.Count == 0 ? null : coming.Min(d => d.DueOn);
        if (Status is not (OrderStatus.Placed or OrderStatus.Rejected))
        {
            Status = coming.Count == 0 ? OrderStatus.Delivered
                : coming.Exists(d => d.DelayReason is not null) ? OrderStatus.Delayed
                : Deliveries.Exists(d => d.DispatchedAt is not null) ? OrderStatus.Dispatched
                : OrderStatus.Accepted;
        }
    }
}

/// <summary>Somebody asked an order to do what it cannot do from where it is.</summary>
public sealed class ImpossibleChangeException(string message) : InvalidOperationException(message);

/// <summary>Everything a new order is made of.</summary>
public sealed record Placement
{
    public required Guid Key { get; init; }

    public required School School { get; init; }

    public int? PlacedByUserId { get; init; }

    public required string PlacedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PlacedAt { get; init; }

    public required IReadOnlyList<LineAsked> Lines { get; init; }

    public required DeliveryDetails DeliverTo { get; init; }
}

/// <summary>Where an order goes and who is there: kept as it was when the order was placed.</summary>
public sealed record DeliveryDetails
{
    /// <summary>The organisation at the door.</summary>
    public required string Name { get; init; }

    public Address Address { get; init; } = new();

    public required string ContactName { get; init; }

    public required string ContactEmail { get; init; }

    public string? ContactTelephone { get; init; }
}

/// <summary>So many of one product.</summary>
public sealed class OrderLine
{
    public int OrderId { get; private set; }

    public Product Product { get; init; }

    public int Quantity { get; init; }
}

/// <summary>What of an order comes together: its Microsoft devices, its Google devices, its Apple devices, its routers.</summary>
public sealed class Delivery
{
    private Delivery()
    {
    }

    internal Delivery(DeliveryKind kind, DateOnly dueOn) => (Kind, DueOn) = (kind, dueOn);

    public int OrderId { get; private set; }

    public DeliveryKind Kind { get; private set; }

    public DateOnly DueOn { get; private set; }

    /// <summary>Why it comes later than first said; null when it does not.</summary>
    public string? DelayReason { get; private set; }

    public DateTime? DispatchedAt { get; private set; }

    public DateTime? DeliveredAt { get; private set; }

    internal void Dispatch(DateTime now) => DispatchedAt = now;

    internal void Delay(DateOnly dueOn, string reason) => (DueOn, DelayReason) = (dueOn, reason);

    internal void Deliver(DateTime now) => DeliveredAt = now;
}

internal sealed class OrderMapping : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.Ignore(o => o.Number);
        builder.HasIndex(o => o.Key).IsUnique();
        builder.HasIndex(o => o.SchoolId);
        builder.HasIndex(o => new { o.ResponsibleBodyId, o.Id });
        builder.HasIndex(o => new { o.Status, o.Id });
        builder.HasIndex(o => o.DueOn);
        builder.Property(o => o.RejectionReason).HasMaxLength(Order.ReasonMaxLength);
        builder.HasOne(o => o.School).WithMany().HasForeignKey(o => o.SchoolId).OnDelete(DeleteBehavior.Restrict);
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
        builder.Property(d => d.DelayReason).HasMaxLength(Order.ReasonMaxLength);
    }
}
