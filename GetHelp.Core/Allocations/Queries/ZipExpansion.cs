using System.Buffers.Binary;
using System.IO.Compression;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>How large an archive really becomes. <see cref="ZipArchive"/> stops where a part says that it ends; a program that somebody opens
/// the file with may not, so each part is unpacked to its true end here, and thrown away.</summary>
internal static class ZipExpansion
{
    private const int EndLength = 22;
    private const int EntryLength = 46;
    private const int LocalLength = 30;
    private const uint In64Bits = 0xFFFFFFFF;
    private const int Stored = 0;
    private const int Deflated = 8;

    /// <exception cref="InvalidDataException">The archive is damaged, or packed in a way that no workbook is.</exception>
    public static bool IsMoreThan(long most, byte[] archive)
    {
        try
        {
            var left = most;
            var at = Directory(archive, out var entries);
            for (var i = 0; i < entries && left >= 0; i++)
            {
                var entry = archive.AsSpan(at);
                left = Unpack(archive, entry, left);
                at += EntryLength + UInt16(entry, 28) + UInt16(entry, 30) + UInt16(entry, 32);
            }

            return left < 0;
        }
        catch (Exception outside) when (outside is ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The archive points outside of itself.", outside);
        }
    }

    /// <summary>Where the list of parts begins.</summary>
    private static int Directory(ReadOnlySpan<byte> archive, out int entries)
    {
        var end = archive[archive.LastIndexOf("PK\u0005\u0006"u8)..];
        entries = UInt16(end[..EndLength], 10);
        return (int)UInt32(end, 16);
    }

    /// <returns>How much may still be unpacked; below nought when it was too much.</returns>
    private static long Unpack(byte[] archive, ReadOnlySpan<byte> entry, long left)
    {
        var (method, length, offset) = (UInt16(entry, 10), (long)UInt32(entry, 20), (long)UInt32(entry, 42));
        if (length == In64Bits || offset == In64Bits)
        {
            Read64Bits(entry, ref length, ref offset);
        }

        var local = archive.AsSpan(checked((int)offset));
        var begins = (int)offset + LocalLength + UInt16(local, 26) + UInt16(local, 28);
        using var packed = new MemoryStream(archive, begins, checked((int)length), writable: false);
        return method switch
        {
            Stored => left - length,
            Deflated => Inflate(packed, left),
            _ => throw new InvalidDataException("The archive is packed in another way than workbooks are."),
        };
    }

    private static long Inflate(Stream packed, long left)
    {
        using var unpacked = new DeflateStream(packed, CompressionMode.Decompress);
        var block = new byte[64 * 1024];
        while (left >= 0 && unpacked.Read(block) is > 0 and var read)
        {
            left -= read;
        }

        return left;
    }

    /// <summary>Numbers that have no room in an entry are in an extra field of it, in this order, each only if it has none.</summary>
    private static void Read64Bits(ReadOnlySpan<byte> entry, ref long length, ref long offset)
    {
        var extra = entry.Slice(EntryLength + UInt16(entry, 28), UInt16(entry, 30));
        while (UInt16(extra, 0) != 1)
        {
            extra = extra[(4 + UInt16(extra, 2))..];
        }

        extra = extra[(UInt32(entry, 24) == In64Bits ? 12 : 4)..];
        if (length == In64Bits)
        {
            length = BinaryPrimitives.ReadInt64LittleEndian(extra);
            extra = extra[8..];
        }

        if (offset == In64Bits)
        {
            offset = BinaryPrimitives.ReadInt64LittleEndian(extra);
        }
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
