namespace GetHelp.Web.Shared.Export;

/// <summary>A column of a downloaded table.</summary>
/// <param name="Value">Text, a number, a date or null.</param>
/// <param name="Width">In Excel's characters: there are no fonts on a server to measure with.</param>
public sealed record ExportColumn<TRow>(string Title, Func<TRow, object?> Value, double Width = 14);
