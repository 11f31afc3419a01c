using CsvHelper;

namespace GetHelp.Core.Organisations.Register;

/// <summary>A file that cannot be used at all.</summary>
public sealed record UnusableFile(string Why) : Refusal
{
    public override string Message => Why;
}

/// <summary>Whether every row must have a cell for each heading.</summary>
internal enum RowLength
{
    /// <summary>A row with fewer or more cells is half a row, or two.</summary>
    AsHeadings,

    /// <summary>The register's group links are published with a last heading for which no row has a cell.</summary>
    Any,
}

/// <summary>A CSV file read row by row through its headings: their case, their order and further ones do not matter. Rows that break the
/// format are left out and reported.</summary>
internal sealed class CsvTable : IDisposable
{
    /// <summary>No register is a third as large.</summary>
    public const long MaxBytes = 100 * 1024 * 1024;

    private const int MaxRowBytes = 256 * 1024;

    private readonly Stream stream;
    private readonly CsvReader reader;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);

    private CsvTable(Stream stream, System.Text.Encoding encoding, RowLength length)
    {
        this.stream = stream;
        EncodingName = encoding.WebName;
        reader = CsvReader.Create(
            stream,
            new()
            {
                Separator = ',',
                Encoding = encoding,
                TrackLineNumbers = true,
                MaxRecordSize = MaxRowBytes,
                // No cell of the register holds a line break, and so one stray quote cannot swallow the rest of the file.
                AllowLineBreaksInQuotes = false,
                MalformedData = CsvMalformedDataHandling.Skip,
                FieldCountMismatch = length == RowLength.Any ? CsvFieldCountHandling.Allow : CsvFieldCountHandling.Skip,
                OnMalformedRecord = bad => BadRows.Add(bad.LineNumber, Why(bad)),
            },
            leaveOpen: true);
    }

    public string EncodingName { get; }

    public BadRows BadRows { get; } = new();

    /// <summary>Rows after the headings, those that were left out included.</summary>
    public int RowsRead => rows + BadRowsOfTheFormat;

    public long Line => reader.LineNumber;

    /// <summary>How far into the file it is, 0 to 100.</summary>
    public int Percent => stream.Length == 0 ? 100 : (int)(100 * stream.Position / stream.Length);

    private int BadRowsOfTheFormat { get; set; }

    private int rows;

    /// <param name="stream">Must be able to seek: it is read twice.</param>
    /// <param name="required">Each a column that must be there, by any of its headings.</param>
    public static Result<CsvTable> Open(Stream stream, params IReadOnlyList<string[]> required) => Open(stream, RowLength.AsHeadings, required);

    /// <inheritdoc cref="Open(Stream, IReadOnlyList{string[]})"/>
    public static Result<CsvTable> Open(Stream stream, RowLength length, params IReadOnlyList<string[]> required)
    {
        if (WhyNot(stream) is { } refusal)
        {
            return refusal;
        }

        if (Encodings.Detect(stream) is not { } encoding)
        {
            return new UnusableFile("This is not a CSV file: it holds NUL bytes. Save it as CSV and try again.");
        }

        stream.Position = 0;
        var table = new CsvTable(stream, encoding, length);
        if (table.WhyNotItsHeadings(required) is { } why)
        {
            table.Dispose();
            return why;
        }

        return table;
    }

    /// <summary>What can be said against a file before it is read.</summary>
    public static Refusal? WhyNot(Stream stream) => stream.Length switch
    {
        0 => new UnusableFile("The file is empty."),
        > MaxBytes => new UnusableFile($"The file is larger than {MaxBytes / 1024 / 1024} MB, which no register is."),
        _ => null,
    };

    /// <summary>Whether the row goes as far as this column.</summary>
    public bool Reaches(int column) => column < reader.FieldCount;

    /// <summary>The column of the first of the headings that is there, or -1.</summary>
    public int Column(params ReadOnlySpan<string> headings)
    {
        foreach (var heading in headings)
        {
            if (columns.TryGetValue(heading, out var column))
            {
                return column;
            }
        }

        return -1;
    }

    public bool Read()
    {
        var badBefore = BadRows.Total;
        var more = reader.Read();
        BadRowsOfTheFormat += BadRows.Total - badBefore;
        rows += more ? 1 : 0;
        return more;
    }

    /// <summary>A cell of the row, or null when it is blank or the file has no such column.</summary>
    public string? Text(int column) => column < 0 ? null : CleanText.OrNull(reader.GetString(column));

    public void Dispose() => reader.Dispose();

    private static string Why(CsvMalformedRecord bad) => bad.Reason switch
    {
        CsvMalformedReason.FieldCountMismatch => "It has more or fewer cells than there are headings.",
        CsvMalformedReason.LineBreakInQuotes or CsvMalformedReason.UnterminatedQuote => "A quotation mark is opened and not closed on the same line.",
        _ => "A quotation mark is where none can be.",
    };

    private Refusal? WhyNotItsHeadings(IReadOnlyList<string[]> required)
    {
        try
        {
            var headings = reader.Headers;
            for (var i = 0; i < headings.Count; i++)
            {
                columns.TryAdd(CleanText.Of(headings[i]), i);
            }
        }
        catch (CsvFormatException)
        {
            return new UnusableFile("This is not a CSV file: its first line cannot be read.");
        }

        if (columns.Count < 2)
        {
            return new UnusableFile("This is not a CSV file: its first line is not a row of headings with commas between them.");
        }

        var missing = required.Where(any => !any.Any(columns.ContainsKey)).Select(any => any[0]).ToList();
        return missing.Count == 0 ? null : new UnusableFile($"The file has no column {string.Join(" and no column ", missing)}.");
    }
}
