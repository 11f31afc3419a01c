using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>Which queries support looks at.</summary>
public sealed record AllocationQueryFilter
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Those with an answer, newest answer first; otherwise those that wait for one, oldest first.</summary>
    public bool Decided { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>What was asked, and granted, in one category.</summary>
public sealed record AllocationQueryNumbers(DeviceCategory Category, int Asked, int Granted);

/// <summary>One query in support's list. Equal rows look equal.</summary>
public sealed record AllocationQueryRow
{
    public required int Id { get; init; }

    public required string School { get; init; }

    public required Urn Urn { get; init; }

    public required string ResponsibleBody { get; init; }

    public required string AskedBy { get; init; }

    public required DateTime AskedAt { get; init; }

    public required AllocationQueryState State { get; init; }

    /// <summary>Whether it was granted in part only.</summary>
    public required bool InPart { get; init; }

    /// <summary>"20 laptops and tablets and 5 routers".</summary>
    public required string Asked { get; init; }

    public required int Files { get; init; }

    public DateTime? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }
}

/// <summary>A page of queries.</summary>
public sealed record AllocationQueryPage(IReadOnlyList<AllocationQueryRow> Rows, int Open, int Decided, int Total)
{
    public int Pages => Paging.Pages(Total, AllocationQueryFilter.PageSize);
}

/// <summary>A file of evidence where its bytes are not wanted.</summary>
public sealed record EvidenceLine(int Id, string Name, EvidenceType Type, int Length);

/// <summary>One query with all that is said of it, for either side.</summary>
public sealed record AllocationQueryDetails
{
    public required int Id { get; init; }

    public required int SchoolId { get; init; }

    public required AllocationQueryState State { get; init; }

    public required string AskedBy { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>The responsible body that asked for its school; null when the school asked itself.</summary>
    public string? AskedFor { get; init; }

    public required string Reasons { get; init; }

    public required IReadOnlyList<AllocationQueryNumbers> Numbers { get; init; }

    public required IReadOnlyList<EvidenceLine> Files { get; init; }

    public string? DecidedBy { get; init; }

    public DateTime? DecidedAt { get; init; }

    public string? Answer { get; init; }

    /// <summary>Whether the viewer belongs to the organisation that asked: they may read the evidence, and withdraw.</summary>
    public required bool IsTheirs { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<StoryEntry> Story { get; init; }

    public string Asked => AllocationQueryInWords.Devices(Numbers.Select(n => (n.Category, n.Asked)));

    public string Granted => AllocationQueryInWords.Devices(Numbers.Select(n => (n.Category, n.Granted)));

    public bool InPart => State == AllocationQueryState.Granted && Numbers.Any(n => n.Granted < n.Asked);
}

/// <summary>One query beside what support needs to answer it.</summary>
public sealed record SupportAllocationQuery
{
    public required AllocationQueryDetails Query { get; init; }

    public required Urn Urn { get; init; }

    public required string School { get; init; }

    public required string ResponsibleBody { get; init; }

    public required OrderState OrderState { get; init; }

    public int? Pupils { get; init; }

    public int? DisadvantagedPupils { get; init; }

    /// <summary>Every category.</summary>
    public required IReadOnlyList<AllocationLine> Numbers { get; init; }

    public required SimilarSchools Similar { get; init; }

    /// <summary>Every category.</summary>
    public required IReadOnlyList<NationalLine> National { get; init; }
}

/// <summary>Reads requests for more devices for support, which answers all of them.</summary>
public sealed class AllocationQueries(IDbContextFactory<GetHelpDbContext> contexts)
{
    public async Task<Result<AllocationQueryPage>> ListAsync(Viewer viewer, AllocationQueryFilter filter, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("see requests for more devices");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var counts = await db.AllocationQueries.GroupBy(q => q.State == AllocationQueryState.Open).Select(g => new { IsOpen = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.IsOpen, g => g.Count, cancellationToken);
        var (open, decided) = (counts.GetValueOrDefault(true), counts.GetValueOrDefault(false));
        var matching = filter.Decided
            ? db.AllocationQueries.Where(q => q.State != AllocationQueryState.Open).OrderByDescending(q => q.DecidedAt).ThenBy(q => q.Id)
            : db.AllocationQueries.Where(q => q.State == AllocationQueryState.Open).OrderBy(q => q.Id);
        var rows = await matching.AsNoTracking().AsSplitQuery()
            .OnPage(filter.Page, AllocationQueryFilter.PageSize)
            .Select(q => new
            {
                Query = q,
                School = q.School!.Name,
                q.School.Urn,
                Body = q.School.ResponsibleBody!.Name,
                Lines = q.Lines.Select(l => new AllocationQueryNumbers(l.Category, l.Asked, l.Granted)).ToList(),
                Files = q.Files.Count,
            })
            .ToListAsync(cancellationToken);
        return new AllocationQueryPage(
            rows.ConvertAll(r => new AllocationQueryRow
            {
                Id = r.Query.Id,
                School = r.School,
                Urn = r.Urn,
                ResponsibleBody = r.Body,
                AskedBy = r.Query.AskedBy,
                AskedAt = r.Query.AskedAt,
                State = r.Query.State,
                InPart = r.Query.State == AllocationQueryState.Granted && r.Lines.Exists(l => l.Granted < l.Asked),
                Asked = AllocationQueryInWords.Devices(r.Lines.Select(l => (l.Category, l.Asked))),
                Files = r.Files,
                DecidedAt = r.Query.DecidedAt,
                DecidedBy = r.Query.DecidedBy,
            }),
            open,
            decided,
            filter.Decided ? decided : open);
    }

    /// <summary>One query; null when there is none of this number, or the viewer is not of support.</summary>
    public async Task<SupportAllocationQuery?> FindAsync(Viewer viewer, int id, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!viewer.IsSupport || await DetailsAsync(db, viewer, db.AllocationQueries.Where(q => q.Id == id), cancellationToken) is not [var query])
        {
            return null;
        }

        var school = await db.Schools.AsNoTracking().Include(s => s.Allocations).Include(s => s.ResponsibleBody).SingleAsync(s => s.Id == query.SchoolId, cancellationToken);
        return new()
        {
            Query = query,
            Urn = school.Urn,
            School = school.Name,
            ResponsibleBody = school.ResponsibleBody!.Name,
            OrderState = school.OrderState,
            Pupils = school.Pupils,
            DisadvantagedPupils = school.DisadvantagedPupils,
            Numbers = [.. AllocationRules.Categories.Select(school.Allocations.Select(AllocationLine.Of).Of)],
            Similar = await SimilarAsync(db, school, query.Id, cancellationToken),
            National = await NationalTotalReader.LinesAsync(db, cancellationToken),
        };
    }

    /// <summary>Five statements, however many queries there are: for them, their lines, their files, what happened to them, and who asked.</summary>
    internal static async Task<IReadOnlyList<AllocationQueryDetails>> DetailsAsync(
        GetHelpDbContext db, Viewer viewer, IQueryable<AllocationQuery> which, CancellationToken cancellationToken)
    {
        var found = await which.AsNoTracking().AsSplitQuery().OrderByDescending(q => q.Id)
            .Include(q => q.Lines).Include(q => q.Files).ToListAsync(cancellationToken);
        var ids = found.ConvertAll(q => (int?)q.Id);
        var stories = (await db.History.AsNoTracking().Where(e => ids.Contains(e.AllocationQueryId)).OrderBy(e => e.Id).ToListAsync(cancellationToken))
            .ToLookup(e => e.AllocationQueryId, e => new StoryEntry(e.Id, e.What, e.At, e.Who, e.Delivery, e.Detail, e.Why));
        var bodyIds = found.Select(q => q.ResponsibleBodyId).OfType<int>().Distinct().ToList();
        var bodies = await db.ResponsibleBodies.AsNoTracking().Where(b => bodyIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, cancellationToken);
        return found.ConvertAll(q => new AllocationQueryDetails
        {
            Id = q.Id,
            SchoolId = q.SchoolId,
            State = q.State,
            AskedBy = q.AskedBy,
            AskedAt = q.AskedAt,
            AskedFor = q.ResponsibleBodyId is { } body ? bodies[body] : null,
            Reasons = q.Reasons,
            Numbers = [.. q.Lines.OrderBy(l => l.Category).Select(l => new AllocationQueryNumbers(l.Category, l.Asked, l.Granted))],
            Files = [.. q.Files.OrderBy(f => f.Id).Select(f => new EvidenceLine(f.Id, f.Name, f.Type, f.Length))],
            DecidedBy = q.DecidedBy,
            DecidedAt = q.DecidedAt,
            Answer = q.Answer,
            IsTheirs = q.IsBy(viewer),
            Story = [.. stories[q.Id]],
        });
    }

    private static async Task<SimilarSchools> SimilarAsync(GetHelpDbContext db, School school, int otherThan, CancellationToken cancellationToken)
    {
        var band = SizeBands.Of(school.Pupils);
        var requests = await db.AllocationQueries.AsNoTracking()
            .Where(q => q.Id != otherThan && q.State != AllocationQueryState.Withdrawn).OfSchoolsLike(school.Phase, band)
            .SelectMany(q => q.Lines, (q, line) => new SimilarRequest(line.Category, line.Granted, q.School!.DisadvantagedPupils))
            .ToListAsync(cancellationToken);
        return new() { Phase = school.Phase, Band = band, Figures = [.. AllocationRules.Categories.Select(category => SimilarRequests.Of(category, requests))] };
    }
}
