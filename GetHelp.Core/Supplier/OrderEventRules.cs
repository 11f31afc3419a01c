using GetHelp.Core.Orders;

namespace GetHelp.Core.Supplier;

/// <summary>What an event must hold to be one, whatever the order it is about.</summary>
public static class OrderEventRules
{
    public const int EventIdMaxLength = 100;

    /// <summary>The first and the last year in which anything can come.</summary>
    private const int FirstYear = 2020;
    private const int LastYear = 2099;

    /// <summary>What is missing or wrong; null when nothing is.</summary>
    public static IncompleteEvent? WhyNot(OrderEvent happened) => happened switch
    {
        { EventId: var id } when !IsLine(id, EventIdMaxLength) => new("eventId", $"1 to {EventIdMaxLength} characters on one line"),
        { Type: OrderEventType.Dispatched or OrderEventType.Delayed or OrderEventType.Delivered, Delivery: null } =>
            new("delivery", "which delivery: microsoft, google, apple or routers"),
        { Type: OrderEventType.Rejected or OrderEventType.Delayed or OrderEventType.RequestRefused, Reason: var reason } when !IsLine(reason, Order.ReasonMaxLength) =>
            new("reason", $"why, in 1 to {Order.ReasonMaxLength} characters on one line"),
        { Type: OrderEventType.Delayed, NewDueOn: null } => new("newDueOn", "the date on which it will come instead"),
        { Type: OrderEventType.Delayed, NewDueOn: { Year: < FirstYear or > LastYear } } => new("newDueOn", $"a date between {FirstYear} and {LastYear}"),
        _ => null,
    };

    /// <summary>Something that people can read. (Control characters could be neither shown nor, NUL among them, stored by PostgreSQL.)</summary>
    private static bool IsLine(string? text, int maxLength) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength && !text.Any(char.IsControl);
}

/// <summary>The event lacks something that events of its type need.</summary>
public sealed record IncompleteEvent(string Field, string Wanted) : Refusal
{
    public override string Message => $"{Field}: give {Wanted}.";
}

/// <summary>No order has this number.</summary>
public sealed record UnknownOrder(OrderNumber Number) : Refusal
{
    public override string Message => $"There is no order {Number}.";
}

/// <summary>The order is not where this could happen to it.</summary>
public sealed record ImpossibleChange(string Why) : Refusal
{
    public override string Message => Why;
}

/// <summary>Another event was applied under this id: not a replay, but two things that happened under one name.</summary>
public sealed record EventIdTaken(string EventId) : Refusal
{
    public override string Message => $"Event {EventId} was applied before and said something else. Give each event an id of its own.";
}
