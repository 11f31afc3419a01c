namespace GetHelp.Core.Supplier.Accounts;

/// <summary>What the supplier knows of a person's account (spec 03 §4.3): another value in any of these is a change. Where there are several
/// organisations their values are joined with "|", each list in the same order, an unknown value leaving its place empty.</summary>
public sealed record AccountDetails
{
    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string EmailAddress { get; init; }

    public string Telephone { get; init; } = "";

    public string ResponsibleBody { get; init; } = "";

    public string ResponsibleBodyUrn { get; init; } = "";

    public string SoldTo { get; init; } = "";

    public string School { get; init; } = "";

    public string SchoolUrn { get; init; } = "";

    public string ShipTo { get; init; } = "";

    public static AccountDetails Of(AccountHolder holder)
    {
        var (name, bodies) = (SupplierName.Of(holder.FullName), holder.EffectiveBodies);
        var schools = holder.IsOfSingleSchool ? [] : holder.Schools;
        return new()
        {
            FirstName = name.First,
            LastName = name.Last,
            EmailAddress = holder.EmailAddress,
            Telephone = holder.Telephone ?? "",
            ResponsibleBody = Join(bodies, body => body.Name),
            ResponsibleBodyUrn = Join(bodies, body => body.Identifier),
            SoldTo = Join(bodies, body => body.SoldTo),
            School = Join(schools, school => school.Name),
            SchoolUrn = Join(schools, school => school.Urn),
            ShipTo = Join(schools, school => school.ShipTo),
        };
    }

    private static string Join<T>(IEnumerable<T> organisations, Func<T, string?> value) => string.Join('|', organisations.Select(value));
}
