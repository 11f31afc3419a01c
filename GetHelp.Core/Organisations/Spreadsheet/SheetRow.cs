using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Uploads;

namespace GetHelp.Core.Organisations.Spreadsheet;

/// <summary>What is wrong with a cell, or with its row.</summary>
/// <param name="Column">Its heading; null where it is about the whole row.</param>
public sealed record SheetProblem(string? Column, string Why);

/// <summary>One row of a workbook that somebody filled in.</summary>
/// <param name="Line">As Excel counts, the headings being row 1.</param>
/// <param name="Named">The school, as the row names it.</param>
public sealed record SheetRow(long Line, string Named) : IOfLine
{
    /// <summary>What is asked of the school; null where nothing is, or where there are problems.</summary>
    public SchoolChange? Change { get; init; }

    public IReadOnlyList<SheetProblem> Problems { get; init; } = [];
}
