using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>A school that a person belongs to.</summary>
/// <param name="Town">Beside the name, because many schools share one.</param>
public sealed record ViewerSchool(int Id, Urn Urn, string Name, string? Town);

/// <summary>A responsible body that a person belongs to.</summary>
public sealed record ViewerResponsibleBody(int Id, string Name, ResponsibleBodyKind Kind);

/// <summary>Everything a person belongs to, by name.</summary>
/// <param name="MobileNetwork">The brand of the mobile network that the person is of.</param>
public sealed record OrganisationsOfViewer(IReadOnlyList<ViewerSchool> Schools, IReadOnlyList<ViewerResponsibleBody> ResponsibleBodies, string? MobileNetwork = null)
{
    /// <summary>What they are called, responsible bodies first.</summary>
    public IReadOnlyList<string> Names() => [.. ResponsibleBodies.Select(body => body.Name), .. Schools.Select(school => school.Name)];
}

/// <summary>Asks which organisations a person belongs to.</summary>
public sealed class ViewerOrganisations(IDbContextFactory<GetHelpDbContext> contexts, SharedReads shared)
{
    public async Task<OrganisationsOfViewer> OfAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var schools = await db.Schools.Where(s => viewer.SchoolIds.Contains(s.Id)).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new ViewerSchool(s.Id, s.Urn, s.Name, s.Address.Town)).ToListAsync(cancellationToken);
        var bodies = await db.ResponsibleBodies.Where(b => viewer.ResponsibleBodyIds.Contains(b.Id)).OrderBy(b => b.Name).ThenBy(b => b.Id)
            .Select(b => new ViewerResponsibleBody(b.Id, b.Name, b.Kind)).ToListAsync(cancellationToken);
        var network = await db.MobileNetworks.Where(n => n.Id == viewer.MobileNetworkId).Select(n => n.Brand).SingleOrDefaultAsync(cancellationToken);
        return new(schools, bodies, network);
    }

    /// <summary>The same, as of at most <see cref="SharedReads.Longest"/> ago: for what stands on every page.</summary>
    public Task<OrganisationsOfViewer> OfRecentAsync(Viewer viewer)
    {
        var person = Topic.Person(viewer.UserId ?? 0);
        return shared.GetAsync(person, (person, nameof(OfRecentAsync), viewer.Sight), () => OfAsync(viewer));
    }

    /// <summary>On whose behalf the viewer sees a school: the school itself where they belong to it, or its responsible body; null where neither.</summary>
    public async Task<OrganisationId?> SeesAsAsync(Viewer viewer, Urn urn, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var school = await db.Schools.AsNoTracking().Where(s => s.Urn == urn).Select(s => new { s.Id, s.ResponsibleBodyId }).SingleOrDefaultAsync(cancellationToken);
        return school is null ? null : SeesAs(viewer, school.Id, school.ResponsibleBodyId);
    }

    /// <inheritdoc cref="SeesAsAsync(Viewer, Urn, CancellationToken)"/>
    public async Task<OrganisationId?> SeesAsAsync(Viewer viewer, OrderNumber number, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var order = await db.Orders.AsNoTracking().Where(o => o.Id == number.Id).Select(o => new { o.SchoolId, o.DeliverToSchoolId, o.ResponsibleBodyId }).SingleOrDefaultAsync(cancellationToken);
        return order is null ? null : SeesAs(viewer, order.SchoolId, order.ResponsibleBodyId) ?? SeesAs(viewer, order.DeliverToSchoolId, order.ResponsibleBodyId);
    }

    private static OrganisationId? SeesAs(Viewer viewer, int? schoolId, int responsibleBodyId) =>
        schoolId is { } school && viewer.SchoolIds.Contains(school) ? OrganisationId.School(school)
        : viewer.ResponsibleBodyIds.Contains(responsibleBodyId) ? OrganisationId.ResponsibleBody(responsibleBodyId)
        : null;
}
