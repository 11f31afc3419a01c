using System.Buffers.Binary;
using System.Text;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>A workbook of before 2007 is a compound file, a small file system: its directory must have an entry for the workbook.
/// (The format is published as [MS-CFB].)</summary>
internal static class OldWorkbookStructure
{
    private const int HeaderLength = 512;
    private const int EntryLength = 128;
    private const int TableSectorsInHeader = 109;

    /// <summary>No directory is as long: 8,000 entries.</summary>
    private const int MostDirectorySectors = 2_000;

    /// <param name="promised">A workbook of today that needs a password is in a compound file too.</param>
    public static string? WhyNot(ReadOnlySpan<byte> bytes, EvidenceType promised)
    {
        if (bytes.Length < HeaderLength || SectorLength(bytes) is not { } sector)
        {
            return "it is damaged and cannot be opened";
        }

        var names = Names(bytes, sector);
        return names.Contains("EncryptedPackage") ? "it needs a password. Save it without one"
            : promised == EvidenceType.OldWorkbook && (names.Contains("Workbook") || names.Contains("Book"))
                ? names.Contains("_VBA_PROJECT_CUR") ? "it holds macros. Save it without them" : null
            : "it is an Office document of another kind";
    }

    private static int? SectorLength(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16LittleEndian(header[0x1C..]) != 0xFFFE
        ? null
        : (BinaryPrimitives.ReadUInt16LittleEndian(header[0x1A..]), BinaryPrimitives.ReadUInt16LittleEndian(header[0x1E..])) switch
        {
            (3, 9) => 512,
            (4, 12) => 4096,
            _ => null,
        };

    /// <summary>Every name in the directory, which is a chain of sectors: whatever the chain says, it is followed only so far.</summary>
    private static HashSet<string> Names(ReadOnlySpan<byte> bytes, int sector)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        uint? next = BinaryPrimitives.ReadUInt32LittleEndian(bytes[0x30..]);
        for (var i = 0; i < MostDirectorySectors && next is { } at && Sector(bytes, at, sector) is { IsEmpty: false } directory; i++)
        {
            for (var entry = 0; entry + EntryLength <= directory.Length; entry += EntryLength)
            {
                names.Add(Name(directory.Slice(entry, EntryLength)));
            }

            next = Next(bytes, at, sector);
        }

        return names;
    }

    private static string Name(ReadOnlySpan<byte> entry)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2; // the zero at its end is counted
        return length is > 0 and <= 62 ? Encoding.Unicode.GetString(entry[..length]) : "";
    }

    /// <summary>What follows a sector, as the table that the header points to has it.</summary>
    private static uint? Next(ReadOnlySpan<byte> bytes, uint number, int sector)
    {
        var perSector = sector / sizeof(uint);
        var table = (int)(number / perSector);
        if (table >= TableSectorsInHeader)
        {
            return null;
        }

        var entries = Sector(bytes, BinaryPrimitives.ReadUInt32LittleEndian(bytes[(0x4C + (table * sizeof(uint)))..]), sector);
        return entries.IsEmpty ? null : BinaryPrimitives.ReadUInt32LittleEndian(entries[((int)(number % perSector) * sizeof(uint))..]);
    }

    /// <summary>Empty where the file has no such sector. The first one follows the header, which has a sector's length.</summary>
    private static ReadOnlySpan<byte> Sector(ReadOnlySpan<byte> bytes, uint number, int length)
    {
        var at = (number + 1L) * length;
        return at + length <= bytes.Length ? bytes.Slice((int)at, length) : [];
    }
}
