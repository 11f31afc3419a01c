using System.IO.Compression;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.Register;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>How many pupils a school has; null where nobody published it.</summary>
public readonly record struct PupilCounts(int? Pupils, int? Disadvantaged);

/// <summary>The extract of public data in this folder, read with the reader of every register.</summary>
internal sealed class DemonstrationExtract
{
    public required RegisterFile Register { get; init; }

    public required TrustLinks Links { get; init; }

    public required IReadOnlyDictionary<Urn, PupilCounts> Counts { get; init; }

    /// <summary>By the three digits of the local authority.</summary>
    public required IReadOnlyDictionary<string, Address> AuthorityAddresses { get; init; }

    public static DemonstrationExtract Read()
    {
        using var schools = Open("schools");
        using var links = Open("trust-links");
        using var authorities = Open("local-authorities");
        return new()
        {
            Register = RegisterReader.Read(schools).Value,
            Links = TrustLinksReader.Read(links).Value,
            Counts = ReadCounts(schools),
            AuthorityAddresses = ReadAddresses(authorities),
        };
    }

    private static MemoryStream Open(string name)
    {
        using var packed = typeof(DemonstrationExtract).Assembly.GetManifestResourceStream($"GetHelp.Demonstration.{name}.csv.gz")!;
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        var text = new MemoryStream();
        unpacked.CopyTo(text);
        text.Position = 0;
        return text;
    }

    private static Dictionary<Urn, PupilCounts> ReadCounts(MemoryStream schools)
    {
        schools.Position = 0;
        using var table = CsvTable.Open(schools, ["URN"], ["Pupils"], ["Disadvantaged pupils"]).Value;
        var (urn, pupils, disadvantaged) = (table.Column("URN"), table.Column("Pupils"), table.Column("Disadvantaged pupils"));
        var counts = new Dictionary<Urn, PupilCounts>();
        while (table.Read())
        {
            if (Urn.TryParse(table.Text(urn), out var of))
            {
                counts[of] = new(Number(table.Text(pupils)), Number(table.Text(disadvantaged)));
            }
        }

        return counts;
    }

    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;

    private static Dictionary<string, Address> ReadAddresses(MemoryStream authorities)
    {
        using var table = CsvTable.Open(authorities, ["Local Authority GIAS ID"]).Value;
        var code = table.Column("Local Authority GIAS ID");
        var addresses = new Dictionary<string, Address>();
        while (table.Read())
        {
            addresses[table.Text(code) ?? ""] = new()
            {
                Line1 = table.Text(table.Column("Address Line 1")),
                Line2 = table.Text(table.Column("Address Line 2")),
                Line3 = table.Text(table.Column("Address Line 3")),
                Town = table.Text(table.Column("Town/City")),
                Postcode = table.Text(table.Column("Postcode")),
            };
        }

        return addresses;
    }
}
