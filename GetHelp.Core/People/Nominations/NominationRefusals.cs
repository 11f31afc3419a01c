namespace GetHelp.Core.People.Nominations;

/// <summary>Something is wrong with one of the nominees.</summary>
/// <param name="Row">Which one, from 1 on.</param>
public sealed record NomineeRefused(int Row, Refusal Why) : Refusal
{
    public override string Message => $"Colleague {Row}: {Why.Message}";
}

/// <summary>The form was sent empty.</summary>
public sealed record NobodyNominated : Refusal
{
    public override string Message => "Enter the name and email address of at least one colleague.";
}

/// <summary>Two nominees have one address.</summary>
/// <param name="Row">Which one has it too.</param>
public sealed record NominatedTwice(int Row) : Refusal
{
    public override string Message => $"Colleague {Row} has this email address. Everybody signs in with an address of their own.";
}

/// <summary>There are fewer places than nominees: somebody else may have taken one meanwhile.</summary>
public sealed record TooManyNominated(int Nominees, int Left) : Refusal
{
    public override string Message => Left == 1
        ? $"Only 1 more colleague can order on this account, and you have entered {Nominees}. Nobody was nominated."
        : $"Only {Left} more colleagues can order on this account, and you have entered {Nominees}. Nobody was nominated.";
}

/// <summary>Colleagues order on behalf of a first person, and there is none.</summary>
public sealed record NobodyToNominateFor(string Organisation) : Refusal
{
    public override string Message => $"Nobody of {Organisation} is here yet. Invite the first person: they can always order, and nominate colleagues.";
}
