using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Supplier;

/// <summary>An order as the supplier is told of it.</summary>
public sealed record SupplierOrder
{
    /// <summary>The kind of outbox message that carries one.</summary>
    public const string Kind = "supplier.order";

    /// <summary>As people read it out: GHT-000123.</summary>
    public required string OrderNumber { get; init; }

    /// <summary>The school's; null on a local authority's social care account.</summary>
    public int? Urn { get; init; }

    /// <summary>The supplier's own number of the school; null when it has given none yet, and on a social care account.</summary>
    public string? ShipTo { get; init; }

    public Account Account { get; init; }

    /// <summary>Where its Chromebooks are enrolled; null when there are none in it.</summary>
    public string? GoogleDomain { get; init; }

    public string? RecoveryAddress { get; init; }

    public required DateTime PlacedAt { get; init; }

    public required IReadOnlyList<SupplierOrderLine> Lines { get; init; }

    /// <summary>How the supplier is to send it: one delivery for each.</summary>
    public required IReadOnlyList<DeliveryKind> Deliveries { get; init; }

    public required DateOnly DueOn { get; init; }

    public required DeliveryDetails DeliverTo { get; init; }

    public static SupplierOrder From(Order order, School? school) => new()
    {
        OrderNumber = order.Number.ToString(),
        Urn = school?.Urn.Value,
        ShipTo = school?.ShipTo,
        Account = order.Account,
        GoogleDomain = order.GoogleDomain,
        RecoveryAddress = order.RecoveryAddress,
        PlacedAt = order.PlacedAt,
        Lines = order.Lines.Select(line => new SupplierOrderLine(line.Product, line.Quantity)).ToList(),
        Deliveries = order.Deliveries.Select(d => d.Kind).ToList(),
        DueOn = order.Deliveries.Min(d => d.DueOn),
        DeliverTo = order.DeliverTo,
    };
}

/// <summary>So many of one product.</summary>
public sealed record SupplierOrderLine(Product Product, int Quantity);
