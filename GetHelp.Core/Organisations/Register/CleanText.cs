using System.Buffers;
using System.Text;

namespace GetHelp.Core.Organisations.Register;

/// <summary>Text of an uploaded file as it may be kept: trimmed, and without control characters.</summary>
/// <remarks>The characters U+0080 to U+009F are never meant. They come of Windows-1252 read as Latin-1, here or in whatever program wrote
/// the file, so each one is read as the Windows-1252 character that it was; the five that Windows-1252 does not have are dropped.</remarks>
internal static class CleanText
{
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), .. Enumerable.Range(0x7f, 33).Select(i => (char)i)]);

    /// <summary>The text, or null when nothing is left of it.</summary>
    public static string? OrNull(string text)
    {
        var clean = text.AsSpan().ContainsAny(Controls) ? WithoutControls(text) : text.Trim();
        return clean.Length == 0 ? null : clean;
    }

    public static string Of(string text) => OrNull(text) ?? "";

    private static string WithoutControls(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var meant = c is >= '\u0080' and <= '\u009f' ? Encodings.Windows1252.GetString([(byte)c])[0] : c;
            clean.Append(!char.IsControl(meant) ? meant.ToString() : meant is '\t' or '\n' or '\r' ? " " : "");
        }

        return clean.ToString().Trim();
    }
}
