using System.Collections;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Shared.Grid;

/// <summary>The columns of a grid, and what they make of each row. That is made once for a row, however many sessions show it: two hundred
/// boards that share a reading share its HTML.</summary>
/// <param name="key">What stays the same of a row when it changes.</param>
public sealed class GridColumns<TRow>(Func<TRow, object> key, params GridColumn<TRow>[] columns) : IReadOnlyList<GridColumn<TRow>>
    where TRow : class
{
    private readonly ConditionalWeakTable<TRow, RowHtml> made = [];

    public int Count => columns.Length;

    public GridColumn<TRow> this[int index] => columns[index];

    /// <summary>Whether a row has changed in a way that should be seen to happen; a record that is another one, unless told otherwise.</summary>
    public Func<TRow, TRow, bool> IsNews { get; init; } = (before, now) => !before.Equals(now);

    /// <summary>The row's key and cells.</summary>
    public RowHtml Of(TRow row) => made.GetValue(row, Make);

    public IEnumerator<GridColumn<TRow>> GetEnumerator() => columns.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private RowHtml Make(TRow row)
    {
        var header = Array.FindIndex(columns, column => column.IsRowHeader) + 1;
        return new(key(row), Cells(row, columns.Take(header)), Cells(row, columns.Skip(header)));
    }

    private static MarkupString Cells(TRow row, IEnumerable<GridColumn<TRow>> some) => new(string.Concat(some.Select(column => column.Html(row).Value)));
}

/// <summary>A row in two pieces. A browser that is sent a piece anew forgets where the focus was in it; what can have the focus is in the
/// row's header, which stays as it is when the rest of the row changes.</summary>
public sealed record RowHtml(object Key, MarkupString Header, MarkupString Rest);
