using System.Diagnostics.CodeAnalysis;

namespace GetHelp.Core.People;

/// <summary>A telephone number as people write it: kept as it was typed, with single spaces, because an extension or a hyphen helps who dials it.</summary>
public readonly record struct TelephoneNumber
{
    /// <summary>The most characters a number may have, extension included.</summary>
    public const int MaxLength = 30;

    private const int FewestDigits = 10;
    private const int MostDigits = 20;
    private const string Between = " +-()";

    private TelephoneNumber(string value) => Value = value;

    public string Value { get => field ?? ""; }

    /// <summary>Reads a number: digits with spaces, hyphens and brackets, a plus in front, and an extension such as "ext 12".</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TelephoneNumber number)
    {
        number = default;
        var value = string.Join(' ', (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var dialled = value.Replace("extension", "", StringComparison.OrdinalIgnoreCase).Replace("ext", "", StringComparison.OrdinalIgnoreCase);
        if (value.Length > MaxLength
            || dialled.Count(char.IsAsciiDigit) is < FewestDigits or > MostDigits
            || dialled.LastIndexOf('+') > 0
            || !dialled.All(c => char.IsAsciiDigit(c) || Between.Contains(c, StringComparison.Ordinal)))
        {
            return false;
        }

        number = new(value);
        return true;
    }

    public override string ToString() => Value;
}
