using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>What one school has asked for, as its own people and those of its responsible body see it.</summary>
public sealed record SchoolAllocationQueries
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string School { get; init; }

    /// <summary>Newest first.</summary>
    public required IReadOnlyList<AllocationQueryDetails> Queries { get; init; }

    /// <summary>Whether the viewer has begun to write another one.</summary>
    public required bool HasDraft { get; init; }

    /// <summary>Whether there is a category that can be asked for: one without an open query.</summary>
    public bool MayAsk => AllocationRules.Categories.Any(category => !Queries.Any(q => q.State == AllocationQueryState.Open && q.Numbers.Any(n => n.Category == category)));
}

/// <summary>A draft as its writer sees it.</summary>
public sealed record QueryDraftDetails
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string School { get; init; }

    /// <summary>Null before anything was written.</summary>
    public Guid? Key { get; init; }

    public required TypedQuery Typed { get; init; }

    /// <summary>What is asked for, where it can be read.</summary>
    public required IReadOnlyList<AllocationQueryNumbers> Asked { get; init; }

    public required IReadOnlyList<EvidenceLine> Files { get; init; }

    /// <summary>What was said against the files that came last.</summary>
    public required IReadOnlyList<string> RefusedFiles { get; init; }

    /// <summary>Why it cannot be sent yet.</summary>
    public required IReadOnlyList<Refusal> WhyNot { get; init; }
}

/// <summary>Reads requests for more devices for those who make them.</summary>
public sealed class AllocationQueryReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>What was asked for a school; null when the viewer is neither of the school nor of its responsible body.</summary>
    public async Task<SchoolAllocationQueries?> OfSchoolAsync(Viewer viewer, Urn urn, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, viewer, urn, cancellationToken) is not { } school)
        {
            return null;
        }

        return new()
        {
            SchoolId = school.Id,
            Urn = school.Urn,
            School = school.Name,
            Queries = await AllocationQueries.DetailsAsync(db, viewer, db.AllocationQueries.Where(q => q.SchoolId == school.Id), cancellationToken),
            HasDraft = await db.AllocationQueryDrafts.AnyAsync(d => d.UserId == viewer.UserId && d.SchoolId == school.Id, cancellationToken),
        };
    }

    /// <summary>What the viewer has written so far for a school, which may be nothing yet; null as above.</summary>
    public async Task<QueryDraftDetails?> DraftAsync(Viewer viewer, Urn urn, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, viewer, urn, cancellationToken) is not { } school)
        {
            return null;
        }

        var draft = await db.AllocationQueryDrafts.AsNoTracking().Include(d => d.Files)
            .SingleOrDefaultAsync(d => d.UserId == viewer.UserId && d.SchoolId == school.Id, cancellationToken);
        var open = await AllocationQueryService.OpenAsync(db, school.Id, cancellationToken);
        return new()
        {
            SchoolId = school.Id,
            Urn = school.Urn,
            School = school.Name,
            Key = draft?.Key,
            Typed = new() { LaptopsAndTablets = draft?.LaptopsAndTablets, Routers = draft?.Routers, Reasons = draft?.Reasons },
            Asked = [.. (draft?.Asked() ?? new Dictionary<DeviceCategory, int>()).Where(a => a.Value > 0).Select(a => new AllocationQueryNumbers(a.Key, a.Value, 0))],
            Files = [.. (draft?.Files ?? []).OrderBy(f => f.Id).Select(f => new EvidenceLine(f.Id, f.Name, f.Type, f.Length))],
            RefusedFiles = draft?.RefusedFiles.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? [],
            WhyNot = draft is null ? [] : AllocationQueryService.WhyNot(draft, open),
        };
    }

    /// <summary>A file of evidence with its bytes: for support, and for the organisation that asked.</summary>
    public async Task<Result<EvidenceFile>> OpenEvidenceAsync(Viewer viewer, int allocationQueryId, int fileId, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var query = await db.AllocationQueries.AsNoTracking().Where(q => q.Id == allocationQueryId)
            .Select(q => new { q.SchoolId, q.ResponsibleBodyId }).SingleOrDefaultAsync(cancellationToken);
        if (query is null || !(viewer.IsSupport || AllocationQuery.IsBy(viewer, query.SchoolId, query.ResponsibleBodyId)))
        {
            return new NotFound();
        }

        var file = await db.EvidenceFiles.AsNoTracking().Include(f => f.Content)
            .SingleOrDefaultAsync(f => f.Id == fileId && f.AllocationQueryId == allocationQueryId, cancellationToken);
        return file is null ? new NotFound() : file;
    }

    private static Task<School?> FindAsync(GetHelpDbContext db, Viewer viewer, Urn urn, CancellationToken cancellationToken) =>
        db.Schools.AsNoTracking().Where(s => s.Urn == urn).LookedAfterBy(viewer).SingleOrDefaultAsync(cancellationToken);
}
