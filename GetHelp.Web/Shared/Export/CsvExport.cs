using System.Globalization;
using CsvHelper;

namespace GetHelp.Web.Shared.Export;

/// <summary>A table as CSV that opens in Excel: UTF-8 with its mark, and no cell that a spreadsheet would run as a formula.</summary>
public static class CsvExport
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>How a formula begins, on every keyboard; and what a spreadsheet takes for the beginning of the next cell.</summary>
    private const string BeginningsOfFormulas = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { WriteByteOrderMark = true };

    public static async Task WriteAsync<TRow>(
        Stream to, IReadOnlyList<ExportColumn<TRow>> columns, IAsyncEnumerable<TRow> rows, CancellationToken cancellationToken)
    {
        await using var csv = CsvWriter.Create(to, Options, leaveOpen: true);
        await csv.WriteRecordAsync([.. columns.Select(c => c.Title)], cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await csv.WriteRecordAsync([.. columns.Select(c => Text(c.Value(row)))], cancellationToken);
        }

        await csv.FlushAsync(cancellationToken);
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        int or long or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => AsText(value.ToString() ?? ""),
    };

    /// <summary>A spreadsheet reads what an apostrophe stands before as text. It looks past spaces for a formula; so does this.</summary>
    private static string AsText(string text) => text.TrimStart(' ') is [var first, ..] && BeginningsOfFormulas.Contains(first) ? $"'{text}" : text;
}
