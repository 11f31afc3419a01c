namespace GetHelp.Web.Shared.Grid;

/// <summary>A field of a <see cref="CellEditor"/>.</summary>
/// <param name="Name">As <see cref="CellEventArgs.Values"/> has it.</param>
/// <param name="Value">What it begins with, or what was typed into it.</param>
public sealed record CellField(string Name, string Label, string Value)
{
    public string Type { get; init; } = "text";

    /// <summary>What can be chosen; null where it is typed.</summary>
    public IReadOnlyList<CellOption>? Options { get; init; }

    /// <summary>Something to say yes to: its value is "yes", or it is not there.</summary>
    public bool IsTick { get; init; }

    /// <summary>Why it cannot be so.</summary>
    public string? Error { get; init; }
}

/// <summary>One of a few.</summary>
public sealed record CellOption(string Value, string Words);
