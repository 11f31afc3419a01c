using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Shared.Grid;

/// <summary>A column of a grid.</summary>
/// <param name="Title">At its head, and before the value where rows are stacked on a narrow screen.</param>
/// <param name="Cell">What it shows of a row; see <see cref="Html"/>.</param>
public sealed record GridColumn<TRow>(string Title, Func<TRow, MarkupString> Cell)
{
    /// <summary>How the address names a sort by this column; null when there is none.</summary>
    public string? SortKey { get; init; }

    /// <summary>Numbers stand at the right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>The cell that names the row to a screen reader.</summary>
    public bool IsRowHeader { get; init; }

    /// <summary>How a <see cref="CellGrid{TRow}"/> names what is changed in its cells; null where nobody changes anything.</summary>
    public string? Edits { get; init; }

    /// <summary>The cell of a row, element and all.</summary>
    /// <param name="note">Stands in it after what it shows.</param>
    public MarkupString Html(TRow row, MarkupString note = default) => this switch
    {
        { IsRowHeader: true } => Shared.Html.Of($"""<th scope="row" data-label="{Title}">{Cell(row)}{note}</th>"""),
        { IsNumber: true } => Shared.Html.Of($"""<td data-label="{Title}" class="number">{Cell(row)}{note}</td>"""),
        _ => Shared.Html.Of($"""<td data-label="{Title}">{Cell(row)}{note}</td>"""),
    };

    /// <summary>The same cell while it is changed.</summary>
    public MarkupString Html(CellEditor editor) => Shared.Html.Of($"""<td data-label="{Title}" class="open">{editor.ToHtml()}</td>""");
}

/// <summary>How a grid is sorted now.</summary>
public readonly record struct GridSort(string Key, bool Ascending);
