namespace GetHelp.Core.PersonalData;

/// <summary>What of a person a column can hold.</summary>
public enum PersonalContent
{
    /// <summary>What somebody is called.</summary>
    Name,

    /// <summary>Alone: too common to be looked for elsewhere.</summary>
    FirstName,

    /// <inheritdoc cref="FirstName"/>
    LastName,

    /// <summary>An address of e-mail.</summary>
    Email,

    Telephone,

    /// <summary>What people wrote, who may have named somebody.</summary>
    Words,

    /// <summary>JSON, of whose texts the same is true.</summary>
    Document,

    /// <summary>A file that people gave. It is not looked into: it goes by its age (<see cref="Retention.RetentionRules"/>).</summary>
    Upload,

    /// <summary>What shows who somebody is: a hash, a key. Told to nobody, not even to them.</summary>
    Secret,
}

/// <summary>A column in which something personal is kept, and how it is known whose it is.</summary>
/// <param name="Entity">What Core calls the table.</param>
/// <param name="Property">What Core calls the column: "FullName", "DeliverTo.ContactName".</param>
public sealed record PersonalColumn(Type Entity, string Property, PersonalContent Content)
{
    /// <summary>The property of the same row that holds the number of the person whom this is of; null where none says so.</summary>
    public string? Owner { get; init; }

    /// <summary>The property of the same row that holds the e-mail address of the person whom this is of; null where none says so.</summary>
    public string? OwnerAddress { get; init; }

    public override string ToString() => $"{Entity.Name}.{Property}";
}

/// <summary>Columns that belong together: kept for the same reason, as long, and seen by the same people.</summary>
public sealed record Holding
{
    public required string Name { get; init; }

    /// <summary>What the service needs it for.</summary>
    public required string Why { get; init; }

    /// <summary>What in the law allows it, in plain words.</summary>
    public required string Purpose { get; init; }

    public required string HowLong { get; init; }

    public required string WhoSees { get; init; }

    public required IReadOnlyList<PersonalColumn> Columns { get; init; }
}
