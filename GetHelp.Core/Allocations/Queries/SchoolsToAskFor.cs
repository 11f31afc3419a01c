using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>A school that a responsible body may ask for. Equal rows look equal.</summary>
public sealed record SchoolToAskFor
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string Name { get; init; }

    public string? Town { get; init; }

    /// <summary>How many are set aside.</summary>
    public required int LaptopsAndTablets { get; init; }

    /// <inheritdoc cref="LaptopsAndTablets"/>
    public required int Routers { get; init; }

    /// <summary>Requests that wait for an answer.</summary>
    public required int Open { get; init; }
}

/// <summary>A page of a responsible body's schools.</summary>
public sealed record SchoolsToAskFor(string ResponsibleBody, ResponsibleBodyKind Kind, IReadOnlyList<SchoolToAskFor> Rows, int Total)
{
    public int Pages => Paging.Pages(Total, SchoolSearch.PageSize);
}

/// <summary>Finds the schools that a responsible body may ask for more devices for.</summary>
public sealed class SchoolsToAskForReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>The body's open schools by name; null when the viewer is not of this body.</summary>
    public async Task<SchoolsToAskFor?> SearchAsync(Viewer viewer, int responsibleBodyId, SchoolSearch search, CancellationToken cancellationToken = default)
    {
        if (!viewer.ResponsibleBodyIds.Contains(responsibleBodyId))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var body = await db.ResponsibleBodies.Where(b => b.Id == responsibleBodyId).Select(b => new { b.Name, b.Kind }).SingleAsync(cancellationToken);
        var matching = db.Schools.Where(s => s.ResponsibleBodyId == responsibleBodyId && s.Status == OrganisationStatus.Open).Matching(search.Text);
        var rows = await matching.AsNoTracking().OrderBy(s => s.Name).ThenBy(s => s.Id)
            .OnPage(search.Page, SchoolSearch.PageSize)
            .Select(s => new SchoolToAskFor
            {
                SchoolId = s.Id,
                Urn = s.Urn,
                Name = s.Name,
                Town = s.Address.Town,
                LaptopsAndTablets = s.Allocations.Where(a => a.Category == DeviceCategory.LaptopsAndTablets).Sum(a => a.Amount),
                Routers = s.Allocations.Where(a => a.Category == DeviceCategory.Routers).Sum(a => a.Amount),
                Open = db.AllocationQueries.Count(q => q.SchoolId == s.Id && q.State == AllocationQueryState.Open),
            })
            .ToListAsync(cancellationToken);
        return new(body.Name, body.Kind, rows, await matching.CountAsync(cancellationToken));
    }
}
