using System.Globalization;
using System.Text;
using ExcelDataReader;
using GetHelp.Core.Organisations.Register;

namespace GetHelp.Core.Uploads;

/// <summary>What a cell holds, as far as it matters to whoever reads text.</summary>
public enum CellKind
{
    Empty,
    Text,
    Number,
    Date,
    TrueOrFalse,
}

/// <summary>One cell: its kind, and its value as text, trimmed and on one line.</summary>
public readonly record struct UploadedCell(CellKind Kind, string Text)
{
    public static UploadedCell Empty { get; } = new(CellKind.Empty, "");
}

/// <summary>A workbook that somebody gave, read sheet by sheet and row by row: no more than a row of it is kept. Whether it is one, and how large it is
/// once unpacked, has been looked at before.</summary>
public sealed class UploadedWorkbook : IDisposable
{
    private static readonly ExcelReaderConfiguration Configuration = Configure();

    private readonly IExcelDataReader reader;

    private UploadedWorkbook(IExcelDataReader reader) => this.reader = reader;

    /// <summary>The sheet that is being read.</summary>
    public string Sheet => reader.Name ?? "";

    /// <summary>The row that was read last, counted from 1 as Excel counts.</summary>
    public int Row => reader.Depth + 1;

    /// <summary>How many columns the sheet has.</summary>
    public int Columns => reader.FieldCount;

    /// <summary>Reads a workbook from its first sheet on. What is broken in it is broken where it is read.</summary>
    /// <returns>What <paramref name="read"/> makes of it; the default where the workbook is broken.</returns>
    public static T? Read<T>(byte[] bytes, Func<UploadedWorkbook, T> read)
    {
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var workbook = new UploadedWorkbook(ExcelReaderFactory.CreateOpenXmlReader(stream, Configuration));
            return read(workbook);
        }
#pragma warning disable CA1031 // A workbook can be broken in more ways than its reader has exceptions, and each of them is the file's fault.
        catch (Exception)
#pragma warning restore CA1031
        {
            return default;
        }
    }

    public bool NextSheet() => reader.NextResult();

    public bool NextRow() => reader.Read();

    /// <param name="column">From 0; beyond the last there is nothing.</param>
    public UploadedCell Cell(int column) => (column < reader.FieldCount ? reader.GetValue(column) : null) switch
    {
        null => UploadedCell.Empty,
        string text => CleanText.OrNull(text) is { } clean ? new(CellKind.Text, clean) : UploadedCell.Empty,
        bool isTrue => new(CellKind.TrueOrFalse, isTrue ? "TRUE" : "FALSE"),
        DateTime or TimeSpan => new(CellKind.Date, ""),
        IFormattable number => new(CellKind.Number, number.ToString(null, CultureInfo.InvariantCulture)),
        var other => new(CellKind.Text, $"{other}"),
    };

    public void Dispose() => reader.Dispose();

    /// <summary>The reader asks for an encoding of old workbooks, which are not taken, as soon as it is there; .NET has it only for who says so.</summary>
    private static ExcelReaderConfiguration Configure()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return new();
    }
}
