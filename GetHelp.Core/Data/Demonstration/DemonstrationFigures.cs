using System.Globalization;
using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>The demonstration figures: what is set aside for a school, made from published counts of pupils. They are nobody's real allocation.</summary>
/// <remarks>
/// Laptops and tablets: three for every five disadvantaged pupils, rounded up; where nobody counted those, one for every ten pupils,
/// rounded up; none for a school where nobody was counted, and none for nursery schools.
/// Routers: one for every ten laptops and tablets, rounded up.
/// Social care: 50 to 449 laptops and tablets for each local authority, by its code, and a router for every ten.
/// In specific circumstances a school may order a quarter of each, rounded up.
/// The national total is a twentieth more than what is set aside, rounded up.
/// </remarks>
public static class DemonstrationFigures
{
    public static int LaptopsAndTablets(Phase phase, PupilCounts counts) =>
        phase == Phase.Nursery ? 0 : counts.Disadvantaged is { } disadvantaged ? Share(disadvantaged, 3, 5) : Share(counts.Pupils ?? 0, 1, 10);

    public static int Routers(int laptopsAndTablets) => Share(laptopsAndTablets, 1, 10);

    public static int ForSpecificCircumstances(int amount) => Share(amount, 1, 4);

    /// <summary>A twentieth more than what is set aside, so that there is something to grant.</summary>
    public static int NationalTotal(int setAside) => Share(setAside, 21, 20);

    /// <param name="authorityCode">Three digits.</param>
    internal static IEnumerable<SocialCareAllocation> SocialCare(string authorityCode)
    {
        var laptops = 50 + new Dice(int.Parse(authorityCode, CultureInfo.InvariantCulture)).Throw("social care", 400);
        yield return SocialCareAllocation.Of(DeviceCategory.LaptopsAndTablets, laptops, OrderState.CanOrder);
        yield return SocialCareAllocation.Of(DeviceCategory.Routers, Routers(laptops), OrderState.CanOrder);
    }

    /// <summary>So many of so many, rounded up.</summary>
    private static int Share(int of, int times, int by) => ((of * times) + by - 1) / by;
}
