using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations;

/// <summary>An organisation where only its name is wanted.</summary>
public sealed record OrganisationName(int Id, string Name);

/// <summary>Reads organisations by name, to choose from.</summary>
public sealed class OrganisationNames(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Every open local authority, by name. The list is public.</summary>
    public async Task<IReadOnlyList<OrganisationName>> LocalAuthoritiesAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ResponsibleBodies.AsNoTracking()
            .Where(b => b.Kind == ResponsibleBodyKind.LocalAuthority && b.Status == OrganisationStatus.Open)
            .OrderBy(b => b.Name).Select(b => new OrganisationName(b.Id, b.Name)).ToListAsync(cancellationToken);
    }

    /// <summary>One responsible body; null when there is none of this id that the viewer may see.</summary>
    public async Task<OrganisationName?> ResponsibleBodyAsync(Viewer viewer, int id, CancellationToken cancellationToken = default)
    {
        if (!viewer.SeesEverything && !viewer.ResponsibleBodyIds.Contains(id))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ResponsibleBodies.AsNoTracking().Where(b => b.Id == id)
            .Select(b => new OrganisationName(b.Id, b.Name)).SingleOrDefaultAsync(cancellationToken);
    }
}
