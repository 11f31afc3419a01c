using System.Text;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>What a file is by its first bytes.</summary>
internal static class FileBeginnings
{
    public static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes.StartsWith("%PDF-"u8);

    public static bool IsPng(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

    public static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static bool IsGif(ReadOnlySpan<byte> bytes) => bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8);

    public static bool IsWebP(ReadOnlySpan<byte> bytes) => bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8);

    /// <summary>The container of Office documents until 2003.</summary>
    public static bool IsCompound(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>What a file that is not what it says is instead; null when that cannot be told from its beginning.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) =>
        IsPdf(bytes) ? "a PDF"
        : IsPng(bytes) ? "a PNG image"
        : IsJpeg(bytes) ? "a JPEG image"
        : IsGif(bytes) ? "a GIF image"
        : IsWebP(bytes) ? "a WebP image"
        : IsZip(bytes) ? "a ZIP archive, or a document in one"
        : IsCompound(bytes) ? "an Office document of another kind"
        : bytes.StartsWith("MZ"u8) || bytes.StartsWith("\u007FELF"u8) || bytes.StartsWith("#!"u8) ? "a program"
        : IsMarkup(bytes) ? "a web page or a drawing in code"
        : null;

    private static bool IsMarkup(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 1024)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text.StartsWith('<');
    }
}
