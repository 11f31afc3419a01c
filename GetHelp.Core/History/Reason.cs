namespace GetHelp.Core.History;

/// <summary>Why somebody did something, in their own words: a line that history keeps and people read.</summary>
public static class Reason
{
    /// <summary>The most characters a reason may have.</summary>
    public const int MaxLength = 500;

    /// <summary>One line: what breaks lines, and what cannot be seen, counts as a space.</summary>
    public static string OneLine(string? typed) =>
        string.Join(' ', new string([.. (typed ?? "").Select(c => char.IsControl(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Null when it is a reason.</summary>
    public static Refusal? WhyNot(string? typed) => OneLine(typed) switch
    {
        "" => new NoReason(),
        { Length: > MaxLength and var length } => new ReasonTooLong(length),
        _ => null,
    };
}

/// <summary>What was asked for needs a reason.</summary>
public sealed record NoReason : Refusal
{
    public override string Message => "Say why, so that others understand it later.";
}

/// <summary>Longer than <see cref="Reason.MaxLength"/>.</summary>
public sealed record ReasonTooLong(int Length) : Refusal
{
    public override string Message => $"Say why in at most {Reason.MaxLength} characters. You have used {Length:N0}.";
}
