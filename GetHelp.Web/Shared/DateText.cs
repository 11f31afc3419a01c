using System.Globalization;
using GetHelp.Core;

namespace GetHelp.Web.Shared;

/// <summary>Dates and times as people read them: 3 March 2021, 5:30pm, London time.</summary>
public static class DateText
{
    public static string ToDateText(this DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>A date among others of the same year, where room is short: 3 Mar.</summary>
    public static string ToShortDateText(this DateOnly date) => date.ToString("d MMM", CultureInfo.CurrentCulture);

    /// <summary>5:30pm, or 5:30:07pm.</summary>
    public static string ToTimeText(this DateTime utc, bool seconds = false) =>
        seconds ? LondonTime.Of(utc).ToString("h:mm:sstt", CultureInfo.InvariantCulture).ToLowerInvariant() : LondonTime.WordsOf(utc);

    /// <summary>3 March 2021 at 5:30pm.</summary>
    public static string ToMomentText(this DateTime utc) => $"{LondonTime.DateOf(utc).ToDateText()} at {utc.ToTimeText()}";
}
