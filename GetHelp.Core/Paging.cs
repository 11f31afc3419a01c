namespace GetHelp.Core;

/// <summary>The rows of one page of a list. Somebody can ask for any number of one, and none of them is more than an address.</summary>
internal static class Paging
{
    /// <summary>No list is longer: what comes after is as empty.</summary>
    private const int Last = 1_000_000;

    /// <param name="page">From 1; what is less is the first.</param>
    public static IQueryable<T> OnPage<T>(this IQueryable<T> rows, int page, int size) => rows.Skip(Before(page, size)).Take(size);

    /// <inheritdoc cref="OnPage{T}(IQueryable{T}, int, int)"/>
    public static IEnumerable<T> OnPage<T>(this IEnumerable<T> rows, int page, int size) => rows.Skip(Before(page, size)).Take(size);

    private static int Before(int page, int size) => (Math.Clamp(page, 1, Last) - 1) * size;
}
