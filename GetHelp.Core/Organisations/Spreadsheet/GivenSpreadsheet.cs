using GetHelp.Core.Organisations.Changes;
using GetHelp.Core.Uploads;

namespace GetHelp.Core.Organisations.Spreadsheet;

/// <summary>A workbook that somebody filled in and gave: whose schools it is of, who and when.</summary>
public sealed record GivenSpreadsheet
{
    public required Guid Id { get; init; }

    public required int ResponsibleBodyId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime GivenAt { get; init; }

    public required string GivenBy { get; init; }

    public required string FileName { get; init; }
}

/// <summary>Who said that the good rows are to be changed. The changes are theirs.</summary>
public sealed record SpreadsheetTaken(int UserId, string Name, DateTime At);

/// <summary>What would become of a row, or has.</summary>
public enum SheetLineState
{
    /// <summary>The school would change, or did.</summary>
    Changes,

    /// <summary>The row asks for nothing, or all that it asks for is so already.</summary>
    AsItIs,

    /// <summary>Somebody else has changed the same since the workbook was downloaded.</summary>
    Conflict,

    /// <summary>Nothing can be done with it.</summary>
    Bad,
}

/// <summary>One cell that changes.</summary>
/// <param name="Column">Its heading.</param>
public sealed record SheetCellChange(string Column, string From, string To);

/// <summary>One row, and what taking it would change, or did. Equal rows look equal.</summary>
public sealed record SheetLine(long Line, string Named, SheetLineState State) : IOfLine
{
    public Urn? Urn { get; init; }

    public IReadOnlyList<SheetCellChange> Changes { get; init; } = [];

    public IReadOnlyList<SheetProblem> Problems { get; init; } = [];

    public bool IsProblem => State is SheetLineState.Bad or SheetLineState.Conflict;

    public bool Equals(SheetLine? other) => other is not null && (Line, Named, State, Urn) == (other.Line, other.Named, other.State, other.Urn)
        && Changes.SequenceEqual(other.Changes) && Problems.SequenceEqual(other.Problems);

    public override int GetHashCode() => HashCode.Combine(Line, Named, State);
}

/// <summary>Which rows of a workbook to show.</summary>
public enum SheetFilter
{
    Problems,
    Changes,
    AsTheyAre,
}

/// <summary>Where a workbook is.</summary>
public enum SpreadsheetStage
{
    /// <summary>Nothing has changed.</summary>
    Previewed,

    /// <summary>Somebody has taken its good rows.</summary>
    Done,
}

/// <summary>A workbook as its page shows it: the counts, and one page of its rows.</summary>
public sealed record SpreadsheetView
{
    public const int PageSize = 50;

    public required GivenSpreadsheet Spreadsheet { get; init; }

    public required string ResponsibleBody { get; init; }

    public required SpreadsheetStage Stage { get; init; }

    public SpreadsheetTaken? Taken { get; init; }

    public required int Changes { get; init; }

    public required int AsTheyAre { get; init; }

    public required int Problems { get; init; }

    public int Rows => Changes + AsTheyAre + Problems;

    public required IReadOnlyList<SheetLine> Lines { get; init; }

    public required int Pages { get; init; }

    /// <summary>The schools of these rows: a change of one of them may change what is shown.</summary>
    public required IReadOnlyList<int> SchoolIds { get; init; }
}
