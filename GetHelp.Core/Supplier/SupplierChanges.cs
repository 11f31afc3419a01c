using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;

namespace GetHelp.Core.Supplier;

/// <summary>The supplier is told that somebody asks to stop or correct an order that it has. It may decide, by an order event, before support does.</summary>
public sealed record SupplierRequest
{
    /// <summary>The kind of outbox message that carries one.</summary>
    public const string Kind = "supplier.request";

    public required string OrderNumber { get; init; }

    public required OrderRequestKind Asked { get; init; }

    /// <summary>What is wrong and what they want instead, in their own words.</summary>
    public required string Why { get; init; }

    /// <summary>All that the order is to hold instead; none where it is to be stopped.</summary>
    public required IReadOnlyList<SupplierOrderLine> Lines { get; init; }

    public required Contact Contact { get; init; }

    internal static SupplierRequest Of(Order order, OrderRequest request) => new()
    {
        OrderNumber = order.Number.ToString(),
        Asked = request.Kind,
        Why = request.Why,
        Lines = [.. request.NewLines().Select(line => new SupplierOrderLine(line.Product, line.Quantity))],
        Contact = request.Contact,
    };
}

/// <summary>The supplier is told that an order is stopped: nothing of it is to be sent.</summary>
public sealed record SupplierStop
{
    /// <inheritdoc cref="SupplierRequest.Kind"/>
    public const string Kind = "supplier.stop";

    public required string OrderNumber { get; init; }

    internal static SupplierStop Of(Order order) => new() { OrderNumber = order.Number.ToString() };
}

/// <summary>The supplier is told all that an order holds now, instead of what it held before.</summary>
public sealed record SupplierCorrection
{
    /// <inheritdoc cref="SupplierRequest.Kind"/>
    public const string Kind = "supplier.correction";

    public required string OrderNumber { get; init; }

    public required IReadOnlyList<SupplierOrderLine> Lines { get; init; }

    public required IReadOnlyList<DeliveryKind> Deliveries { get; init; }

    public required DateOnly DueOn { get; init; }

    internal static SupplierCorrection Of(Order order) => new()
    {
        OrderNumber = order.Number.ToString(),
        Lines = [.. order.LinesAsked().Select(line => new SupplierOrderLine(line.Product, line.Quantity))],
        Deliveries = [.. order.Deliveries.Select(d => d.Kind)],
        DueOn = order.Deliveries.Min(d => d.DueOn),
    };
}
