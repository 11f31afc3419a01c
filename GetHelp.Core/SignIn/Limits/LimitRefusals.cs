namespace GetHelp.Core.SignIn.Limits;

/// <summary>Enough for now: the same may be asked again later.</summary>
/// <param name="AgainAt">From when on; UTC.</param>
public abstract record TooMany(DateTime AgainAt) : Refusal
{
    /// <summary>From when on, as people read it.</summary>
    protected string Again => LondonTime.WordsOf(AgainAt);
}

/// <summary>Said of addresses that nobody has, too: it does not tell whose an address is.</summary>
public sealed record TooManyLinksToAddress(DateTime AgainAt, int Most) : TooMany(AgainAt)
{
    public override string Message => Most == 1
        ? $"A link has been asked for with this email address, and there is one an hour. You can ask again after {Again}."
        : $"{Most} links have been asked for with this email address, which is as many as there are in an hour. You can ask again after {Again}.";
}

public sealed record TooManyLinksFromHere(DateTime AgainAt) : TooMany(AgainAt)
{
    public override string Message => $"Many links have been asked for from your network within an hour. You can ask again after {Again}.";
}

public sealed record TooManyWrongLinks(DateTime AgainAt) : TooMany(AgainAt)
{
    public override string Message => $"Many links that do not work have been opened from your network within an hour. You can open one again after {Again}.";
}
