using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders;

/// <summary>Whose door an order goes to.</summary>
public enum DeliveryPlace
{
    School,
    ResponsibleBody,
}

/// <summary>What somebody asks for when they press the button.</summary>
public sealed record PlaceOrder
{
    /// <summary>Made when the page opened. The same key is the same order: pressing again returns it.</summary>
    public required Guid Key { get; init; }

    /// <summary>The school on whose numbers, or on whose pool, it counts.</summary>
    public required Urn Urn { get; init; }

    public required IReadOnlyList<LineAsked> Lines { get; init; }

    /// <summary>For an order with Chromebooks; null takes what the school said before.</summary>
    public ChromebookBinding? Chromebooks { get; init; }

    public DeliveryPlace DeliverTo { get; init; }
}

/// <summary>An order on a local authority's social care account. It goes to the authority.</summary>
public sealed record PlaceSocialCareOrder
{
    /// <inheritdoc cref="PlaceOrder.Key"/>
    public required Guid Key { get; init; }

    public required int ResponsibleBodyId { get; init; }

    public required IReadOnlyList<LineAsked> Lines { get; init; }

    /// <summary>For an order with Chromebooks: the domain of the child's school, or the authority's own.</summary>
    public ChromebookBinding? Chromebooks { get; init; }
}

/// <summary>Chromebooks for several centrally managed schools, which may be on several domains.</summary>
public sealed record PlaceChromebookOrders
{
    /// <summary>Made when the page opened; each order's own key follows from it.</summary>
    public required Guid Key { get; init; }

    public required int ResponsibleBodyId { get; init; }

    /// <summary>How many each school needs; a school that needs none may be left out.</summary>
    public required IReadOnlyList<ChromebooksNeeded> Needs { get; init; }

    public DeliveryPlace DeliverTo { get; init; }
}

/// <summary>How many Chromebooks a school needs.</summary>
public readonly record struct ChromebooksNeeded(Urn Urn, int Quantity);

/// <summary>The orders that one press placed.</summary>
public sealed record OrdersPlaced(IReadOnlyList<OrderNumber> Numbers);

/// <summary>The page had placed an order already, and now asks for something else with the same key.</summary>
public sealed record AlreadyPlaced(OrderNumber Number) : Refusal
{
    public override string Message => $"You have already placed this order: it is {Number}. To order more, start a new order.";
}

/// <summary>Nobody knows where to send it.</summary>
public sealed record NoDeliveryAddress(string Organisation) : Refusal
{
    public override string Message => $"We do not have an address for {Organisation}. Ask support to add it.";
}
