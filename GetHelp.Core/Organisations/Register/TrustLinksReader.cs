using CsvHelper;

namespace GetHelp.Core.Organisations.Register;

/// <summary>Reads which trust each academy belongs to, from the register's group links. Sponsors and umbrella trusts answer for nobody.</summary>
public static class TrustLinksReader
{
    private static readonly string[] TrustTypes = ["Multi-academy trust", ResponsibleBody.SingleAcademyTrust];

    /// <inheritdoc cref="RegisterReader.Read"/>
    public static Result<TrustLinks> Read(Stream stream)
    {
        var opened = CsvTable.Open(stream, RowLength.Any, ["URN"], ["Linked UID"], ["Group Name"], ["Group Type"]);
        if (opened.Refused)
        {
            return Result<TrustLinks>.Refuse([.. opened.Refusals.Select(r => new UnusableFile($"Trust links: {r.Message}"))]);
        }

        using var table = opened.Value;
        try
        {
            return ReadAll(table);
        }
        catch (CsvFormatException broken)
        {
            return new UnusableFile($"Trust links: the file cannot be read from line {broken.LineNumber} on: a row there has no end.");
        }
    }

    private static TrustLinks ReadAll(CsvTable table)
    {
        var (urnColumn, uid, name) = (table.Column("URN"), table.Column("Linked UID"), table.Column("Group Name"));
        var (type, status, company) = (table.Column("Group Type"), table.Column("Group Status"), table.Column("Companies House Number"));
        var trustOf = new Dictionary<Urn, BodyKey>();
        var trusts = new Dictionary<BodyKey, RegisterBody>();
        var last = new[] { urnColumn, uid, name, type, status }.Max();
        while (table.Read())
        {
            if (!table.Reaches(last))
            {
                table.BadRows.Add(table.Line, "It has fewer cells than there are headings.");
                continue;
            }

            var trustType = TrustTypes.FirstOrDefault(t => t.Equals(table.Text(type), StringComparison.OrdinalIgnoreCase));
            if (trustType is null || "Closed".Equals(table.Text(status), StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var trust = new RegisterBody
            {
                Key = BodyKey.Trust(table.Text(uid) ?? ""),
                Name = table.Text(name) ?? "",
                TrustType = trustType,
                CompaniesHouseNumber = table.Text(company)?.PadLeft(8, '0'),
            };
            if (WhyNot(trust, table.Text(urnColumn), out var urn) is { } why)
            {
                table.BadRows.Add(table.Line, why);
            }
            else if (trustOf.TryAdd(urn, trust.Key))
            {
                trusts.TryAdd(trust.Key, trust);
            }
            else
            {
                table.BadRows.Add(table.Line, $"URN {urn} is linked to a trust before; this second link is left out.");
            }
        }

        return new() { RowsRead = table.RowsRead, BadRows = table.BadRows, TrustOf = trustOf, Trusts = trusts };
    }

    private static string? WhyNot(RegisterBody trust, string? urnText, out Urn urn) =>
        !Urn.TryParse(urnText, out urn) ? $"“{urnText}” is not a URN, which has six digits."
        : trust.Key.Code.Length == 0 ? $"URN {urn}: the trust has no UID."
        : trust.Name.Length is 0 or > ResponsibleBody.NameMaxLength ? $"URN {urn}: the trust's name is missing or longer than {ResponsibleBody.NameMaxLength} characters."
        : null;
}
