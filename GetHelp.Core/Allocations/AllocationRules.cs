using GetHelp.Core.Orders;

namespace GetHelp.Core.Allocations;

/// <summary>What support may set a school's numbers to (spec 02 §1.1, §3.1 and §4; spec 08 A10 to A13). Pages ask before they ask to apply;
/// <see cref="AllocationService"/> decides, on what it has locked.</summary>
public static class AllocationRules
{
    /// <summary>The categories, in the order in which pages list them.</summary>
    public static IReadOnlyList<DeviceCategory> Categories { get; } = Enum.GetValues<DeviceCategory>();

    /// <summary>Every reason why a school's order state cannot be set; none means yes. Only specific circumstances have numbers of their own:
    /// from what is ordered, because less would be taken back, to what is set aside.</summary>
    /// <param name="caps">What support agreed, of each category; looked at for specific circumstances alone.</param>
    /// <param name="numbers">The school's numbers; a category that is not among them has none.</param>
    public static IReadOnlyList<Refusal> WhyNot(OrderState state, IReadOnlyDictionary<DeviceCategory, int> caps, IReadOnlyCollection<AllocationLine> numbers) =>
        !Enum.IsDefined(state) ? [new NoOrderState()]
        : state != OrderState.CanOrderForSpecificCircumstances ? []
        : [.. Categories.Select(category => WhyNot(category, caps, numbers.Of(category))).OfType<Refusal>()];

    /// <summary>Why this amount cannot be set aside; null when it can.</summary>
    /// <param name="pool">The sums of the pool that the school is in; null when it is in none. What is set aside for a pool cannot be less than
    /// is ordered from it, whichever school it was ordered for.</param>
    public static Refusal? WhyNot(int amount, AllocationLine numbers, PoolTotals? pool = null)
    {
        var least = pool is null ? numbers.Ordered : Math.Max(0, pool.Ordered - (pool.Allocation - numbers.Allocation));
        return amount switch
        {
            < 0 or > Allowance.Most => new NotAnAllocation(numbers.Category),
            _ when amount >= least => null,
            _ when pool is null => new LessThanOrdered(numbers.Category, least),
            _ => new LessThanThePoolOrdered(numbers.Category, pool.Ordered, least),
        };
    }

    /// <summary>What a state would make of a category's numbers.</summary>
    public static AllocationLine Under(this AllocationLine numbers, OrderState state, int given) =>
        numbers with { Cap = CapRule.Cap(state, numbers.Allocation, numbers.Taken, given) };

    /// <summary>The numbers of one category: nought of everything where there is no record.</summary>
    public static AllocationLine Of(this IEnumerable<AllocationLine> numbers, DeviceCategory category) =>
        numbers.SingleOrDefault(line => line.Category == category) ?? new(category, 0, 0, 0);

    private static Refusal? WhyNot(DeviceCategory category, IReadOnlyDictionary<DeviceCategory, int> caps, AllocationLine numbers) =>
        !caps.TryGetValue(category, out var cap) || cap < 0 ? new NoCapGiven(category)
        : cap < Math.Min(numbers.Ordered, numbers.Allocation) ? new LessThanOrdered(category, Math.Min(numbers.Ordered, numbers.Allocation))
        : cap > numbers.Allocation ? new MoreThanSetAside(category, numbers.Allocation)
        : null;
}

/// <summary>Not one of the states.</summary>
public sealed record NoOrderState : Refusal
{
    public override string Message => "Choose whether the school can order.";
}

/// <summary>Specific circumstances without a whole number for a category.</summary>
public sealed record NoCapGiven(DeviceCategory Category) : Refusal
{
    public override string Message => $"{Category.Name()}: enter how many the school can order in all, as a whole number such as 12.";
}

/// <summary>Not a whole number from nought to <see cref="Allowance.Most"/>.</summary>
public sealed record NotAnAllocation(DeviceCategory Category) : Refusal
{
    public override string Message => $"{Category.Name()}: enter a whole number, such as 12, of at most {Allowance.Most:N0}.";
}

/// <summary>Neither a cap nor an allocation can be less than what is already ordered.</summary>
public sealed record LessThanOrdered(DeviceCategory Category, int Ordered) : Refusal
{
    public override string Message => $"{Category.Count(Ordered)} {(Ordered == 1 ? "is" : "are")} already ordered. Enter {Ordered:N0} or more.";
}

/// <summary>What is set aside for a pool cannot be less than what is already ordered from it.</summary>
public sealed record LessThanThePoolOrdered(DeviceCategory Category, int Ordered, int Least) : Refusal
{
    public override string Message =>
        $"{Category.Count(Ordered)} {(Ordered == 1 ? "is" : "are")} already ordered from the pool that this school is in. Enter {Least:N0} or more.";
}

/// <summary>A cap cannot be more than what is set aside.</summary>
public sealed record MoreThanSetAside(DeviceCategory Category, int Allocation) : Refusal
{
    public override string Message => Allocation == 0
        ? $"{Category.Name()}: none are set aside. Enter 0, or change the allocation first."
        : $"{Category.Name()}: enter at most the {Allocation:N0} set aside, or change the allocation first.";
}

/// <summary>A change of an allocation was worked out from a number that is another by now.</summary>
public sealed record AllocationMovedOn(DeviceCategory Category, int From, int Now) : Refusal
{
    public override string Message => $"{Category.Name()}: {Now:N0} are set aside by now, not the {From:N0} that this was worked out from.";
}
