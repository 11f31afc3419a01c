namespace GetHelp.Core.Orders;

/// <summary>So many of one product.</summary>
public sealed class OrderLine
{
    public int OrderId { get; private set; }

    public Product Product { get; init; }

    public int Quantity { get; internal set; }
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

    /// <summary>The due date of which the contact was told the evening before; another date than <see cref="DueOn"/> once it is delayed.</summary>
    public DateOnly? AnnouncedFor { get; private set; }

    public DateTime? DispatchedAt { get; private set; }

    public DateTime? DeliveredAt { get; private set; }

    internal void Dispatch(DateTime now) => DispatchedAt = now;

    internal void Delay(DateOnly dueOn, string reason) => (DueOn, DelayReason) = (dueOn, reason);

    internal void Announce() => AnnouncedFor = DueOn;

    internal void Deliver(DateTime now) => DeliveredAt = now;
}
