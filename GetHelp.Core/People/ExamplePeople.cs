using GetHelp.Core.Data;
using GetHelp.Core.Data.Demonstration;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>Somebody to try the service as.</summary>
/// <param name="Belongs">Where the person belongs, in words.</param>
/// <param name="Shows">What there is to see as this person, where the demonstration says it.</param>
public sealed record ExamplePerson(string Name, string EmailAddress, string Belongs, string? Shows);

/// <summary>Lists the made-up people of this database: those with an address at example.org, which nobody can have.</summary>
public sealed class ExamplePeople(IDbContextFactory<GetHelpDbContext> contexts)
{
    private const int AtMost = 100;

    public async Task<IReadOnlyList<ExamplePerson>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var people = await db.Users.Where(u => u.DeletedAt == null && u.EmailAddress.EndsWith("@example.org")).OrderByDescending(u => u.Id).Take(AtMost)
            .Select(u => new
            {
                u.FullName,
                u.EmailAddress,
                u.Role,
                Network = u.MobileNetwork!.Brand,
                Organisations = u.Memberships.OrderBy(m => m.Id).Select(m => m.School != null ? m.School.Name : m.ResponsibleBody!.Name).ToList(),
            })
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
        people.Reverse(); // the newest were taken, and are listed last
        return people.Select(person => Describe(person.FullName, person.EmailAddress, person.Role, person.Network, person.Organisations)).ToList();
    }

    private static ExamplePerson Describe(string name, string emailAddress, Role role, string? network, List<string> organisations)
    {
        var known = DemonstrationPeople.All.FirstOrDefault(person => person.EmailAddress == emailAddress);
        var belongs = known?.Organisation ?? (role, organisations) switch
        {
            (Role.Member, []) => "nowhere yet",
            (Role.Member, _) => string.Join(" and ", organisations),
            (Role.Network, _) => network ?? "",
            _ => role.ToString(),
        };
        return new(name, emailAddress, belongs, known?.Shows);
    }
}
