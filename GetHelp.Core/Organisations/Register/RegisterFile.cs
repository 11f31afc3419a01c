namespace GetHelp.Core.Organisations.Register;

/// <summary>By what an import knows a responsible body: never by its name.</summary>
/// <param name="Code">A local authority's three digits, or the UID of a trust.</param>
public readonly record struct BodyKey(ResponsibleBodyKind Kind, string Code)
{
    public static BodyKey Authority(string code) => new(ResponsibleBodyKind.LocalAuthority, code);

    public static BodyKey Trust(string groupUid) => new(ResponsibleBodyKind.Trust, groupUid);
}

/// <summary>A responsible body as a file tells of it.</summary>
public sealed record RegisterBody
{
    public required BodyKey Key { get; init; }

    public required string Name { get; init; }

    public string? TrustType { get; init; }

    public string? CompaniesHouseNumber { get; init; }
}

/// <summary>An open, state-funded school as a register file tells of it.</summary>
public sealed record RegisterSchool
{
    public required Urn Urn { get; init; }

    public required string Name { get; init; }

    public required int EstablishmentTypeCode { get; init; }

    /// <summary>The three digits of its local authority.</summary>
    public required string AuthorityCode { get; init; }

    public Phase Phase { get; init; }

    public int? Ukprn { get; init; }

    public Address Address { get; init; } = new();
}

/// <summary>Which of the columns that need not be there a file has: what it does not tell stays as it is known.</summary>
public readonly record struct Tells(bool Phase, bool Ukprn, bool Address);

/// <summary>How many rows of one type of establishment were left out, because this service is not for them.</summary>
public sealed record LeftOut(string Type, int Count);

/// <summary>What a register file holds.</summary>
public sealed record RegisterFile
{
    public required string Encoding { get; init; }

    public required Tells Tells { get; init; }

    public required int RowsRead { get; init; }

    public required BadRows BadRows { get; init; }

    /// <summary>The open, state-funded schools.</summary>
    public required IReadOnlyDictionary<Urn, RegisterSchool> Schools { get; init; }

    /// <summary>Establishments of any type that the file says are not open.</summary>
    public required IReadOnlySet<Urn> NotOpen { get; init; }

    /// <summary>Open establishments of other types, with the type's name.</summary>
    public required IReadOnlyDictionary<Urn, string> OtherTypes { get; init; }

    /// <summary>Every URN that a row has, bad rows included.</summary>
    public required IReadOnlySet<Urn> Named { get; init; }

    /// <summary>The local authorities of the schools, by their code.</summary>
    public required IReadOnlyDictionary<string, RegisterBody> Authorities { get; init; }

    public IReadOnlyList<LeftOut> LeftOut() =>
        [.. OtherTypes.Values.GroupBy(type => type).Select(type => new LeftOut(type.Key, type.Count())).OrderByDescending(type => type.Count).ThenBy(type => type.Type)];
}

/// <summary>What a trust links file holds: which trust each academy belongs to.</summary>
public sealed record TrustLinks
{
    public required int RowsRead { get; init; }

    public required BadRows BadRows { get; init; }

    /// <summary>By the school.</summary>
    public required IReadOnlyDictionary<Urn, BodyKey> TrustOf { get; init; }

    public required IReadOnlyDictionary<BodyKey, RegisterBody> Trusts { get; init; }
}
