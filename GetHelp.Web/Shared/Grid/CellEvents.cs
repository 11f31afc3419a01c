using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Shared.Grid;

/// <summary>What somebody wants of a cell, by keyboard or pointer. wwwroot-assets/js/cell-grid.js raises it, on the table of a <see cref="CellGrid{TRow}"/>.</summary>
public sealed class CellEventArgs : EventArgs
{
    public CellAct Act { get; set; }

    /// <summary>The key of its row.</summary>
    public string Row { get; set; } = "";

    /// <summary><see cref="GridColumn{TRow}.Edits"/> of its column.</summary>
    public string Column { get; set; } = "";

    /// <summary>What was typed into the cell's fields, by their names; with <see cref="CellAct.Save"/> alone.</summary>
    public Dictionary<string, string> Values { get; set; } = [];
}

/// <summary>What can be wanted of a cell. The script says its number.</summary>
public enum CellAct
{
    /// <summary>Enter, F2 or a double click.</summary>
    Open,

    /// <summary>Enter, Tab or the button, in a cell that is open.</summary>
    Save,

    /// <summary>Esc or the button.</summary>
    GiveUp,

    /// <summary>Ctrl and Z, anywhere in the grid.</summary>
    Undo,
}

/// <summary>Tells Blazor of the event; the script tells it the same in the browser.</summary>
[EventHandler("oncell", typeof(CellEventArgs))]
public static class EventHandlers;
