using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace GetHelp.Web.Shared.Grid;

/// <summary>Where a cell is.</summary>
/// <param name="Row">The key of its row.</param>
/// <param name="Column"><see cref="GridColumn{TRow}.Edits"/> of its column.</param>
public sealed record CellPlace(string Row, string Column);

/// <summary>A cell that is being changed.</summary>
/// <param name="Editor">What stands in it meanwhile; another one whenever that is to look otherwise.</param>
public sealed record OpenCell(string Row, string Column, CellEditor Editor);

/// <summary>Rows that are selected, or no longer.</summary>
public sealed record CellSelection(IReadOnlyList<string> Rows, bool IsSelected);

/// <summary>A row of a <see cref="CellGrid{TRow}"/>. Each cell is a piece of HTML of its own, so that a browser is sent those that have changed; written
/// by hand because a row is rendered fifty times for a page, and a component for each cell would be seven hundred.</summary>
public sealed class CellGridRow<TRow> : ComponentBase
    where TRow : class
{
    private static readonly MarkupString SavedNote = Html.Of($""" <span class="saved">Saved</span>""");

    private (TRow Row, object Columns, OpenCell? Open, string? Saved, bool? IsSelected)? shown;
    private TRow? before;
    private int changes;

    [Parameter, EditorRequired]
    public required TRow Row { get; set; }

    [Parameter, EditorRequired]
    public required string RowKey { get; set; }

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<GridColumn<TRow>> Columns { get; set; }

    /// <summary>The cell of this row that is being changed.</summary>
    [Parameter]
    public OpenCell? Open { get; set; }

    /// <summary>The column of this row that was changed last.</summary>
    [Parameter]
    public string? Saved { get; set; }

    /// <summary>Null where rows are not selected.</summary>
    [Parameter]
    public bool? IsSelected { get; set; }

    [Parameter]
    public EventCallback<CellSelection> Selecting { get; set; }

    protected override void OnParametersSet()
    {
        changes += before is not null && !before.Equals(Row) ? 1 : 0;
        before = Row;
    }

    protected override bool ShouldRender()
    {
        var was = shown;
        shown = (Row, Columns, Open, Saved, IsSelected);
        return !Equals(was, shown);
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        shown ??= (Row, Columns, Open, Saved, IsSelected); // the first rendering asks nobody
        builder.OpenElement(0, "tr");
        builder.AddAttribute(1, "data-row", RowKey);
        builder.AddAttribute(2, "class", changes == 0 ? null : changes % 2 == 1 ? "changed" : "changed-again");
        if (IsSelected is { } isSelected)
        {
            builder.AddAttribute(3, "aria-selected", isSelected ? "true" : "false");
            BuildTick(builder, isSelected);
        }

        foreach (var column in Columns)
        {
            builder.AddMarkupContent(9, CellOf(column).Value);
        }

        builder.CloseElement();
    }

    private void BuildTick(RenderTreeBuilder builder, bool isSelected)
    {
        builder.OpenElement(4, "td");
        builder.AddAttribute(5, "data-label", "Select");
        builder.OpenElement(6, "input");
        builder.AddAttribute(7, "class", "tick");
        builder.AddAttribute(7, "type", "checkbox");
        builder.AddAttribute(7, "aria-label", $"Select {Name}");
        builder.AddAttribute(7, "checked", isSelected);
        builder.AddAttribute(8, "onchange", EventCallback.Factory.Create<ChangeEventArgs>(this, change => Selecting.InvokeAsync(new([RowKey], change.Value is true))));
        builder.CloseElement();
        builder.CloseElement();
    }

    private MarkupString CellOf(GridColumn<TRow> column) =>
        column.Edits is null ? column.Html(Row)
        : Open?.Column == column.Edits ? column.Html(Open.Editor)
        : column.Html(Row, Saved == column.Edits ? SavedNote : default);
}
