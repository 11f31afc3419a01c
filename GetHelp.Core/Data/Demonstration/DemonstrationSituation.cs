using GetHelp.Core.Allocations;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>Where a school is with its devices: one for each state that a page can be in.</summary>
public enum DemonstrationSituation
{
    CanOrder,
    CannotOrder,

    /// <summary>May order a quarter of what is set aside.</summary>
    SpecificCircumstances,

    Reopened,
    EverythingOrdered,

    /// <summary>All laptops and tablets are ordered, routers are left.</summary>
    OnlyRoutersLeft,

    /// <summary>May order, and nothing is set aside for it.</summary>
    NothingSetAside,
}

/// <summary>Which school is in which situation.</summary>
internal static class DemonstrationSituations
{
    /// <summary>Of a hundred schools without a named person, how many are in which situation.</summary>
    private static readonly (DemonstrationSituation Situation, int OfAHundred)[] Shares =
    [
        (DemonstrationSituation.CanOrder, 70),
        (DemonstrationSituation.CannotOrder, 10),
        (DemonstrationSituation.SpecificCircumstances, 10),
        (DemonstrationSituation.Reopened, 4),
        (DemonstrationSituation.EverythingOrdered, 3),
        (DemonstrationSituation.OnlyRoutersLeft, 2),
        (DemonstrationSituation.NothingSetAside, 1),
    ];

    public static DemonstrationSituation Of(Urn urn)
    {
        if (DemonstrationPeople.Situations.TryGetValue(urn, out var scripted))
        {
            return scripted;
        }

        var thrown = new Dice(urn.Value).Throw("situation", 100);
        foreach (var (situation, share) in Shares)
        {
            if ((thrown -= share) < 0)
            {
                return situation;
            }
        }

        return DemonstrationSituation.CanOrder;
    }

    /// <summary>Of a hundred schools of every kind of body fifteen leave it to their responsible body; none of those that have a named person.</summary>
    public static WhoWillOrder WhoWillOrder(Urn urn) =>
        !DemonstrationPeople.Situations.ContainsKey(urn) && new Dice(urn.Value).Throw("who orders", 100) < 15
            ? Allocations.WhoWillOrder.ResponsibleBody
            : Allocations.WhoWillOrder.School;

    public static OrderState OrderState(this DemonstrationSituation situation) => situation switch
    {
        DemonstrationSituation.CannotOrder => Allocations.OrderState.CannotOrder,
        DemonstrationSituation.SpecificCircumstances => Allocations.OrderState.CanOrderForSpecificCircumstances,
        DemonstrationSituation.Reopened => Allocations.OrderState.CannotOrderAsReopened,
        _ => Allocations.OrderState.CanOrder,
    };
}
