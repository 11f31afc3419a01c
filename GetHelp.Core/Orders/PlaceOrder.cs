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

    /// <summary>Another open school of the same responsible body to which it goes; null for the one on which it counts.</summary>
    internal int? DeliverToSchoolId { get; init; }
}

/// <summary>An order from what a responsible body's centrally managed schools share, for as many of them as it likes, to one door.</summary>
public sealed record PlacePoolOrder
{
    /// <inheritdoc cref="PlaceOrder.Key"/>
    public required Guid Key { get; init; }

    public required int ResponsibleBodyId { get; init; }

    /// <summary>No Chromebooks: each order of those is for one Google domain, and so for the schools on it (<see cref="PlaceChromebookOrders"/>).</summary>
    public required IReadOnlyList<LineAsked> Lines { get; init; }

    /// <summary>Which of the body's open schools it goes to; null for the body's own address.</summary>
    public Urn? DeliverTo { get; init; }
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

/// <summary>The schools of the body share nothing that could be ordered from together.</summary>
public sealed record NoPool(string ResponsibleBody) : Refusal
{
    public override string Message => $"Each school of {ResponsibleBody} has its own number: order for each school.";
}

/// <summary>Chromebooks in an order for schools that may be on several domains.</summary>
public sealed record ChromebooksGoByDomain : Refusal
{
    public override string Message => "Chromebooks are ordered by school, so that each is enrolled on the right Google domain. Order them on their own page.";
}
