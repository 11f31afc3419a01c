using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>Somebody to try the service as.</summary>
/// <param name="Organisations">What they belong to, by name.</param>
public sealed record ExamplePerson(string Name, string EmailAddress, Role Role, IReadOnlyList<string> Organisations);

/// <summary>Lists the made-up people: those with an address at example.org, which nobody can have.</summary>
public sealed class ExamplePeople(IDbContextFactory<GetHelpDbContext> contexts)
{
    private const int AtMost = 100;

    public async Task<IReadOnlyList<ExamplePerson>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(u => u.DeletedAt == null && u.EmailAddress.EndsWith("example.org")).OrderBy(u => u.Id).Take(AtMost)
            .Select(u => new ExamplePerson(
                u.FullName,
                u.EmailAddress,
                u.Role,
                u.Memberships.OrderBy(m => m.Id).Select(m => m.School != null ? m.School.Name : m.ResponsibleBody!.Name).ToList()))
            .AsSplitQuery()
            .ToListAsync(cancellationToken);
    }
}
