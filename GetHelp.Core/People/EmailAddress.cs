using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GetHelp.Core.People;

/// <summary>An e-mail address as this service accepts and keeps it: trimmed, lower case, 2 to 1,024 characters (spec 01 §3.1).</summary>
public readonly partial record struct EmailAddress
{
    /// <summary>The most characters an address may have.</summary>
    public const int MaxLength = 1024;

    private EmailAddress(string value) => Value = value;

    public string Value { get => field ?? ""; }

    /// <summary>The part after the @.</summary>
    public string Domain => Value[(Value.IndexOf('@', StringComparison.Ordinal) + 1)..];

    /// <summary>Reads an address. Consecutive dots in the local part are refused, which the original let through.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EmailAddress address)
    {
        address = default;
        var value = text?.Trim().ToLowerInvariant();
        if (value is null or { Length: < 2 or > MaxLength } || !Pattern().IsMatch(value) || value.Contains("..", StringComparison.Ordinal))
        {
            return false;
        }

        address = new(value);
        return true;
    }

    /// <exception cref="FormatException">It is none. What it is instead is not told: exceptions are logged, and it may be somebody's all the same.</exception>
    public static EmailAddress Parse(string text) => TryParse(text, out var address) ? address : throw new FormatException("Not an e-mail address.");

    public override string ToString() => Value;

    [GeneratedRegex(@"^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
