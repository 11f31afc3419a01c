using GetHelp.Core.Orders;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>How the service speaks of requests for more devices.</summary>
public static class AllocationQueryInWords
{
    /// <summary>"20 laptops and tablets and 5 routers".</summary>
    public static string Devices(IEnumerable<(DeviceCategory Category, int Number)> numbers) =>
        string.Join(" and ", numbers.Where(n => n.Number > 0).OrderBy(n => n.Category).Select(n => n.Category.Count(n.Number)));

    internal static string Asked(this AllocationQuery query) => Devices(query.Lines.Select(l => (l.Category, l.Asked)));

    internal static string Granted(this AllocationQuery query) => Devices(query.Lines.Select(l => (l.Category, l.Granted)));

    /// <summary>What a draft asks for: -1 of what is no number.</summary>
    internal static IReadOnlyDictionary<DeviceCategory, int> Asked(this AllocationQueryDraft draft) => new Dictionary<DeviceCategory, int>
    {
        [DeviceCategory.LaptopsAndTablets] = AllocationQueryRules.Number(draft.LaptopsAndTablets),
        [DeviceCategory.Routers] = AllocationQueryRules.Number(draft.Routers),
    };
}
