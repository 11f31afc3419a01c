using System.Globalization;

namespace GetHelp.Core;

/// <summary>The database keeps UTC; people read London time.</summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTime Of(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, London);

    public static DateOnly DateOf(DateTime utc) => DateOnly.FromDateTime(Of(utc));

    /// <summary>As people read it: 5:30pm.</summary>
    public static string WordsOf(DateTime utc) => Of(utc).ToString("h:mmtt", CultureInfo.InvariantCulture).ToLowerInvariant();

    /// <summary>The UTC moment of a wall-clock time in London.</summary>
    public static DateTime ToUtc(DateTime london) => TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(london, DateTimeKind.Unspecified), London);
}
