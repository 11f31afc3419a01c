namespace GetHelp.Core;

/// <summary>The pages of a list. Somebody can ask for any number of one, and none of them is more than an address.</summary>
public static class Paging
{
    /// <summary>No list is longer: what comes after is as empty.</summary>
    private const int Last = 1_000_000;

    /// <summary>How many pages so many rows fill; an empty list has one.</summary>
    public static int Pages(int rows, int size) => Math.Max(1, (rows + size - 1) / size);

    /// <summary>The page that is meant by a number: what is less than one is the first.</summary>
    public static int Page(int asked) => Math.Clamp(asked, 1, Last);

    /// <summary>The rows of one page.</summary>
    /// <param name="page">From 1; what is less is the first.</param>
    public static IQueryable<T> OnPage<T>(this IQueryable<T> rows, int page, int size) => rows.Skip(Before(page, size)).Take(size);

    /// <inheritdoc cref="OnPage{T}(IQueryable{T}, int, int)"/>
    public static IEnumerable<T> OnPage<T>(this IEnumerable<T> rows, int page, int size) => rows.Skip(Before(page, size)).Take(size);

    private static int Before(int page, int size) => (Page(page) - 1) * size;
}
