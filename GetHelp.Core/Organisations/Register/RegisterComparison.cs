namespace GetHelp.Core.Organisations.Register;

/// <summary>One thing about a school that the register tells otherwise than we have it.</summary>
public sealed record FieldChange(string Field, string? From, string? To);

/// <summary>A school that is in the register and not here.</summary>
public sealed record NewSchool(Urn Urn, SchoolFacts Facts);

/// <summary>A school that the register tells otherwise than we have it.</summary>
public sealed record ChangedSchool(KnownSchool Known, SchoolFacts After, IReadOnlyList<FieldChange> Changes);

/// <summary>A responsible body that is told otherwise than we have it.</summary>
public sealed record ChangedBody(KnownBody Known, RegisterBody After);

/// <summary>A school that is open here and of which the file does not say so. A person decides; it is never closed for that.</summary>
public sealed record MissingSchool(Urn Urn, string Name, string Why);

/// <summary>All that an import would do, and what it leaves to a person.</summary>
public sealed record RegisterChanges
{
    public required IReadOnlyList<RegisterBody> NewBodies { get; init; }

    public required IReadOnlyList<ChangedBody> ChangedBodies { get; init; }

    public required IReadOnlyList<NewSchool> New { get; init; }

    public required IReadOnlyList<ChangedSchool> Changed { get; init; }

    /// <summary>Open here; the file says that they are not.</summary>
    public required IReadOnlyList<KnownSchool> Closed { get; init; }

    public required IReadOnlyList<MissingSchool> Missing { get; init; }

    public required int Unchanged { get; init; }

    public bool IsNothing => NewBodies.Count + ChangedBodies.Count + New.Count + Changed.Count + Closed.Count == 0;
}

/// <summary>What a register file changes of what we have: a function of the two and nothing else. Further education colleges are not the
/// register's to change.</summary>
public sealed class RegisterComparison
{
    private readonly KnownRegister known;
    private readonly RegisterFile file;
    private readonly TrustLinks? links;
    private readonly Dictionary<BodyKey, RegisterBody> told;

    private RegisterComparison(KnownRegister known, RegisterFile file, TrustLinks? links)
    {
        (this.known, this.file, this.links) = (known, file, links);
        told = Told();
    }

    /// <param name="links">Null when no such file came: then each academy stays with the trust that it has here.</param>
    public static RegisterChanges Compare(KnownRegister known, RegisterFile file, TrustLinks? links) => new RegisterComparison(known, file, links).Compare();

    private RegisterChanges Compare()
    {
        var ours = known.Schools.Where(school => school.Kind == SchoolKind.CompulsorySchool).ToList();
        var there = ours.Where(school => file.Schools.ContainsKey(school.Urn)).ToList();
        var changed = there.Select(Change).OfType<ChangedSchool>().ToList();
        var taken = known.Schools.Select(school => school.Urn).ToHashSet();
        return new()
        {
            NewBodies = [.. told.Values.Where(body => !known.Bodies.ContainsKey(body.Key))],
            ChangedBodies = [.. told.Values.Select(ChangeOf).OfType<ChangedBody>()],
            New = [.. file.Schools.Values.Where(school => !taken.Contains(school.Urn)).Select(school => new NewSchool(school.Urn, FactsOf(school)))],
            Changed = changed,
            Closed = [.. ours.Where(school => IsOpen(school) && file.NotOpen.Contains(school.Urn))],
            Missing = [.. ours.Where(school => IsOpen(school) && IsMissing(school)).Select(school => new MissingSchool(school.Urn, school.Facts.Name, WhyMissing(school)))],
            Unchanged = there.Count - changed.Count,
        };
    }

    private static bool IsOpen(KnownSchool school) => school.Facts.Status == OrganisationStatus.Open;

    private bool IsMissing(KnownSchool school) => !file.Schools.ContainsKey(school.Urn) && !file.NotOpen.Contains(school.Urn);

    private string WhyMissing(KnownSchool school) => file.OtherTypes.TryGetValue(school.Urn, out var type)
        ? $"Its type is now “{type}”, which this service is not for."
        : file.Named.Contains(school.Urn) ? "Its row in the file cannot be read; see the bad rows."
        : "It is not in the file.";

    /// <summary>The authorities of the kept schools, and the trusts that answer for at least one of them.</summary>
    private Dictionary<BodyKey, RegisterBody> Told()
    {
        var bodies = file.Authorities.Values.ToDictionary(body => body.Key);
        foreach (var (urn, trust) in links?.TrustOf ?? new Dictionary<Urn, BodyKey>())
        {
            if (file.Schools.ContainsKey(urn))
            {
                bodies[trust] = links!.Trusts[trust];
            }
        }

        return bodies;
    }

    private ChangedBody? ChangeOf(RegisterBody told) =>
        known.Bodies.GetValueOrDefault(told.Key) is { } body && body.Body != told ? new(body, told) : null;

    private ChangedSchool? Change(KnownSchool school)
    {
        var row = file.Schools[school.Urn];
        var before = school.Facts;
        var after = FactsOf(row) with
        {
            Phase = file.Tells.Phase ? row.Phase : before.Phase,
            Ukprn = file.Tells.Ukprn ? row.Ukprn : before.Ukprn,
            Address = file.Tells.Address ? row.Address : before.Address,
            ResponsibleBody = ResponsibleBodyOf(row, before.ResponsibleBody),
        };
        return after == before ? null : new(school, after, [.. Differences(before, after)]);
    }

    private SchoolFacts FactsOf(RegisterSchool row) => new()
    {
        Name = row.Name,
        Ukprn = row.Ukprn,
        Phase = row.Phase,
        EstablishmentTypeCode = row.EstablishmentTypeCode,
        ResponsibleBody = ResponsibleBodyOf(row, before: null),
        Authority = BodyKey.Authority(row.AuthorityCode),
        Address = row.Address,
        Status = OrganisationStatus.Open,
    };

    private BodyKey ResponsibleBodyOf(RegisterSchool row, BodyKey? before)
    {
        var authority = BodyKey.Authority(row.AuthorityCode);
        return links is not null ? links.TrustOf.GetValueOrDefault(row.Urn, authority)
            : before is { Kind: ResponsibleBodyKind.Trust } trust ? trust
            : authority;
    }

    private IEnumerable<FieldChange> Differences(SchoolFacts before, SchoolFacts after)
    {
        FieldChange[] all =
        [
            new("Name", before.Name, after.Name),
            new("UKPRN", before.Ukprn?.ToString(), after.Ukprn?.ToString()),
            new("Phase", before.Phase.ToString(), after.Phase.ToString()),
            new("Type", EstablishmentTypes.Name(before.EstablishmentTypeCode), EstablishmentTypes.Name(after.EstablishmentTypeCode)),
            new("Responsible body", NameOf(before.ResponsibleBody), NameOf(after.ResponsibleBody)),
            new("Local authority", NameOf(before.Authority), NameOf(after.Authority)),
            new("Address", string.Join(", ", before.Address.Lines()), string.Join(", ", after.Address.Lines())),
            new("Status", before.Status.ToString(), after.Status.ToString()),
        ];
        return all.Where(change => change.From != change.To);
    }

    private string NameOf(BodyKey key) => told.GetValueOrDefault(key)?.Name ?? known.Bodies.GetValueOrDefault(key)?.Body.Name ?? key.Code;
}
