namespace GetHelp.Core.Supplier.Accounts;

/// <summary>A person as the supplier's user accounts look at them: who they are, and for whom they order. Organisations for which somebody
/// does not order are left out: an account at the supplier orders for every organisation that it names.</summary>
public sealed record AccountHolder
{
    public required string FullName { get; init; }

    public required string EmailAddress { get; init; }

    public string? Telephone { get; init; }

    public bool HasSeenPrivacyNotice { get; init; }

    /// <summary>Removed from the service altogether.</summary>
    public bool IsGone { get; init; }

    /// <summary>Responsible bodies that they belong to and order for, in the order in which they joined.</summary>
    public IReadOnlyList<AccountBody> Bodies { get; init; } = [];

    /// <summary>Schools that they belong to and order for, in the order in which they joined.</summary>
    public IReadOnlyList<AccountSchool> Schools { get; init; } = [];

    /// <summary>Whether the supplier is to have an account for them: it hears of nobody who has not read how their details are used.</summary>
    public bool NeedsAccount => HasSeenPrivacyNotice && !IsGone && Bodies.Count + Schools.Count > 0;

    /// <summary>The head of a trust or college that is one school (spec 01 §3.4): the supplier knows them by the body alone.</summary>
    public bool IsOfSingleSchool => Schools is [var school] && Bodies.Any(body => body.HasOneSchool && body == school.ResponsibleBody);

    /// <summary>Their own responsible bodies, then those of their schools, each once.</summary>
    public IReadOnlyList<AccountBody> EffectiveBodies => [.. Bodies.Concat(Schools.Select(school => school.ResponsibleBody)).Distinct()];

    /// <summary>The supplier has a number for none of their schools, so it could not say what the account is for. With one it can: the original
    /// asked whether the joined list was blank, and a list of two schools without numbers, "|", was not (spec 08 D4).</summary>
    public bool WaitsForShipTo => !IsOfSingleSchool && Schools.Count > 0 && Schools.All(school => school.ShipTo is null);
}

/// <summary>A responsible body as the supplier's user accounts name it.</summary>
/// <param name="Identifier">As <see cref="SupplierIdentifier"/> has it.</param>
/// <param name="HasOneSchool">A single-academy trust, or a college.</param>
public sealed record AccountBody(string Name, string Identifier, string? SoldTo, bool HasOneSchool = false);

/// <summary>A school as the supplier's user accounts name it.</summary>
public sealed record AccountSchool(string Name, string Urn, string? ShipTo, AccountBody ResponsibleBody);
