using System.Buffers.Binary;
using GetHelp.Core.Organisations.Register;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>A PDF has its table of contents at its end, and says where.</summary>
internal static class PdfStructure
{
    private const int EndIsWithin = 2048;

    public static string? WhyNot(ReadOnlySpan<byte> bytes)
    {
        var end = bytes[^Math.Min(bytes.Length, EndIsWithin)..];
        return bytes.Length > 6 && bytes[5] is (byte)'1' or (byte)'2' && end.IndexOf("startxref"u8) >= 0 && end.IndexOf("%%EOF"u8) >= 0 ? null : "it is not complete";
    }
}

/// <summary>What stands at the beginning, and at the end, of an image of each kind. The picture itself is left to whoever opens it.</summary>
internal static class ImageStructure
{
    private const string Broken = "it is not complete";

    /// <summary>Chunks, each with its length, from the header to the end.</summary>
    public static string? WhyNotPng(ReadOnlySpan<byte> bytes)
    {
        const int signature = 8;
        const int around = 12; // length and type before a chunk, check sum after it
        var isFirst = true;
        for (long at = signature; at + around <= bytes.Length;)
        {
            var chunk = bytes[(int)at..];
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            var type = chunk[4..8];
            if (isFirst && !(type.SequenceEqual("IHDR"u8) && length == 13 && chunk.Length >= 16 && HasSize(chunk[8..])))
            {
                return Broken;
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return null;
            }

            (isFirst, at) = (false, at + around + length);
        }

        return Broken;

        static bool HasSize(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32BigEndian(header) > 0 && BinaryPrimitives.ReadUInt32BigEndian(header[4..]) > 0;
    }

    /// <summary>Segments up to the picture, one of which says how large it is; and the mark of the end.</summary>
    public static string? WhyNotJpeg(ReadOnlySpan<byte> bytes)
    {
        var hasSize = false;
        for (var at = 2; at + 4 <= bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++; // a fill byte
                continue;
            }

            if (marker == 0xDA)
            {
                return hasSize && bytes[at..].LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) > 0 ? null : Broken;
            }

            hasSize |= marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return Broken;
    }

    public static string? WhyNotGif(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 13
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]) > 0
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) > 0
        && bytes.TrimEnd((byte)0)[^1] == 0x3B ? null : Broken;

    public static string? WhyNotWebP(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 20
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) + 8L <= bytes.Length
        && (bytes[12..].StartsWith("VP8 "u8) || bytes[12..].StartsWith("VP8L"u8) || bytes[12..].StartsWith("VP8X"u8)) ? null : Broken;
}

/// <summary>Text, and nothing but text.</summary>
internal static class CsvStructure
{
    public static string? WhyNot(byte[] bytes)
    {
        if (Encodings.Detect(new MemoryStream(bytes)) is not { } encoding)
        {
            return "it is not plain text. In Excel, save it as CSV";
        }

        var text = encoding.GetString(bytes);
        return text.Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n')) ? "it is not plain text. In Excel, save it as CSV"
            : string.IsNullOrWhiteSpace(text.TrimStart('\uFEFF')) ? "there is nothing in it"
            : null;
    }
}
