namespace GetHelp.Core.Allocations.Many;

/// <summary>A list of schools that support gave: who, when and why, and what its rows come to.</summary>
public sealed record SchoolList
{
    public required Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime GivenAt { get; init; }

    public required string GivenBy { get; init; }

    /// <summary>The name of the file, or null when the list was pasted.</summary>
    public string? FileName { get; init; }

    public required string Why { get; init; }

    public required int Changes { get; init; }

    public required int AsTheyAre { get; init; }

    public required int Bad { get; init; }

    public int Rows => Changes + AsTheyAre + Bad;
}

/// <summary>Who said that the good rows are to be changed. The changes are theirs.</summary>
public sealed record ListTaken(int UserId, string Name, DateTime At);

/// <summary>Where a list is.</summary>
public enum ListStage
{
    /// <summary>Nothing has changed.</summary>
    Previewed,

    /// <summary>Its schools are being changed, one by one.</summary>
    Changing,

    /// <summary>It was stopped before its end, and can go on.</summary>
    Stopped,
    Done,
}

/// <summary>Which rows of a list to show.</summary>
public enum ListFilter
{
    /// <summary>The rows that cannot be taken, and those that were refused when they were.</summary>
    Problems,
    Changes,
    AsTheyAre,
}

/// <summary>A row, and what became of it once it was taken. Equal rows look equal.</summary>
public sealed record ListLine(ListRow Row, ListOutcome? Outcome)
{
    public bool IsProblem => Row.Kind == ListRowKind.Bad || Outcome?.Kind == ListOutcomeKind.Refused;
}

/// <summary>A list as its page shows it: the counts, and one page of its rows.</summary>
public sealed record SchoolListView
{
    public const int PageSize = 50;

    public required SchoolList List { get; init; }

    public required ListStage Stage { get; init; }

    public ListTaken? Taken { get; init; }

    /// <summary>How many of its schools have been changed, or were as the list wants them.</summary>
    public required int Done { get; init; }

    /// <summary>How many were refused when they were to be changed.</summary>
    public required int Refused { get; init; }

    public int Problems => List.Bad + Refused;

    public required IReadOnlyList<ListLine> Lines { get; init; }

    public required int Pages { get; init; }
}
