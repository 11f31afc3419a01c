using GetHelp.Core.Orders;

namespace GetHelp.Core.People.Nominations;

/// <summary>The colleagues whom somebody nominates at once: who may order on one account, on behalf of whoever has it.</summary>
public sealed record Nomination
{
    public required Account Account { get; init; }

    public required IReadOnlyList<Nominee> Nominees { get; init; }
}

/// <summary>One of them, as typed.</summary>
/// <param name="Row">Where in the form, from 1 on: what is wrong is said there.</param>
public sealed record Nominee(int Row, PersonDetails Person);

/// <summary>What became of a nominee.</summary>
public enum NominationOutcome
{
    /// <summary>New here: sent an invitation.</summary>
    Invited,

    /// <summary>Used this service before, for another organisation, and is one of this one's people from now on.</summary>
    Joined,

    /// <summary>Was one of the organisation's people, and may order from now on.</summary>
    Allowed,

    /// <summary>Could order already: nothing is changed.</summary>
    OrderedBefore,
}

/// <summary>Who was nominated.</summary>
/// <param name="Name">As they are known here, which may be other than was typed.</param>
public sealed record Nominated(int UserId, string Name, NominationOutcome Outcome);

/// <summary>What became of all of them, in the order of the form.</summary>
public sealed record ColleaguesNominated(IReadOnlyList<Nominated> People);
