using System.Text;

namespace GetHelp.Core.Organisations.Register;

/// <summary>How a file's bytes are text: UTF-8 if they can be, and otherwise Windows-1252, in which the register is published.</summary>
internal static class Encodings
{
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Reads on from where the stream is to its end.</summary>
    /// <returns>Null when there is a NUL byte, which no text has.</returns>
    public static Encoding? Detect(Stream stream)
    {
        var utf8 = Utf8.GetDecoder();
        var isUtf8 = true;
        var bytes = new byte[64 * 1024];
        var chars = new char[Utf8.GetMaxCharCount(bytes.Length)];
        while (stream.Read(bytes) is > 0 and var read)
        {
            var block = bytes.AsSpan(0, read);
            if (block.Contains((byte)0))
            {
                return null;
            }

            isUtf8 = isUtf8 && Continues(utf8, block, chars);
        }

        return isUtf8 && Ends(utf8, chars) ? Utf8 : Windows1252;
    }

    private static bool Continues(Decoder utf8, ReadOnlySpan<byte> block, Span<char> chars, bool last = false)
    {
        try
        {
            utf8.GetChars(block, chars, last);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static bool Ends(Decoder utf8, Span<char> chars) => Continues(utf8, [], chars, last: true);
}
