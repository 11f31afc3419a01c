namespace GetHelp.Bench;

internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => values.Percentile(50);

    /// <summary>The smallest measured value that this share of all does not exceed (nearest rank: no value is made up).</summary>
    public static double Percentile(this IEnumerable<double> values, double percent)
    {
        var sorted = values.Order().ToArray();
        var rank = (int)Math.Ceiling(percent / 100 * sorted.Length);
        return sorted[Math.Clamp(rank - 1, 0, sorted.Length - 1)];
    }
}
