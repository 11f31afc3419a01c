using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations;

/// <summary>An organisation where only its name is wanted.</summary>
public sealed record OrganisationName(int Id, string Name);

/// <summary>Reads organisations by name, to choose from.</summary>
public sealed class OrganisationNames(IDbContextFactory<GetHelpDbContext> contexts, SharedReads shared)
{
    /// <summary>Only an import of the register changes them, and that is told.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Every open local authority, by name. The list is public, and one for everybody.</summary>
    public Task<IReadOnlyList<OrganisationName>> LocalAuthoritiesAsync() =>
        shared.GetAsync(Topic.RegisterImports, nameof(LocalAuthoritiesAsync), ReadLocalAuthoritiesAsync, Longest);

    private async Task<IReadOnlyList<OrganisationName>> ReadLocalAuthoritiesAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.ResponsibleBodies.AsNoTracking()
            .Where(b => b.Kind == ResponsibleBodyKind.LocalAuthority && b.Status == OrganisationStatus.Open)
            .OrderBy(b => b.Name).Select(b => new OrganisationName(b.Id, b.Name)).ToListAsync();
    }

    /// <summary>One responsible body; null when there is none of this id that the viewer may see.</summary>
    public async Task<ViewerResponsibleBody?> ResponsibleBodyAsync(Viewer viewer, int id, CancellationToken cancellationToken = default)
    {
        if (!viewer.SeesEverything && !viewer.ResponsibleBodyIds.Contains(id))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ResponsibleBodies.AsNoTracking().Where(b => b.Id == id)
            .Select(b => new ViewerResponsibleBody(b.Id, b.Name, b.Kind)).SingleOrDefaultAsync(cancellationToken);
    }
}
