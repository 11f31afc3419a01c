using GetHelp.Core.Allocations;

namespace GetHelp.Core.Orders;

/// <summary>Which of its variants a school's ordering page is (spec 02 §9.1).</summary>
public enum SchoolOrderingState
{
    CanOrder,

    CanOrderForSpecificCircumstances,

    /// <summary>Can order, once somebody has said whether the school needs Chromebooks.</summary>
    AsksForChromebooks,

    /// <summary>May order, but the supplier has still to make this person's account.</summary>
    AccountNotReady,

    /// <summary>The school can order, and not through this person.</summary>
    OthersOrder,

    /// <summary>Seen from the school: its responsible body orders for it.</summary>
    OrderedCentrally,

    /// <summary>Seen from the responsible body: the school orders for itself.</summary>
    OrderedBySchool,

    NothingSetAside,

    EverythingOrdered,

    CannotOrderAsReopened,

    CannotOrderYet,
}

/// <summary>What decides on the variant, and nothing else.</summary>
public sealed record SchoolOrderingFacts
{
    public required OrderState OrderState { get; init; }

    public WhoWillOrder WhoWillOrder { get; init; }

    /// <summary>Something can be ordered of its own or of its pool, if its order state lets it.</summary>
    public bool HasAnythingLeft { get; init; }

    public bool HasAnythingSetAside { get; init; }

    /// <summary>Somebody said whether it needs Chromebooks, even that they do not know; or nothing is left for which it matters.</summary>
    public bool ChromebooksAreAnswered { get; init; }

    public bool ViewerIsOfSchool { get; init; }

    public bool ViewerIsOfBody { get; init; }

    /// <summary>Nominated to order for it.</summary>
    public bool ViewerOrders { get; init; }

    public bool ViewerHasAccount { get; init; }

    /// <summary>An order could be placed now, by whoever may.</summary>
    public bool CanOrderNow => OrderState.MayOrder() && HasAnythingLeft;
}

/// <summary>The decision of spec 02 §9.1.</summary>
public static class SchoolOrderingRule
{
    /// <summary>With more laptops and tablets left than this an order is large: it may come in parts.</summary>
    public const int LargeAbove = 149;

    /// <summary>An arm for each sentence: first whose order it is, then whether there is one to place, then why not.</summary>
    public static SchoolOrderingState Of(SchoolOrderingFacts facts) => facts switch
    {
        { WhoWillOrder: WhoWillOrder.ResponsibleBody, ViewerIsOfBody: false } => SchoolOrderingState.OrderedCentrally,
        { WhoWillOrder: WhoWillOrder.School, ViewerIsOfBody: true, ViewerIsOfSchool: false } => SchoolOrderingState.OrderedBySchool,
        { CanOrderNow: true, ViewerOrders: false } => SchoolOrderingState.OthersOrder,
        { CanOrderNow: true, ViewerHasAccount: false } => SchoolOrderingState.AccountNotReady,
        { CanOrderNow: true, WhoWillOrder: WhoWillOrder.School, ChromebooksAreAnswered: false } => SchoolOrderingState.AsksForChromebooks,
        { CanOrderNow: true, OrderState: OrderState.CanOrderForSpecificCircumstances } => SchoolOrderingState.CanOrderForSpecificCircumstances,
        { CanOrderNow: true } => SchoolOrderingState.CanOrder,
        { HasAnythingSetAside: false } => SchoolOrderingState.NothingSetAside,
        { OrderState: OrderState.CannotOrderAsReopened } => SchoolOrderingState.CannotOrderAsReopened,
        { OrderState: OrderState.CannotOrder } => SchoolOrderingState.CannotOrderYet,
        _ => SchoolOrderingState.EverythingOrdered,
    };

    /// <summary>Whether this person has an order form to fill in.</summary>
    public static bool IsOpen(this SchoolOrderingState state) => state is SchoolOrderingState.CanOrder or SchoolOrderingState.CanOrderForSpecificCircumstances;
}
