namespace GetHelp.Core.Organisations.Register;

/// <summary>A row that was left out, and why.</summary>
/// <param name="Line">Where it starts, counted from 1 as a text editor counts.</param>
public sealed record BadRow(long Line, string Why);

/// <summary>The rows of a file that were left out: all counted, the first ones kept.</summary>
public sealed class BadRows
{
    /// <summary>Nobody mends more by hand: by then the file itself is wrong.</summary>
    public const int Kept = 500;

    private readonly List<BadRow> first = [];

    public int Total { get; private set; }

    public IReadOnlyList<BadRow> First => first;

    internal void Add(long line, string why)
    {
        Total++;
        if (first.Count < Kept)
        {
            first.Add(new(line, why));
        }
    }
}
