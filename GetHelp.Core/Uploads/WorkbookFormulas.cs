using System.IO.Compression;
using System.Text;
using System.Xml;

namespace GetHelp.Core.Uploads;

/// <summary>Where a sheet has formulas, or what is left of one that failed (#N/A). The reader of workbooks hands out what they came to when the file was saved, and
/// does not say that they are there; but what a formula comes to may be something else on the next machine.</summary>
internal static class WorkbookFormulas
{
    private const string Workbook = "xl/workbook.xml";
    private const string Relationships = "xl/_rels/workbook.xml.rels";
    private const string Error = "e";
    private const int LongestMark = 5;
    private const string RelationshipId = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>How a formula, with or without a prefix, or an error begins.</summary>
    private static readonly byte[][] Marks =
        [.. new[] { "<f>", "<f ", "<f/", ":f>", ":f ", ":f/", "t=\"e\"", "t='e'", "t =" }.Select(Encoding.ASCII.GetBytes)];

    /// <summary>The cells of a sheet that hold formulas: row, from 1, and column, from 0.</summary>
    /// <param name="mostRows">Of so many rows, from the first.</param>
    public static IReadOnlySet<(int Row, int Column)> In(byte[] workbook, string sheet, int mostRows)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook, writable: false), ZipArchiveMode.Read);
        return PartOf(archive, sheet) is { } part && MayHave(part) ? Cells(part, mostRows) : new HashSet<(int, int)>();
    }

    /// <summary>Whether there is anything to look for: most workbooks have no formula at all, and bytes are looked through many times as fast as XML is read.</summary>
    private static bool MayHave(ZipArchiveEntry part)
    {
        using var stream = part.Open();
        Span<byte> block = new byte[64 * 1024];
        var kept = 0;
        while (stream.Read(block[kept..]) is > 0 and var read)
        {
            var seen = block[..(kept + read)];
            if (HasMark(seen))
            {
                return true;
            }

            kept = Math.Min(LongestMark - 1, seen.Length);
            seen[^kept..].CopyTo(block); // a mark may go across
        }

        return false;
    }

    private static bool HasMark(ReadOnlySpan<byte> xml)
    {
        foreach (var mark in Marks)
        {
            if (xml.IndexOf(mark) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static ZipArchiveEntry? PartOf(ZipArchive archive, string sheet)
    {
        var id = Find(archive, Workbook, "sheet", xml => xml.GetAttribute("name") == sheet, xml => xml.GetAttribute("id", RelationshipId));
        var target = Find(archive, Relationships, "Relationship", xml => xml.GetAttribute("Id") == id, xml => xml.GetAttribute("Target"));
        return target is null ? null : archive.GetEntry(target.StartsWith('/') ? target[1..] : $"xl/{target}");
    }

    private static string? Find(ZipArchive archive, string part, string element, Func<XmlReader, bool> isIt, Func<XmlReader, string?> value)
    {
        if (archive.GetEntry(part) is not { } entry)
        {
            return null;
        }

        using var xml = Open(entry);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element && isIt(xml))
            {
                return value(xml);
            }
        }

        return null;
    }

    private static HashSet<(int Row, int Column)> Cells(ZipArchiveEntry part, int mostRows)
    {
        var cells = new HashSet<(int, int)>();
        var (row, column) = (0, -1);
        using var xml = Open(part);
        while (xml.Read() && row <= mostRows)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            switch (xml.LocalName)
            {
                case "row":
                    (row, column) = (int.TryParse(xml.GetAttribute("r"), out var number) ? number : row + 1, -1);
                    break;
                case "c":
                    column = xml.GetAttribute("r") is { } name ? ColumnOf(name) : column + 1;
                    if (xml.GetAttribute("t") == Error)
                    {
                        cells.Add((row, column));
                    }

                    break;
                case "f":
                    cells.Add((row, column));
                    break;
            }
        }

        return cells;
    }

    /// <summary>"AB12" is in column 27, counted from 0.</summary>
    private static int ColumnOf(string name) => name.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (sum, letter) => (sum * 26) + letter - 'A' + 1) - 1;

    private static XmlReader Open(ZipArchiveEntry entry) => XmlReader.Create(entry.Open(), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });
}
