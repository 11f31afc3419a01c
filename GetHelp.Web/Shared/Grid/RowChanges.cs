namespace GetHelp.Web.Shared.Grid;

/// <summary>Which of a grid's rows have changed since they came, and how often.</summary>
internal sealed class RowChanges<TRow>
    where TRow : class
{
    private IReadOnlyList<TRow> shown = [];
    private Dictionary<object, int> changes = [];

    /// <summary>These rows take the place of those that were there before.</summary>
    public void Show(IReadOnlyList<TRow> rows, Func<TRow, object> key)
    {
        if (ReferenceEquals(rows, shown))
        {
            return;
        }

        var before = shown.ToDictionary(key);
        var now = new Dictionary<object, int>();
        foreach (var row in rows)
        {
            var of = key(row);
            var times = changes.GetValueOrDefault(of) + (before.TryGetValue(of, out var old) && !old.Equals(row) ? 1 : 0);
            if (times > 0 && before.ContainsKey(of))
            {
                now.Add(of, times);
            }
        }

        (shown, changes) = (rows, now);
    }

    /// <summary>How often the row with this key has changed.</summary>
    public int Of(object key) => changes.GetValueOrDefault(key);
}
