using GetHelp.Core.Data;

namespace GetHelp.Core.Allocations;

/// <summary>Where a school is on its way to ordering (spec 02 §7.1).</summary>
public enum SchoolStatus
{
    NeedsContact,
    SchoolWillBeContacted,
    SchoolContacted,
    SchoolReady,
    SchoolCanOrder,
    NeedsInformation,
    Ready,
    ResponsibleBodyCanOrder,
    Ordered,
}

/// <summary>What a school's status follows from, and nothing else.</summary>
public sealed record SchoolStatusFacts
{
    public required WhoWillOrder WhoWillOrder { get; init; }

    /// <summary>Somebody who was not removed belongs to the school (spec 08 A23: removed people counted in the original).</summary>
    public bool HasPeople { get; init; }

    /// <summary>The responsible body has said whom to ask at the school.</summary>
    public bool HasContact { get; init; }

    /// <summary>The Chromebook question is answered with no, or with yes and everything that needs.</summary>
    public bool ChromebooksComplete { get; init; }

    /// <summary>Something can be ordered for it now, from its pool when it is in one.</summary>
    public bool CanOrderNow { get; init; }

    /// <summary>Something has been ordered, for its pool when it is in one.</summary>
    public bool HasOrdered { get; init; }

    /// <summary>The two facts that are sums: of its own numbers, or of its pool's.</summary>
    /// <param name="pool">The sums of the virtual cap pool that the school is in; null when it is in none.</param>
    public SchoolStatusFacts With(OrderState state, IEnumerable<AllocationLine> own, IReadOnlyList<PoolTotals>? pool)
    {
        var counts = pool?.Select(t => (t.Left, t.Taken)) ?? own.Select(a => (a.Left, a.Taken));
        var (left, taken) = counts.Aggregate((Left: 0, Taken: 0), (sum, count) => (sum.Left + count.Left, sum.Taken + count.Taken));
        return this with { CanOrderNow = state.MayOrder() && left > 0, HasOrdered = taken > 0 };
    }
}

/// <summary>A school's status: computed whenever it is asked for and stored nowhere, so that it cannot drift (spec 08 A23).</summary>
public static class SchoolStatusRule
{
    /// <summary>The decision table of spec 02 §7.1, row by row. C# and SQL both read it here; within a row, what a
    /// database knows at once stands before what it has to look for.</summary>
    internal static DecisionTable<SchoolStatusFacts, SchoolStatus> Table { get; } = new(otherwise: SchoolStatus.Ready)
    {
        { facts => facts.WhoWillOrder == WhoWillOrder.School && !facts.HasContact && !facts.HasPeople, SchoolStatus.NeedsContact },
        { facts => facts.WhoWillOrder == WhoWillOrder.School && !facts.HasPeople, SchoolStatus.SchoolWillBeContacted },
        { facts => facts.WhoWillOrder == WhoWillOrder.School && !facts.ChromebooksComplete, SchoolStatus.SchoolContacted },
        { facts => facts.WhoWillOrder == WhoWillOrder.School && facts.CanOrderNow, SchoolStatus.SchoolCanOrder },
        { facts => !facts.ChromebooksComplete, SchoolStatus.NeedsInformation },
        { facts => facts.CanOrderNow, SchoolStatus.ResponsibleBodyCanOrder },
        { facts => facts.HasOrdered, SchoolStatus.Ordered },
        { facts => facts.WhoWillOrder == WhoWillOrder.School, SchoolStatus.SchoolReady },
    };

    public static SchoolStatus Of(SchoolStatusFacts facts) => Table.Of(facts);
}
