namespace GetHelp.Web.Shared.Grid;

/// <summary>Which of a grid's rows have changed since they came, and how often.</summary>
internal sealed class RowChanges<TRow>(GridColumns<TRow> columns)
    where TRow : class
{
    private static readonly Dictionary<object, int> None = [];

    private IReadOnlyList<TRow> shown = [];
    private Dictionary<object, int> changes = None;

    /// <summary>These rows take the place of those that were there before.</summary>
    public void Show(IReadOnlyList<TRow> rows)
    {
        if (ReferenceEquals(rows, shown))
        {
            return;
        }

        Dictionary<object, int>? now = null;
        var near = 0;
        foreach (var row in rows)
        {
            var key = columns.Of(row).Key;
            if (Before(key, ref near) is { } before && Times(key) + (columns.IsNews(before, row) ? 1 : 0) is > 0 and var times)
            {
                (now ??= []).Add(key, times);
            }
        }

        (shown, changes) = (rows, now ?? None);
    }

    /// <summary>How often the row with this key has changed.</summary>
    public int Times(object key) => changes.GetValueOrDefault(key);

    /// <summary>The row as it was. Rows mostly keep their order, so it is looked for where the last one was found: with two hundred grids
    /// told at once, a dictionary for each would be the most of the work.</summary>
    private TRow? Before(object key, ref int near)
    {
        for (var tried = 0; tried < shown.Count; tried++)
        {
            var at = (near + tried) % shown.Count;
            if (columns.Of(shown[at]).Key.Equals(key))
            {
                near = at + 1;
                return shown[at];
            }
        }

        return null;
    }
}
