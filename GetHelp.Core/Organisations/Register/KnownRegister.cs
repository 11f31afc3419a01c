using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.Register;

/// <summary>What the register decides of a school.</summary>
public sealed record SchoolFacts
{
    public required string Name { get; init; }

    public int? Ukprn { get; init; }

    public Phase Phase { get; init; }

    public required int EstablishmentTypeCode { get; init; }

    public required BodyKey ResponsibleBody { get; init; }

    public required BodyKey Authority { get; init; }

    public Address Address { get; init; } = new();

    public OrganisationStatus Status { get; init; }
}

/// <summary>A school that we have.</summary>
public sealed record KnownSchool(int Id, Urn Urn, SchoolKind Kind, SchoolFacts Facts);

/// <summary>A responsible body that we have.</summary>
public sealed record KnownBody(int Id, RegisterBody Body);

/// <summary>Everything we have of what the register decides.</summary>
public sealed record KnownRegister(IReadOnlyList<KnownSchool> Schools, IReadOnlyDictionary<BodyKey, KnownBody> Bodies)
{
    public static async Task<KnownRegister> LoadAsync(GetHelpDbContext db, CancellationToken cancellationToken = default)
    {
        var bodies = (await db.ResponsibleBodies.AsNoTracking().ToListAsync(cancellationToken)).ConvertAll(body => new KnownBody(body.Id, Of(body)));
        var keys = bodies.ToDictionary(body => body.Id, body => body.Body.Key);
        var schools = await db.Schools.AsNoTracking().OrderBy(school => school.Urn).ToListAsync(cancellationToken);
        return new(schools.ConvertAll(school => Of(school, keys)), bodies.ToDictionary(body => body.Body.Key));
    }

    private static RegisterBody Of(ResponsibleBody body) => new()
    {
        Key = new(body.Kind, body.LocalAuthorityCode ?? body.GroupUid ?? $"#{body.Id}"),
        Name = body.Name,
        TrustType = body.TrustType,
        CompaniesHouseNumber = body.CompaniesHouseNumber,
    };

    private static KnownSchool Of(School school, Dictionary<int, BodyKey> keys) => new(school.Id, school.Urn, school.Kind, new()
    {
        Name = school.Name,
        Ukprn = school.Ukprn,
        Phase = school.Phase,
        EstablishmentTypeCode = school.EstablishmentTypeCode,
        ResponsibleBody = keys[school.ResponsibleBodyId],
        Authority = keys[school.LocalAuthorityId],
        Address = school.Address,
        Status = school.Status,
    });
}
