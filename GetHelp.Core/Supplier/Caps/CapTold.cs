using GetHelp.Core.Allocations;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>The number that the supplier is told for one school and category: how many it may ship there in all, those already ordered
/// included (spec 02 §5.4). It is the supplier's only way to know when to refuse an order that comes to it directly.</summary>
public static class CapTold
{
    /// <summary>What is taken, and what may still be ordered for the school now: of its own, or of the pool that it is in. Never below what is
    /// taken, which the supplier would refuse (spec 08 A4); a school that cannot order is not offered a pool's remainder (spec 08 A5).</summary>
    /// <param name="taken">Of the school itself (<see cref="Allowance.Taken"/>).</param>
    /// <param name="left">In the pool when it is in one, of its own otherwise.</param>
    public static int Of(OrderState state, int taken, int left) => taken + (state.MayOrder() ? Math.Max(0, left) : 0);

    /// <summary>How the supplier names a category.</summary>
    public static string CapType(this DeviceCategory category) => category switch
    {
        DeviceCategory.LaptopsAndTablets => "DfE_RemainThresholdQty|Std_Device",
        DeviceCategory.Routers => "DfE_RemainThresholdQty|Coms_Device",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };

    /// <summary>The category that the supplier names so; null when it names none.</summary>
    public static DeviceCategory? CategoryOf(string? capType) =>
        AllocationRules.Categories.Cast<DeviceCategory?>().FirstOrDefault(category => category!.Value.CapType() == capType);
}
