using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People.Support;

/// <summary>Whether somebody uses the service.</summary>
public enum PersonStanding
{
    /// <summary>Was invited, and has not been here yet.</summary>
    NotSignedIn,

    SignedIn,

    /// <summary>Removed from the service altogether.</summary>
    Removed,
}

/// <summary>Whom support looks for.</summary>
public sealed record PersonSearch
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>A part of a name, of an address or of the name of an organisation, or a URN; null for everybody.</summary>
    public string? Text { get; init; }

    /// <summary>Null whatever they are.</summary>
    public Role? Role { get; init; }

    /// <summary>Null whether or not they use the service.</summary>
    public PersonStanding? Standing { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether fewer than all people are looked for.</summary>
    public bool IsFiltered => Text is not null || Role is not null || Standing is not null;
}

/// <summary>Somebody who was found. Equal rows look equal.</summary>
public sealed record PersonFound
{
    public required int UserId { get; init; }

    public required string Name { get; init; }

    public required string EmailAddress { get; init; }

    public required Role Role { get; init; }

    public DateTime? LastSignedInAt { get; init; }

    public DateTime? RemovedAt { get; init; }

    /// <summary>What they belong to: the first one by name; null when there is none.</summary>
    public string? Organisation { get; init; }

    /// <summary>How many more they belong to: somebody of a large trust may be in dozens of schools.</summary>
    public int OtherOrganisations { get; init; }
}

/// <summary>A page of people who were found, by name.</summary>
/// <param name="SameDomain">Nobody has the address that was looked for: these have one of the same domain, the part after its "@". Null otherwise.</param>
public sealed record PeopleFound(IReadOnlyList<PersonFound> Rows, int Total, string? SameDomain = null)
{
    public int Pages => Paging.Pages(Total, PersonSearch.PageSize);
}

/// <summary>Finds people for support, who looks after all of them, whether they are still here or were removed (spec 06 §1.2).</summary>
public sealed class SupportPeople(IDbContextFactory<GetHelpDbContext> contexts)
{
    public async Task<Result<PeopleFound>> SearchAsync(Viewer viewer, PersonSearch search, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("look for people");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var everybody = Filtered(db.Users.AsNoTracking().Where(u => u.ErasedAt == null), search);
        var found = await PageAsync(db, Matching(everybody, search.Text), search.Page, cancellationToken);
        return found.Total == 0 && EmailAddress.TryParse(search.Text, out var address)
            ? await SameDomainAsync(db, everybody, address, search.Page, cancellationToken)
            : found;
    }

    private static async Task<PeopleFound> SameDomainAsync(
        GetHelpDbContext db, IQueryable<User> everybody, EmailAddress address, int page, CancellationToken cancellationToken)
    {
        var domain = address.Value[address.Value.LastIndexOf('@')..];
        var related = await PageAsync(db, everybody.Where(u => u.EmailAddress.EndsWith(domain)), page, cancellationToken);
        return related.Total == 0 ? related : related with { SameDomain = domain[1..] };
    }

    private static IQueryable<User> Filtered(IQueryable<User> people, PersonSearch search)
    {
        people = search.Role is { } role ? people.Where(u => u.Role == role) : people;
        return search.Standing switch
        {
            PersonStanding.NotSignedIn => people.Where(u => u.DeletedAt == null && u.LastSignedInAt == null),
            PersonStanding.SignedIn => people.Where(u => u.DeletedAt == null && u.LastSignedInAt != null),
            PersonStanding.Removed => people.Where(u => u.DeletedAt != null),
            _ => people,
        };
    }

    private static IQueryable<User> Matching(IQueryable<User> people, string? text)
    {
        if (text is null)
        {
            return people;
        }

        if (Urn.TryParse(text, out var urn))
        {
            return people.Where(u => u.Memberships.Any(m => m.School!.Urn == urn));
        }

        var pattern = Containing.Pattern(text);
        return people.Where(u => EF.Functions.Like(u.FullName.ToLower(), pattern, Containing.Escape)
            || EF.Functions.Like(u.EmailAddress, pattern, Containing.Escape)
            || u.Memberships.Any(m => EF.Functions.Like(m.School!.Name.ToLower(), pattern, Containing.Escape)
                || EF.Functions.Like(m.ResponsibleBody!.Name.ToLower(), pattern, Containing.Escape)));
    }

    private static async Task<PeopleFound> PageAsync(GetHelpDbContext db, IQueryable<User> matching, int page, CancellationToken cancellationToken)
    {
        var people = await matching.OrderBy(u => u.FullName).ThenBy(u => u.Id)
            .OnPage(page, PersonSearch.PageSize)
            .Select(u => new { u.Id, u.FullName, u.EmailAddress, u.Role, u.LastSignedInAt, u.DeletedAt })
            .ToListAsync(cancellationToken);
        var ids = people.ConvertAll(p => p.Id);
        var organisations = (await db.Memberships.AsNoTracking().Where(m => ids.Contains(m.UserId))
            .Select(m => new { m.UserId, Name = m.School!.Name ?? m.ResponsibleBody!.Name })
            .ToListAsync(cancellationToken)).ToLookup(m => m.UserId, m => m.Name);
        return new(
            people.ConvertAll(p => new PersonFound
            {
                UserId = p.Id,
                Name = p.FullName,
                EmailAddress = p.EmailAddress,
                Role = p.Role,
                LastSignedInAt = p.LastSignedInAt,
                RemovedAt = p.DeletedAt,
                Organisation = organisations[p.Id].Order(StringComparer.CurrentCulture).FirstOrDefault(),
                OtherOrganisations = Math.Max(0, organisations[p.Id].Count() - 1),
            }),
            await matching.CountAsync(cancellationToken));
    }
}
