using GetHelp.Core.Allocations;

namespace GetHelp.Core.Orders;

/// <summary>Which of its variants a responsible body's ordering page is (spec 02 §9.2).</summary>
public enum BodyOrderingState
{
    /// <summary>None of its open schools may order.</summary>
    NobodyYet,

    /// <summary>Some may, but they order for themselves.</summary>
    NoneCentrallyManaged,

    /// <summary>Those that it orders for may order, and nothing is left.</summary>
    EverythingOrdered,

    CanOrder,

    /// <summary>Each school has its own number, and all that may order do so for specific circumstances.</summary>
    CanOrderForSpecificCircumstances,
}

/// <summary>How a responsible body's schools are grouped (spec 02 §9.3), in the order in which pages list the groups.</summary>
public enum OrderingGroup
{
    SpecificCircumstances,
    CanOrder,
    CannotOrder,
}

/// <summary>So many open schools of a responsible body for which the same one orders, in the same order state.</summary>
public sealed record SchoolsInState(WhoWillOrder Who, OrderState State, int Count);

/// <summary>So many of the schools that a responsible body orders for.</summary>
public sealed record SchoolsInGroup(OrderingGroup Group, int Count);

/// <summary>What decides on the variant, and nothing else.</summary>
public sealed record BodyOrderingFacts
{
    public required IReadOnlyCollection<SchoolsInState> OpenSchools { get; init; }

    public required bool PoolsCaps { get; init; }

    /// <summary>Something is left of the pool, or of a school's own where they share none.</summary>
    public required bool HasAnythingLeft { get; init; }
}

/// <summary>The decisions of spec 02 §9.2 and §9.3.</summary>
public static class BodyOrderingRule
{
    /// <summary>The numbered sentences of the spec, one after the other. Better than the original in one thing: a body without a pool whose schools
    /// have nothing left is told so, where it was shown a page to order on.</summary>
    public static BodyOrderingState Of(BodyOrderingFacts facts)
    {
        var mayOrder = facts.OpenSchools.Where(s => s.Count > 0 && s.State.MayOrder()).ToList();
        var central = mayOrder.FindAll(s => s.Who == WhoWillOrder.ResponsibleBody);
        return mayOrder.Count == 0 ? BodyOrderingState.NobodyYet
            : central.Count == 0 ? BodyOrderingState.NoneCentrallyManaged
            : !facts.HasAnythingLeft ? BodyOrderingState.EverythingOrdered
            : facts.PoolsCaps || central.Exists(s => s.State == OrderState.CanOrder) ? BodyOrderingState.CanOrder
            : BodyOrderingState.CanOrderForSpecificCircumstances;
    }

    /// <summary>Whether whoever may has an order to place.</summary>
    public static bool IsOpen(this BodyOrderingState state) => state is BodyOrderingState.CanOrder or BodyOrderingState.CanOrderForSpecificCircumstances;

    /// <summary>Which group a school belongs to: why it cannot order makes no difference.</summary>
    public static OrderingGroup GroupOf(OrderState state) => state switch
    {
        OrderState.CanOrderForSpecificCircumstances => OrderingGroup.SpecificCircumstances,
        OrderState.CanOrder => OrderingGroup.CanOrder,
        _ => OrderingGroup.CannotOrder,
    };

    /// <summary>How many of the schools that the body orders for are in which group.</summary>
    public static IReadOnlyList<SchoolsInGroup> Groups(IReadOnlyCollection<SchoolsInState> openSchools) =>
    [
        .. Enum.GetValues<OrderingGroup>().Select(group => new SchoolsInGroup(
            group, openSchools.Where(s => s.Who == WhoWillOrder.ResponsibleBody && GroupOf(s.State) == group).Sum(s => s.Count))),
    ];
}
