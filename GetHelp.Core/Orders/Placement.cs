using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders;

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
