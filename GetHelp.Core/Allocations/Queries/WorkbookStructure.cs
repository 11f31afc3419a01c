using System.IO.Compression;
using System.Xml;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>A workbook is a ZIP archive that says of one of its parts that it is the workbook. It is unpacked to nowhere, and no further than to
/// <see cref="MostUnpacked"/>: an archive says how large its parts are, and can lie.</summary>
internal static class WorkbookStructure
{
    private const string Contents = "[Content_Types].xml";
    private const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string Types = "http://schemas.openxmlformats.org/package/2006/content-types";
    private const int MostParts = 2_000;
    private const long MostUnpacked = 100 * 1024 * 1024;
    private const long MostContents = 1024 * 1024;

    public static string? WhyNot(byte[] bytes)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            return archive.Entries.Count > MostParts ? "it has too many parts" : WhyNotItsParts(archive) ?? (ZipExpansion.IsMoreThan(MostUnpacked, bytes) ? TooLarge : null);
        }
        catch (Exception broken) when (broken is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException or OverflowException)
        {
            return "it is damaged and cannot be opened";
        }
    }

    private static string TooLarge => $"it would be larger than {MostUnpacked / 1024 / 1024} MB once unpacked";

    private static string? WhyNotItsParts(ZipArchive archive)
    {
        if (archive.GetEntry(Contents) is not { } contents)
        {
            return "it is a ZIP archive, and not a workbook";
        }

        var types = PartTypes.Read(contents);
        var parts = archive.Entries.Select(entry => types.Of(entry.FullName)).ToList();
        return parts.Exists(type => type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
                ? "it holds macros. Save it without them"
            : !parts.Contains(Workbook) ? "it is an Office document of another kind"
            : null;
    }

    /// <summary>What the archive says of its parts: a type for a name, or for all of an ending.</summary>
    private sealed class PartTypes
    {
        private readonly Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, string> byEnding = new(StringComparer.OrdinalIgnoreCase);

        public static PartTypes Read(ZipArchiveEntry contents)
        {
            var types = new PartTypes();
            using var stream = new LimitedStream(contents.Open(), MostContents);
            using var xml = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.NamespaceURI == Types)
                {
                    var type = xml.GetAttribute("ContentType") ?? "";
                    types.byName[(xml.GetAttribute("PartName") ?? "").TrimStart('/')] = type;
                    types.byEnding["." + xml.GetAttribute("Extension")] = type;
                }
            }

            return types;
        }

        public string Of(string name) => byName.GetValueOrDefault(name) ?? byEnding.GetValueOrDefault(Path.GetExtension(name)) ?? "";
    }

    /// <summary>Ends with an exception where no honest part goes on.</summary>
    private sealed class LimitedStream(Stream inner, long most) : Stream
    {
        private long left = most;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            return (left -= read) >= 0 ? read : throw new InvalidDataException("The part is larger than any honest one.");
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
