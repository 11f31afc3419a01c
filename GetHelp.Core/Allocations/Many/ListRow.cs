using GetHelp.Core.Organisations;
using GetHelp.Core.Uploads;

namespace GetHelp.Core.Allocations.Many;

/// <summary>What would become of a row.</summary>
public enum ListRowKind
{
    /// <summary>The school changes.</summary>
    Changes,

    /// <summary>All that the row asks for is so already.</summary>
    AsItIs,

    /// <summary>Nothing can be done with it.</summary>
    Bad,
}

/// <summary>One row of a list, and what taking it would change. Equal rows look equal.</summary>
/// <param name="Line">Where it stands in what was given, from 1.</param>
/// <param name="Named">The school, as the row names it.</param>
public sealed record ListRow(long Line, string Named)
{
    public ListRowKind Kind { get; init; }

    /// <summary>What would change, before and after, as history will say it; or why nothing can.</summary>
    public required string Words { get; init; }

    public Urn? Urn { get; init; }

    public string? School { get; init; }

    public OrderState? State { get; init; }

    public AmountAsked? Amount { get; init; }

    internal ChangeSchool Asked(string why) => new() { Urn = Urn!.Value, State = State, Amount = Amount, Why = why };
}

/// <summary>What became of a row that was taken.</summary>
public enum ListOutcomeKind
{
    Changed,

    /// <summary>Somebody, or an earlier press, had changed it already.</summary>
    AsItWas,

    Refused,
}

/// <summary>What became of one row.</summary>
/// <param name="Why">Why not, of one that was refused.</param>
public sealed record ListOutcome(long Line, ListOutcomeKind Kind, string? Why = null) : IOfLine;
