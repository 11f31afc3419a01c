using GetHelp.Core.Allocations;

namespace GetHelp.Core.Orders;

/// <summary>So many of one product, as somebody asks for it.</summary>
public readonly record struct LineAsked(Product Product, int Quantity);

/// <summary>What the decision whether an order may be placed depends on, and nothing else.</summary>
public sealed record OrderingFacts
{
    /// <summary>Who it is that may order or may not: the school, or the local authority on its social care account.</summary>
    public required string For { get; init; }

    public Account Account { get; init; }

    public required OrderState OrderState { get; init; }

    /// <summary>How many devices of each category can still be ordered; a category without an allocation has none.</summary>
    public required IReadOnlyDictionary<DeviceCategory, int> Left { get; init; }

    /// <summary>The stock of each product; one that is not named is available.</summary>
    public required IReadOnlyDictionary<Product, StockState> Stock { get; init; }

    /// <summary>Whether what is left is so much that it may come in parts.</summary>
    public bool IsLarge => Left.GetValueOrDefault(DeviceCategory.LaptopsAndTablets) > SchoolOrderingRule.LargeAbove;
}

/// <summary>Whether an order may be placed (spec 02 §2, §9; seed: the ordering guide).</summary>
public static class OrderRules
{
    /// <summary>The most of one product in one order, in devices: no school of England is set aside as many.</summary>
    public const int MostOfOneProduct = 10_000;

    /// <summary>Every reason why an order cannot be placed, its domain and its address included; none means yes.</summary>
    public static IReadOnlyList<Refusal> WhyNot(Placement placement, OrderingFacts facts) =>
    [
        .. WhyNot(placement.Lines, facts),
        .. ChromebookRules.WhyNot(placement.Lines, placement.Chromebooks),
        .. placement.DeliverTo.Address.IsKnown ? [] : (Refusal[])[new NoDeliveryAddress(placement.DeliverTo.Name)],
    ];

    /// <summary>Every reason why not, in the order in which a person would mend them; none means yes.</summary>
    public static IReadOnlyList<Refusal> WhyNot(IReadOnlyList<LineAsked> lines, OrderingFacts facts)
    {
        if (!facts.OrderState.MayOrder())
        {
            return [new CannotOrder(facts.For, facts.Account, facts.OrderState)];
        }

        if (lines.Count == 0 || lines.All(line => line.Quantity == 0))
        {
            return [new NothingAsked()];
        }

        var wrong = lines.Where(line => line.Quantity is < 0 or > MostOfOneProduct || !Products.All.Contains(line.Product)).ToList();
        if (wrong.Count > 0)
        {
            return [.. wrong.Select(line => new NotAQuantity(line.Product))];
        }

        return
        [
            .. lines.Where(line => line.Quantity > 0 && facts.Stock.GetValueOrDefault(line.Product) == StockState.OutOfStock)
                .Select(line => new OutOfStock(line.Product)),
            .. lines.GroupBy(line => line.Product.Category())
                .Select(group => new MoreThanIsLeft(group.Key, group.Sum(line => line.Quantity), facts.Left.GetValueOrDefault(group.Key)))
                .Where(refusal => refusal.Asked > refusal.Left),
        ];
    }
}

/// <summary>The school, or the social care account, is not in a state in which it may order. Named, because who reads this may order for many.</summary>
public sealed record CannotOrder(string For, Account Account, OrderState State) : Refusal
{
    public override string Message => this switch
    {
        { Account: Account.SocialCare } => $"{For} cannot order for social care at the moment.",
        { State: OrderState.CannotOrderAsReopened } => $"{For} has reopened, so it cannot order at the moment.",
        _ => $"{For} cannot order at the moment.",
    };
}

/// <summary>An order of nothing.</summary>
public sealed record NothingAsked : Refusal
{
    public override string Message => "Enter how many you need of at least one device.";
}

/// <summary>Not a whole number from nought to <see cref="OrderRules.MostOfOneProduct"/>.</summary>
public sealed record NotAQuantity(Product Product) : Refusal
{
    public override string Message => $"{Product.Name()}: enter a whole number, such as 12, of at most {OrderRules.MostOfOneProduct:N0}.";
}

/// <summary>The supplier has none.</summary>
public sealed record OutOfStock(Product Product) : Refusal
{
    public override string Message => $"{Product.Name()} is out of stock. Choose another device instead.";
}

/// <summary>More than can still be ordered of a category, when the order was decided on.</summary>
public sealed record MoreThanIsLeft(DeviceCategory Category, int Asked, int Left) : Refusal
{
    public override string Message => Left == 0
        ? $"You asked for {Category.Count(Asked)}, and there are none left to order."
        : $"You asked for {Category.Count(Asked)}. You can still order {Category.Count(Left)}.";
}
