namespace GetHelp.Core.Allocations;

/// <summary>How the service speaks of allocations and order states.</summary>
public static class AllocationInWords
{
    public static string Name(this DeviceCategory category) => category == DeviceCategory.Routers ? "Routers" : "Laptops and tablets";

    public static string Words(this OrderState state) => state switch
    {
        OrderState.CannotOrder => "Cannot order",
        OrderState.CannotOrderAsReopened => "Cannot order, as it has reopened",
        OrderState.CanOrderForSpecificCircumstances => "Can order for specific circumstances",
        OrderState.CanOrder => "Can order",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>"Order state: cannot order to can order; laptops and tablets: can order 0 to 32".</summary>
    internal static string Change(OrderState before, OrderState after, IEnumerable<(AllocationLine Before, AllocationLine After)> numbers) => string.Join(
        "; ",
        numbers.Where(n => n.Before.Left != n.After.Left)
            .Select(n => $"{n.After.Category.Name().ToLowerInvariant()}: {CanOrder(n.Before, n.After)}")
            .Prepend($"Order state: {(before == after ? "still" : $"{Lower(before)} to")} {Lower(after)}"));

    /// <summary>"Laptops and tablets: 40 to 60; can order 12 to 32".</summary>
    internal static string Change(AllocationLine before, AllocationLine after) =>
        $"{after.Category.Name()}: {before.Allocation:N0} to {after.Allocation:N0}; {CanOrder(before, after)}";

    /// <summary>Of what history says of a changed allocation, what is the school's own: what became of its pool with it comes after that, and names
    /// other schools.</summary>
    internal static string? OwnPart(string? change) => change is null ? null : string.Join("; ", change.Split("; ").Take(2));

    private static string CanOrder(AllocationLine before, AllocationLine after) => $"can order {before.Left:N0} to {after.Left:N0}";

    private static string Lower(OrderState state) => state.Words().ToLowerInvariant();
}
