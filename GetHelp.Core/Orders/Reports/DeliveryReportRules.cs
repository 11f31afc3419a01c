using GetHelp.Core.History;

namespace GetHelp.Core.Orders.Reports;

/// <summary>What somebody tells of a delivery.</summary>
public sealed record ReportDelivery
{
    public required OrderNumber Number { get; init; }

    public required DeliveryKind Delivery { get; init; }

    public required DeliveryProblem Problem { get; init; }

    public string? Said { get; init; }

    public required Contact Contact { get; init; }

    /// <summary>How many of which product, where items are missing.</summary>
    public IReadOnlyList<LineAsked> Missing { get; init; } = [];

    internal IReadOnlyList<LineAsked> MissingLines() => Problem == DeliveryProblem.MissingItems ? [.. Missing.Where(line => line.Quantity != 0)] : [];
}

/// <summary>What can be reported of a delivery (seed: what to do if your delivery is delayed or missing items).</summary>
public static class DeliveryReportRules
{
    /// <summary>What can be reported of a delivery now: missing items once it has come, that it is late once its day has passed; null when nothing can.</summary>
    /// <param name="today">In London.</param>
    public static DeliveryProblem? Reportable(OrderStatus status, DateOnly dueOn, DateTime? deliveredAt, DateOnly today) =>
        deliveredAt is not null ? DeliveryProblem.MissingItems
        : !status.IsCalledOff() && dueOn < today ? DeliveryProblem.Late
        : null;

    /// <summary>Every reason why this cannot be reported, in the order in which a person would mend them; none means yes.</summary>
    /// <param name="isOpen">The same was reported before and not answered yet.</param>
    public static IReadOnlyList<Refusal> WhyNot(Order order, ReportDelivery told, bool isOpen, DateOnly today)
    {
        if (order.Deliveries.Find(d => d.Kind == told.Delivery) is not { } delivery)
        {
            return [new NotFound()];
        }

        if (Reportable(order.Status, delivery.DueOn, delivery.DeliveredAt, today) != told.Problem)
        {
            return [told.Problem == DeliveryProblem.Late ? new NotLate(delivery.Kind, delivery.DueOn, delivery.DeliveredAt is not null) : new NotDelivered(delivery.Kind)];
        }

        return isOpen ? [new AlreadyReported(told.Delivery)] : [.. WhyNotMissing(order, told), .. WhyNotSay(told), .. told.Contact.WhyNot()];
    }

    private static IEnumerable<Refusal> WhyNotMissing(Order order, ReportDelivery told)
    {
        if (told.Problem == DeliveryProblem.MissingItems)
        {
            var ordered = order.LinesOf(told.Delivery).ToDictionary(line => line.Product, line => line.Quantity);
            return told.MissingLines() is { Count: > 0 } lines
                ? lines.Where(line => line.Quantity < 0 || line.Quantity > ordered.GetValueOrDefault(line.Product))
                    .Select(line => new MoreMissingThanOrdered(line.Product, ordered.GetValueOrDefault(line.Product)))
                : [new NothingMissing()];
        }

        return [];
    }

    private static IEnumerable<Refusal> WhyNotSay(ReportDelivery told) => (told.Problem, Reason.OneLine(told.Said).Length) switch
    {
        (DeliveryProblem.MissingItems, 0) => [new MissingNotSaid()],
        (_, > Reason.MaxLength and var length) => [new Requests.TooMuchSaid(length)],
        _ => [],
    };
}

/// <summary>Its day has not passed, or it has come.</summary>
public sealed record NotLate(DeliveryKind Delivery, DateOnly DueOn, bool HasCome) : Refusal
{
    public override string Message => HasCome
        ? $"{Delivery.Name()} have been delivered. If something is missing, report that instead."
        : $"{Delivery.Name()} are due by {DueOn:d MMMM yyyy}. You can report them as late after that day.";
}

/// <summary>Nothing can be missing from what has not come.</summary>
public sealed record NotDelivered(DeliveryKind Delivery) : Refusal
{
    public override string Message => $"{Delivery.Name()} have not been delivered yet. You can report missing items once they have.";
}

/// <summary>Support has not answered the last one.</summary>
public sealed record AlreadyReported(DeliveryKind Delivery) : Refusal
{
    public override string Message => $"Somebody has already reported this delivery of {Delivery.InASentence()}. Wait for our answer, which is shown on the order's page.";
}

/// <summary>Missing items without an item.</summary>
public sealed record NothingMissing : Refusal
{
    public override string Message => "Enter how many are missing, or not complete, of at least one device.";
}

/// <summary>Not a whole number from nought to what was ordered.</summary>
public sealed record MoreMissingThanOrdered(Product Product, int Ordered) : Refusal
{
    public override string Message => $"{Product.Name()}: enter a whole number of at most {Ordered:N0}, which is what you ordered.";
}

/// <summary>A number alone does not say what is missing.</summary>
public sealed record MissingNotSaid : Refusal
{
    public override string Message => "Say what is missing, such as the devices themselves or their chargers.";
}

/// <summary>Somebody else was quicker.</summary>
public sealed record AlreadyAnswered(string By, string Answer) : Refusal
{
    public override string Message => $"{By} has already answered this: {Answer}";
}

/// <summary>Support answers with nothing.</summary>
public sealed record NoAnswer : Refusal
{
    public override string Message => "Enter your answer. We email it to the person who told us.";
}
