using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders;

/// <summary>Everything a new order is made of.</summary>
public sealed record Placement
{
    public required Guid Key { get; init; }

    public OrderSource Source { get; init; }

    /// <summary>Null on a local authority's social care account.</summary>
    public School? School { get; init; }

    /// <summary>The school's, or the local authority itself.</summary>
    public required int ResponsibleBodyId { get; init; }

    /// <summary>Where its Chromebooks are enrolled; null when there are none in it.</summary>
    public ChromebookBinding? Chromebooks { get; init; }

    public int? PlacedByUserId { get; init; }

    public required string PlacedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PlacedAt { get; init; }

    public required IReadOnlyList<LineAsked> Lines { get; init; }

    public required DeliveryDetails DeliverTo { get; init; }

    /// <summary>The school at whose door it arrives; null where that is the one it is for, or a responsible body's own.</summary>
    public int? DeliverToSchoolId { get; init; }
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
