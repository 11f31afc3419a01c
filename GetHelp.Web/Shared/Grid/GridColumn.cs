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
}

/// <summary>How a grid is sorted now.</summary>
public readonly record struct GridSort(string Key, bool Ascending);
