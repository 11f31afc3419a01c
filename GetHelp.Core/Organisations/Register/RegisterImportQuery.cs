using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations.Register;

/// <summary>One import, as the list of them shows it.</summary>
public sealed record RegisterImportLine(int Id, DateTime StartedAt, string StartedBy, string FileName, RegisterImportState State, DateTime? AppliedAt);

/// <summary>One import with all that is to be said about it.</summary>
public sealed record RegisterImportView
{
    public required int Id { get; init; }

    public required DateTime StartedAt { get; init; }

    public required string StartedBy { get; init; }

    public required string FileName { get; init; }

    public string? TrustsFileName { get; init; }

    public required RegisterImportState State { get; init; }

    /// <summary>How far it is with its step, 0 to 100.</summary>
    public required int Percent { get; init; }

    /// <summary>Null until read.</summary>
    public RegisterReport? Report { get; init; }

    public string? Problem { get; init; }

    public DateTime? AppliedAt { get; init; }
}

/// <summary>What imports of the register there were.</summary>
public sealed class RegisterImportQuery(IDbContextFactory<GetHelpDbContext> contexts, RegisterImportProgress progress)
{
    private const int MostListed = 25;

    /// <summary>The latest imports, the last one first.</summary>
    public async Task<Result<IReadOnlyList<RegisterImportLine>>> ListAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        if (!RegisterImportService.Allows(viewer))
        {
            return new NotAllowed("see imports of the register");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.RegisterImports.OrderByDescending(i => i.Id).Take(MostListed)
            .Select(i => new RegisterImportLine(i.Id, i.StartedAt, i.StartedBy, i.FileName, i.State, i.AppliedAt))
            .ToListAsync(cancellationToken);
    }

    public async Task<Result<RegisterImportView>> GetAsync(Viewer viewer, int importId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!RegisterImportService.Allows(viewer)
            || await db.RegisterImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId, cancellationToken) is not { } import)
        {
            return new NotFound();
        }

        return new RegisterImportView
        {
            Id = import.Id,
            StartedAt = import.StartedAt,
            StartedBy = import.StartedBy,
            FileName = import.FileName,
            TrustsFileName = import.TrustsFileName,
            State = import.State,
            Percent = progress.Of(importId) ?? import.Percent,
            Report = RegisterReport.FromJson(import.Report),
            Problem = import.Problem,
            AppliedAt = import.AppliedAt,
        };
    }
}
