using System.Globalization;
using GetHelp.Core.Data;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>The name of a file of evidence: shown to people and given to their browsers, never used to open anything here.</summary>
public static class EvidenceName
{
    /// <summary>The most characters a name may have.</summary>
    public const int MaxLength = 100;

    private const string NotInNames = "\\/:*?\"<>|";

    /// <summary>The name without folders, without what cannot be seen or would turn text around, without what a file system does not take.</summary>
    public static string Of(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var seen = string.Concat(StorableText.Of(last).Normalize().Select(Harmless));
        var name = string.Join(' ', seen.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        return Shortened(name.Length == 0 ? "file" : name);
    }

    private static char Harmless(char c) => NotInNames.Contains(c) ? '_' : char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => ' ',
        _ => c,
    };

    /// <summary>Keeps the ending, by which people and their computers know the type.</summary>
    private static string Shortened(string name)
    {
        var ending = Path.GetExtension(name);
        return name.Length <= MaxLength ? name
            : ending.Length > 10 ? name[..MaxLength]
            : name[..(MaxLength - ending.Length)].TrimEnd() + ending;
    }
}
