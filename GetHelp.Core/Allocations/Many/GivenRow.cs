using GetHelp.Core.Organisations.Register;

namespace GetHelp.Core.Allocations.Many;

/// <summary>What the lines of a pasted list ask for; a file says it with its columns.</summary>
public enum ListKind
{
    /// <summary>A URN a line: each of these schools can order.</summary>
    OpenOrdering,

    /// <summary>A URN and a number a line: so many laptops and tablets are set aside.</summary>
    LaptopsAndTablets,

    /// <summary>The same of routers.</summary>
    Routers,
}

/// <summary>One row of a list, as somebody gave it: nothing in it has been understood yet.</summary>
/// <param name="Line">Counted from 1, as a text editor or a spreadsheet counts.</param>
public sealed record GivenRow(long Line)
{
    public string? Urn { get; init; }

    public string? Ukprn { get; init; }

    public DeviceCategory Category { get; init; }

    /// <summary>How many are to be set aside in all.</summary>
    public string? Amount { get; init; }

    /// <summary>How many more, or fewer, are to be set aside.</summary>
    public string? Delta { get; init; }

    public string? State { get; init; }

    /// <summary>Why the row cannot be read at all.</summary>
    public string? Why { get; init; }

    /// <summary>How the row names its school.</summary>
    public string Named => Urn ?? Ukprn ?? "";
}

/// <summary>Takes a list apart into its rows.</summary>
public static class GivenRows
{
    /// <summary>England has 22,023 schools, and no list names one twice.</summary>
    public const int Most = 25_000;

    private static readonly char[] Between = [' ', '\t', ',', ';'];

    /// <summary>One row a line; blank lines are passed over.</summary>
    public static Result<IReadOnlyList<GivenRow>> Pasted(string? text, ListKind kind) => Counted(
        [.. (text ?? "").ReplaceLineEndings("\n").Split('\n').Select((line, i) => OfLine(i + 1, line, kind)).OfType<GivenRow>()]);

    /// <summary>A CSV file with the columns urn, ukprn, allocation_delta, allocation and order_state; its numbers are of laptops and tablets.</summary>
    /// <param name="csv">Must be able to seek.</param>
    public static Result<IReadOnlyList<GivenRow>> InFile(Stream csv)
    {
        var opened = CsvTable.Open(csv, ["urn", "ukprn"], ["allocation", "allocation_delta", "order_state"]);
        if (opened.Refused)
        {
            return Result<IReadOnlyList<GivenRow>>.Refuse(opened.Refusals);
        }

        using var table = opened.Value;
        var rows = new List<GivenRow>();
        while (rows.Count <= Most && table.Read())
        {
            rows.Add(OfTable(table));
        }

        // Of these the first are kept, and they have to be rows like the others: each is reported where it stands.
        return table.BadRows.Total > BadRows.Kept
            ? new UnusableFile($"{table.BadRows.Total:N0} rows of the file cannot be read. Save it as CSV again.")
            : Counted([.. rows.Where(row => row is not { Named: "", Amount: null, Delta: null, State: null })
                .Concat(table.BadRows.First.Select(bad => new GivenRow(bad.Line) { Why = bad.Why })).OrderBy(row => row.Line)]);
    }

    private static GivenRow? OfLine(int number, string line, ListKind kind)
    {
        var parts = CleanText.Of(line).Split(Between, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            return null;
        }

        var isUkprn = parts[0].Length == 8;
        var row = new GivenRow(number) { Urn = isUkprn ? null : parts[0], Ukprn = isUkprn ? parts[0] : null };
        return (kind, parts) switch
        {
            (ListKind.OpenOrdering, [_]) => row with { State = nameof(OrderState.CanOrder) },
            (ListKind.OpenOrdering, _) => row with { Why = "Give a URN alone on each line." },
            (_, [_, var amount]) => row with { Category = kind == ListKind.Routers ? DeviceCategory.Routers : DeviceCategory.LaptopsAndTablets, Amount = amount },
            (_, [_]) => row with { Why = "There is no number after the URN." },
            _ => row with { Why = "Give a URN and one number, such as 123456 40." },
        };
    }

    private static GivenRow OfTable(CsvTable table) => new(table.Line)
    {
        Urn = table.Text(table.Column("urn")),
        Ukprn = table.Text(table.Column("ukprn")),
        Amount = table.Text(table.Column("allocation")),
        Delta = table.Text(table.Column("allocation_delta")),
        State = table.Text(table.Column("order_state")),
    };

    private static Result<IReadOnlyList<GivenRow>> Counted(List<GivenRow> rows) => rows.Count switch
    {
        0 => new UnusableFile("Give at least one school."),
        > Most => new UnusableFile($"Give at most {Most:N0} rows."),
        _ => rows,
    };
}
