using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>A school that a person belongs to.</summary>
/// <param name="Town">Beside the name, because many schools share one.</param>
public sealed record ViewerSchool(Urn Urn, string Name, string? Town);

/// <summary>A responsible body that a person belongs to.</summary>
public sealed record ViewerResponsibleBody(int Id, string Name, ResponsibleBodyKind Kind);

/// <summary>Everything a person belongs to, by name.</summary>
public sealed record OrganisationsOfViewer(IReadOnlyList<ViewerSchool> Schools, IReadOnlyList<ViewerResponsibleBody> ResponsibleBodies);

/// <summary>Asks which organisations a person belongs to.</summary>
public sealed class ViewerOrganisations(IDbContextFactory<GetHelpDbContext> contexts)
{
    public async Task<OrganisationsOfViewer> OfAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schools = await db.Schools.Where(s => viewer.SchoolIds.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new ViewerSchool(s.Urn, s.Name, s.Address.Town)).ToListAsync(cancellationToken);
        var bodies = await db.ResponsibleBodies.Where(b => viewer.ResponsibleBodyIds.Contains(b.Id)).OrderBy(b => b.Name).ThenBy(b => b.Id)
            .Select(b => new ViewerResponsibleBody(b.Id, b.Name, b.Kind)).ToListAsync(cancellationToken);
        return new(schools, bodies);
    }
}
