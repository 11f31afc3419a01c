using GetHelp.Core.Allocations;
using GetHelp.Core.History;

namespace GetHelp.Core.Orders.Requests;

/// <summary>What somebody asks of an order that is placed.</summary>
public sealed record AskChange
{
    public required OrderNumber Number { get; init; }

    public required OrderRequestKind Kind { get; init; }

    /// <summary>What is wrong and what they want instead.</summary>
    public required string Why { get; init; }

    public required Contact Contact { get; init; }

    /// <summary>With a correction, all that the order is to hold; a product that is not named is not wanted.</summary>
    public IReadOnlyList<LineAsked> Lines { get; init; } = [];

    internal IReadOnlyList<LineAsked> NewLines() => Kind == OrderRequestKind.Correct ? [.. Lines.Where(line => line.Quantity != 0)] : [];
}

/// <summary>What the decision whether an order can be corrected depends on, beside the order itself.</summary>
public sealed record CorrectionFacts
{
    /// <summary>How many of each category the order can hold: what it holds now, and what else is left.</summary>
    public required IReadOnlyDictionary<DeviceCategory, int> Most { get; init; }

    /// <summary>The stock of each product; one that is not named is available.</summary>
    public required IReadOnlyDictionary<Product, StockState> Stock { get; init; }
}

/// <summary>Whether an order can be stopped or corrected (seed: stopping an order or correcting a mistake).</summary>
public static class OrderRequestRules
{
    /// <summary>Why the order can no longer be stopped or corrected; null when it can.</summary>
    public static Refusal? WhyNot(Order order) =>
        order.CanBeChanged ? null
        : order.Status.IsCalledOff() ? new OrderIsCalledOff(order.Number, order.Status)
        : order.Source == OrderSource.Supplier ? new OrderedPastPortal(order.Number)
        : new AlreadyDispatched(order.Number);

    /// <summary>Every reason why this cannot be asked, in the order in which a person would mend them; none means yes.</summary>
    public static IReadOnlyList<Refusal> WhyNotAsk(Order order, AskChange asked, CorrectionFacts facts) =>
        WhyNot(order) is { } late ? [late]
        : order.OpenRequest is { } open ? [new AlreadyAsked(open)]
        : [.. WhyNotCorrect(order, asked, facts), .. WhyNotSay(asked.Why), .. asked.Contact.WhyNot()];

    /// <summary>Every reason why an order cannot hold these quantities instead of those that it holds.</summary>
    public static IReadOnlyList<Refusal> WhyNotCorrect(Order order, IReadOnlyList<LineAsked> lines, CorrectionFacts facts)
    {
        if (lines.Where(line => line.Quantity is < 0 or > OrderRules.MostOfOneProduct || !Products.All.Contains(line.Product)).ToList() is { Count: > 0 } wrong)
        {
            return [.. wrong.Select(line => new NotAQuantity(line.Product))];
        }

        return lines.Count == 0 ? [new NothingLeftOfOrder()]
            : lines.ToHashSet().SetEquals(order.LinesAsked()) ? [new NothingToCorrect()]
            : lines.Any(line => line.Product == Product.Chromebook) && order.GoogleDomain is null ? [new ChromebooksWithoutDomain()]
            :
            [
                .. lines.Where(line => IsMore(order, line) && facts.Stock.GetValueOrDefault(line.Product) == StockState.OutOfStock)
                    .Select(line => new OutOfStock(line.Product)),
                .. lines.GroupBy(line => line.Product.Category())
                    .Select(group => new MoreThanOrderCanHold(group.Key, group.Sum(line => line.Quantity), facts.Most.GetValueOrDefault(group.Key)))
                    .Where(refusal => refusal.Asked > refusal.Most),
            ];
    }

    private static IReadOnlyList<Refusal> WhyNotCorrect(Order order, AskChange asked, CorrectionFacts facts) =>
        asked.Kind == OrderRequestKind.Correct ? WhyNotCorrect(order, asked.NewLines(), facts) : [];

    private static IEnumerable<Refusal> WhyNotSay(string? why) => Reason.OneLine(why).Length switch
    {
        0 => [new NothingSaid()],
        > Reason.MaxLength and var length => [new TooMuchSaid(length)],
        _ => [],
    };

    /// <summary>Only what the order has less of has to be in stock.</summary>
    private static bool IsMore(Order order, LineAsked line) => line.Quantity > order.Lines.Where(l => l.Product == line.Product).Sum(l => l.Quantity);
}

/// <summary>Something has left the warehouse.</summary>
public sealed record AlreadyDispatched(OrderNumber Number) : Refusal
{
    public override string Message => $"Some of order {Number} has been dispatched, so it can no longer be stopped or corrected.";
}

/// <summary>The order was rejected, or stopped before.</summary>
public sealed record OrderIsCalledOff(OrderNumber Number, OrderStatus Status) : Refusal
{
    public override string Message => $"Order {Number} was {(Status == OrderStatus.Stopped ? "stopped" : "rejected by the supplier")} already. Nothing of it will be delivered.";
}

/// <summary>The portal does not count such an order as its own.</summary>
public sealed record OrderedPastPortal(OrderNumber Number) : Refusal
{
    public override string Message => $"Order {Number} was placed with the supplier and not here. Ask the supplier to stop or correct it.";
}

/// <summary>An order is bound to a Google domain when it is placed, by the Chromebooks that are in it then.</summary>
public sealed record ChromebooksWithoutDomain : Refusal
{
    public override string Message => "Chromebooks cannot be added to this order, because it has no Google domain. Order them separately.";
}

/// <summary>One request at a time.</summary>
public sealed record AlreadyAsked(OrderRequestKind Kind) : Refusal
{
    public override string Message => $"Somebody has already asked for this order to be {Kind.Done()}. Wait for the answer, which is shown on the order's page.";
}

/// <summary>Nobody could decide on this.</summary>
public sealed record NothingSaid : Refusal
{
    public override string Message => "Say what is wrong, and what you want instead.";
}

/// <summary>Longer than <see cref="Reason.MaxLength"/>.</summary>
public sealed record TooMuchSaid(int Length) : Refusal
{
    public override string Message => $"Use at most {Reason.MaxLength} characters. You have used {Length:N0}.";
}

/// <summary>A correction to nothing at all.</summary>
public sealed record NothingLeftOfOrder : Refusal
{
    public override string Message => "Enter at least one device. If you want none of them, choose to stop the order.";
}

/// <summary>A correction to what the order holds anyway.</summary>
public sealed record NothingToCorrect : Refusal
{
    public override string Message => "These are the numbers that you ordered. Change at least one of them.";
}

/// <summary>More of a category than the order holds and is left beside it.</summary>
public sealed record MoreThanOrderCanHold(DeviceCategory Category, int Asked, int Most) : Refusal
{
    public override string Message => Most == 0
        ? $"You asked for {Category.Count(Asked)}, and there are none left to order."
        : $"You asked for {Category.Count(Asked)}. With what is left to order, this order can hold {Category.Count(Most)}.";
}

/// <summary>Somebody else was quicker, or the order went on.</summary>
public sealed record AlreadyDecided(OrderRequestState State, string By, string? Answer) : Refusal
{
    public override string Message => State switch
    {
        OrderRequestState.Agreed => $"{By} has already agreed to this.",
        OrderRequestState.Refused => $"{By} has already refused this: {Answer}",
        _ => $"This can no longer be done: {Answer}",
    };
}
