using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.Changes.Recent;

/// <summary>One thing that somebody has changed of a body's schools.</summary>
public sealed record RecentChange
{
    public required Guid Id { get; init; }

    public required string What { get; init; }

    public required DateTime MadeAt { get; init; }

    public required string MadeBy { get; init; }

    /// <summary>Null while it is as it was made.</summary>
    public DateTime? UndoneAt { get; init; }

    public string? UndoneBy { get; init; }
}

/// <summary>What can still be undone of what was changed of a body's schools, and what has been.</summary>
/// <param name="Changes">The last first.</param>
public sealed record RecentChanges(string ResponsibleBody, IReadOnlyList<RecentChange> Changes);

/// <summary>Reads what was changed of a body's schools lately; two statements.</summary>
public sealed class RecentChangesReader(IDbContextFactory<GetHelpDbContext> contexts, OrganisationNames names, TimeProvider clock)
{
    /// <summary>Null when there is no such body whose schools the viewer may change.</summary>
    public async Task<RecentChanges?> FindAsync(Viewer viewer, int responsibleBodyId, CancellationToken cancellationToken = default)
    {
        if (!SchoolChangesService.MayChange(viewer, responsibleBodyId) || await names.ResponsibleBodyAsync(viewer, responsibleBodyId, cancellationToken) is not { } body)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var since = clock.GetUtcNow().UtcDateTime - MadeChange.Undoable;
        var changes = await db.MadeChanges.AsNoTracking().Where(m => m.ResponsibleBodyId == responsibleBodyId && m.MadeAt >= since)
            .OrderByDescending(m => m.MadeAt).ThenBy(m => m.Id)
            .Select(m => new RecentChange
            {
                Id = m.Id,
                What = m.What,
                MadeAt = m.MadeAt,
                MadeBy = m.User!.FullName ?? Viewer.Service.Name,
                UndoneAt = m.UndoneAt,
                UndoneBy = m.UndoneBy!.FullName,
            })
            .ToListAsync(cancellationToken);
        return new(body.Name, changes);
    }
}
