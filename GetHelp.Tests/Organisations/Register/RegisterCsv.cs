using System.Text;

namespace GetHelp.Tests.Organisations.Register;

/// <summary>Writes small registers, as the Department would.</summary>
internal static class RegisterCsv
{
    public const string Headings =
        "URN,LA (code),LA (name),EstablishmentName,TypeOfEstablishment (code),TypeOfEstablishment (name),EstablishmentStatus (name),"
        + "PhaseOfEducation (name),UKPRN,Street,Locality,Address3,Town,County (name),Postcode";

    public const string LinkHeadings = "URN,Linked UID,Group Name,Companies House Number,Group Type,Group Status";

    public static string Row(
        int urn, string? name = null, string status = "Open", int type = 1, string typeName = "Community school", string authority = "888,Lancashire",
        string phase = "Primary", string ukprn = "10000001", string street = "1 High Street", string postcode = "EX1 1AA") =>
        $"{urn},{authority},\"{name ?? $"School {urn}"}\",{type},{typeName},\"{status}\",{phase},{ukprn},{street},,,Exampleton,Lancashire,{postcode}";

    public static string Link(int urn, string uid = "2053", string name = "Example Trust", string type = "Multi-academy trust", string status = "Open") =>
        $"{urn},{uid},{name},01234567,{type},{status}";

    public static string File(params IEnumerable<string> rows) => string.Join("\r\n", [Headings, .. rows]);

    public static string Links(params IEnumerable<string> rows) => string.Join("\r\n", [LinkHeadings, .. rows]);

    public static MemoryStream Stream(string text, Encoding? encoding = null) => new((encoding ?? new UTF8Encoding(false)).GetBytes(text));
}
