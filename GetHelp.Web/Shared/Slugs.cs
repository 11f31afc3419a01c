using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace GetHelp.Web.Shared;

/// <summary>How an address and an input's id write a value of an enumeration: WindowsLaptop is windows-laptop.</summary>
public static partial class Slugs
{
    public static string Slug<T>(this T value)
        where T : struct, Enum => Known<T>.Slugs.TryGetValue(value, out var slug) ? slug : Make(value);

    public static T? Parse<T>(string? slug)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.Slug(), slug, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    private static string Make<T>(T value)
        where T : struct, Enum => WordStart().Replace(value.ToString(), "-").ToLowerInvariant();

    /// <summary>Made once: a board writes dozens of addresses each time that it is drawn.</summary>
    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Slugs = Enum.GetValues<T>().ToFrozenDictionary(value => value, Make);
    }

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex WordStart();
}
