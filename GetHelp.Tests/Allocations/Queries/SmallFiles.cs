using System.IO.Compression;
using System.Text;
using ClosedXML.Excel;

namespace GetHelp.Tests.Allocations.Queries;

/// <summary>Small files that are what they say: written by the programs people use where those are here, by hand where not.</summary>
internal static class SmallFiles
{
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes(
        """
        %PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
        xref
        0 4
        trailer << /Size 4 /Root 1 0 R >>
        startxref
        180
        %%EOF
        """);

    /// <summary>One grey pixel.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    public static byte[] Gif { get; } = Convert.FromBase64String("R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=");

    public static byte[] WebP { get; } = Convert.FromBase64String("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA");

    /// <summary>A frame header, a scan and the end.</summary>
    public static byte[] Jpeg { get; } =
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
        0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x2A,
        0xFF, 0xD9,
    ];

    public static byte[] Csv { get; } = Encoding.UTF8.GetBytes("Year,Pupils without a device\r\n7,12\r\n8,9\r\n");

    /// <summary>As Excel writes it, near enough.</summary>
    public static byte[] Workbook()
    {
        using var workbook = new XLWorkbook();
        workbook.AddWorksheet("Pupils").Cell(1, 1).Value = "Year 7: 12 without a device";
        using var file = new MemoryStream();
        workbook.SaveAs(file);
        return file.ToArray();
    }

    /// <summary>A compound file of one directory sector with these entries, as [MS-CFB] has it.</summary>
    public static byte[] Compound(params string[] entries)
    {
        var bytes = new byte[512 * 3];
        ReadOnlySpan<byte> signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(bytes);
        (bytes[0x1A], bytes[0x1C], bytes[0x1D], bytes[0x1E]) = (3, 0xFE, 0xFF, 9);
        bytes[0x30] = 1; // the directory is in sector 1, the table of sectors in sector 0
        bytes.AsSpan(512, 512).Fill(0xFF);
        BitConverter.TryWriteBytes(bytes.AsSpan(512), 0xFFFFFFFD);
        BitConverter.TryWriteBytes(bytes.AsSpan(516), 0xFFFFFFFE);
        foreach (var (name, i) in entries.Prepend("Root Entry").Select((name, i) => (name, i)))
        {
            Encoding.Unicode.GetBytes(name).CopyTo(bytes, 1024 + (128 * i));
            bytes[1024 + (128 * i) + 64] = (byte)((2 * name.Length) + 2);
        }

        return bytes;
    }

    /// <summary>An archive that calls itself a workbook, with one more part of so many zeros.</summary>
    public static byte[] WorkbookOfZeros(long zeros, string type = WorkbookType) => Archive(
        ("[Content_Types].xml", stream => Write(stream, ContentTypes(type))),
        ("xl/workbook.xml", stream => Write(stream, "<workbook/>")),
        ("xl/worksheets/sheet1.xml", stream => WriteZeros(stream, zeros)));

    public static byte[] Archive(params (string Name, Action<Stream> Write)[] parts)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, write) in parts)
            {
                using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                write(part);
            }
        }

        return file.ToArray();
    }

    public static void Write(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    public static string ContentTypes(string type) =>
        $"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="{type}"/></Types>""";

    private static void WriteZeros(Stream stream, long zeros)
    {
        var block = new byte[1024 * 1024];
        for (; zeros > 0; zeros -= block.Length)
        {
            stream.Write(block, 0, (int)Math.Min(zeros, block.Length));
        }
    }
}
