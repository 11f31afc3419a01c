namespace GetHelp.Core.Data;

/// <summary>Search for a part of a name, whatever its case: what the LIKE of both databases is given.
/// <c>EF.Functions.Like(x.Name.ToLower(), Containing.Pattern(text), Containing.Escape)</c>.</summary>
internal static class Containing
{
    public const string Escape = "\\";

    /// <summary>Matches what contains this text. Wildcards in it are text like any other.</summary>
    public static string Pattern(string text) => $"%{Escaped(text.ToLowerInvariant())}%";

    /// <summary>Matches this text and no other, whatever its case.</summary>
    public static string Whole(string text) => Escaped(text.ToLowerInvariant());

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
