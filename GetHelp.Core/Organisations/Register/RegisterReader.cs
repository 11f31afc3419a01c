using CsvHelper;

namespace GetHelp.Core.Organisations.Register;

/// <summary>Reads a register of establishments as the Department publishes it.</summary>
public sealed class RegisterReader
{
    private static readonly string[] StatusHeadings = ["EstablishmentStatus (name)", "EstablishmentStatus (code)", "EstablishmentStatus"];
    private static readonly string[] TypeHeadings = ["TypeOfEstablishment (code)", "TypeOfEstablishment (name)"];

    private readonly CsvTable table;
    private readonly Columns columns;
    private readonly HashSet<Urn> seen = [];
    private readonly Dictionary<Urn, RegisterSchool> schools = [];
    private readonly HashSet<Urn> notOpen = [];
    private readonly Dictionary<Urn, string> otherTypes = [];
    private readonly Dictionary<string, RegisterBody> authorities = [];

    private RegisterReader(CsvTable table)
    {
        this.table = table;
        columns = new(table);
    }

    /// <summary>Reads a whole register, or says why the file is none. Bad rows are left out and reported; see <see cref="RegisterFile.BadRows"/>.</summary>
    /// <param name="stream">Must be able to seek.</param>
    /// <param name="percent">Told how far it is, 0 to 100.</param>
    public static Result<RegisterFile> Read(Stream stream, IProgress<int>? percent = null)
    {
        var opened = CsvTable.Open(stream, ["URN"], ["EstablishmentName"], StatusHeadings, TypeHeadings, ["LA (code)"], ["LA (name)"]);
        if (opened.Refused)
        {
            return Result<RegisterFile>.Refuse(opened.Refusals);
        }

        using var csv = opened.Value;
        try
        {
            return new RegisterReader(csv).ReadAll(percent);
        }
        catch (CsvFormatException broken)
        {
            return new UnusableFile($"The file cannot be read from line {broken.LineNumber} on: a row there has no end.");
        }
    }

    private RegisterFile ReadAll(IProgress<int>? percent)
    {
        while (table.Read())
        {
            if (ReadRow() is { } why)
            {
                table.BadRows.Add(table.Line, why);
            }

            if (table.RowsRead % 1_000 == 0)
            {
                percent?.Report(table.Percent);
            }
        }

        return new()
        {
            Encoding = table.EncodingName,
            Tells = columns.Tells,
            RowsRead = table.RowsRead,
            BadRows = table.BadRows,
            Schools = schools,
            NotOpen = notOpen,
            OtherTypes = otherTypes,
            Named = seen,
            Authorities = authorities,
        };
    }

    /// <summary>Takes one row in, or says why it is left out.</summary>
    private string? ReadRow()
    {
        var urnText = table.Text(columns.Urn);
        if (!Urn.TryParse(urnText, out var urn))
        {
            return $"“{urnText}” is not a URN, which has six digits.";
        }

        if (!seen.Add(urn))
        {
            return $"URN {urn} is in the file before; this second row is left out.";
        }

        var statusText = table.Text(columns.Status) ?? "";
        switch (RegisterWords.Status(statusText))
        {
            case null:
                return $"URN {urn}: “{statusText}” is not a status that the register has.";
            case RegisterStatus.NotOpen:
                notOpen.Add(urn);
                return null;
        }

        var type = table.Text(columns.Type) ?? "";
        if (EstablishmentTypes.TryParse(type, out var typeCode))
        {
            return ReadSchool(urn, typeCode);
        }

        otherTypes.Add(urn, table.Text(columns.TypeName) ?? type);
        return null;
    }

    private string? ReadSchool(Urn urn, int typeCode)
    {
        if (table.Text(columns.Name) is not { } name)
        {
            return $"URN {urn} has no name.";
        }

        if (name.Length > School.NameMaxLength)
        {
            return $"URN {urn}: the name is longer than {School.NameMaxLength} characters.";
        }

        var authority = table.Text(columns.AuthorityCode) ?? "";
        if (!IsKnown(authority, table.Text(columns.AuthorityName)))
        {
            return $"URN {urn}: “{authority}” is not the code of a local authority with a name.";
        }

        schools.Add(urn, new()
        {
            Urn = urn,
            Name = name,
            EstablishmentTypeCode = typeCode,
            AuthorityCode = authority,
            Phase = RegisterWords.Phase(table.Text(columns.Phase) ?? ""),
            Ukprn = int.TryParse(table.Text(columns.Ukprn), out var ukprn) && ukprn is >= 10_000_000 and <= 99_999_999 ? ukprn : null,
            Address = columns.Address(table),
        });
        return null;
    }

    private bool IsKnown(string code, string? name)
    {
        if (authorities.ContainsKey(code))
        {
            return true;
        }

        if (!RegisterWords.IsAuthorityCode(code) || name is null || name.Length > ResponsibleBody.NameMaxLength)
        {
            return false;
        }

        authorities.Add(code, new() { Key = BodyKey.Authority(code), Name = RegisterWords.AuthorityName(name) });
        return true;
    }

    /// <summary>Where in a row each thing is.</summary>
    private readonly struct Columns(CsvTable table)
    {
        public readonly int Urn = table.Column("URN");
        public readonly int Name = table.Column("EstablishmentName");
        public readonly int Status = table.Column(StatusHeadings);
        public readonly int Type = table.Column(TypeHeadings);
        public readonly int TypeName = table.Column("TypeOfEstablishment (name)");
        public readonly int AuthorityCode = table.Column("LA (code)");
        public readonly int AuthorityName = table.Column("LA (name)");
        public readonly int Phase = table.Column("PhaseOfEducation (name)");
        public readonly int Ukprn = table.Column("UKPRN");
        private readonly int street = table.Column("Street");
        private readonly int locality = table.Column("Locality");
        private readonly int address3 = table.Column("Address3");
        private readonly int town = table.Column("Town");
        private readonly int county = table.Column("County (name)");
        private readonly int postcode = table.Column("Postcode");

        public Tells Tells => new(Phase >= 0, Ukprn >= 0, street >= 0 && postcode >= 0);

        public Address Address(CsvTable row) => new()
        {
            Line1 = row.Text(street),
            Line2 = row.Text(locality),
            Line3 = row.Text(address3),
            Town = row.Text(town),
            County = row.Text(county),
            Postcode = row.Text(postcode),
        };
    }
}
