using GetHelp.Core.People;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>E-mail addresses that somebody pasted, one on a line (spec 03 §5).</summary>
public static class PastedAddresses
{
    /// <summary>The most addresses at a time.</summary>
    public const int Most = 2000;

    /// <summary>Each address once, in lower case, in the order in which they came. Empty lines are passed over.</summary>
    public static Result<IReadOnlyList<string>> Read(string? pasted)
    {
        var lines = (pasted ?? "").Split('\n').Select((text, index) => new PastedLine(index + 1, text.Trim())).Where(line => line.Text.Length > 0).ToList();
        var wrong = lines.FindAll(line => !line.IsAddress);
        return lines.Count == 0 ? new NoAddresses()
            : lines.Count > Most ? new TooManyAddresses(lines.Count)
            : wrong.Count > 0 ? new NotAddresses(wrong)
            : lines.Select(line => line.Text.ToLowerInvariant()).Distinct().ToList();
    }
}

/// <summary>A line that is not empty, and its number among all lines.</summary>
public sealed record PastedLine(int Number, string Text)
{
    /// <summary>Loosely, as the spec has it: these are addresses that we know or do not know, not ones to write to.</summary>
    public bool IsAddress => !HoldsSeveral
        && Text.Length <= EmailAddress.MaxLength
        && Text.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain]
        && domain.IndexOf('.', StringComparison.Ordinal) > 0 && domain[^1] != '.';

    /// <summary>A comma or a space is between things.</summary>
    public bool HoldsSeveral => Text.Any(c => c == ',' || char.IsWhiteSpace(c));
}

/// <summary>Nothing was pasted.</summary>
public sealed record NoAddresses : Refusal
{
    public override string Message => "Enter at least one email address.";
}

/// <summary>More than can be looked at together.</summary>
public sealed record TooManyAddresses(int Count) : Refusal
{
    public override string Message => $"Enter at most {PastedAddresses.Most:N0} email addresses at a time. These are {Count:N0}.";
}

/// <summary>Lines that are not one address each.</summary>
public sealed record NotAddresses(IReadOnlyList<PastedLine> Lines) : Refusal
{
    private const int Named = 5;
    private const int Shown = 60;

    public override string Message =>
        $"Enter one email address on each line, such as name@example.org. {string.Join(" ", Lines.Take(Named).Select(InWords))}{(Lines.Count > Named ? $" The same goes for {Lines.Count - Named:N0} more." : "")}";

    private static string InWords(PastedLine line) =>
        $"Line {line.Number} {(line.HoldsSeveral ? "has a comma or a space in it" : "is not an email address")}: {(line.Text.Length <= Shown ? line.Text : line.Text[..Shown] + "…")}.";
}
