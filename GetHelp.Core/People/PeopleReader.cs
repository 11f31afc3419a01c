using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>Reads the people of an organisation, for its own people and for support: names and addresses are nobody else's to see.</summary>
public sealed class PeopleReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Null when there is no school of this URN whose people the viewer may see.</summary>
    public async Task<OrganisationPeople?> OfSchoolAsync(Viewer viewer, Urn urn, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var id = await db.Schools.Where(s => s.Urn == urn).Select(s => (int?)s.Id).SingleOrDefaultAsync(cancellationToken);
        return id is { } school ? await OrganisationPeople.ReadAsync(db, viewer, OrganisationId.School(school), cancellationToken) : null;
    }

    /// <summary>Null when there is no responsible body of this id whose people the viewer may see.</summary>
    public async Task<OrganisationPeople?> OfResponsibleBodyAsync(Viewer viewer, int id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await OrganisationPeople.ReadAsync(db, viewer, OrganisationId.ResponsibleBody(id), cancellationToken);
    }
}
