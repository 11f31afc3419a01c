using System.Linq.Expressions;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Usage;

/// <summary>Which way the two counts differ.</summary>
public enum DifferenceKind
{
    /// <summary>The supplier counts more than was ordered here.</summary>
    SupplierCountsMore,

    /// <summary>More was ordered here than the supplier counts.</summary>
    WeCountMore,

    /// <summary>Both count the same, but the supplier works with another cap than it was told.</summary>
    AnotherCap,
}

/// <summary>Which differences to show.</summary>
public sealed record DifferenceQuery
{
    public const int PageSize = 50;

    public DifferenceKind? Kind { get; init; }

    public DeviceCategory? Category { get; init; }

    /// <summary>A URN, or a part of a school's name or town.</summary>
    public string? Search { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>One school and category of which the supplier and this service do not say the same. Equal rows look equal.</summary>
public sealed record Difference
{
    public required int SchoolId { get; init; }

    public required Urn Urn { get; init; }

    public required string School { get; init; }

    public required string ResponsibleBody { get; init; }

    public required DeviceCategory Category { get; init; }

    public required int Ordered { get; init; }

    public required int Used { get; init; }

    /// <summary>The cap that the supplier last accepted.</summary>
    public int? Told { get; init; }

    /// <summary>The cap that the supplier last said it works with.</summary>
    public int? SupplierCap { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime Since { get; init; }

    public DifferenceKind Kind => Used > Ordered ? DifferenceKind.SupplierCountsMore : Used < Ordered ? DifferenceKind.WeCountMore : DifferenceKind.AnotherCap;

    /// <summary>What would make both say the same again.</summary>
    public string Settles => Kind switch
    {
        DifferenceKind.SupplierCountsMore =>
            $"{Category.Count(Used - Ordered)} ordered with the supplier directly: listed among the school's orders. If the school did not ask for them, the supplier cancels them and reports fewer.",
        DifferenceKind.WeCountMore =>
            $"{Category.Count(Ordered - Used)} ordered here that the supplier has not counted yet. Its next report should; if it stays, ask the supplier which order it is missing.",
        _ => $"The supplier works with {SupplierCap:N0}. Tell it the cap again from the school's page.",
    };
}

/// <summary>A page of differences, those that have lasted longest first.</summary>
public sealed record DifferencePage(IReadOnlyList<Difference> Rows, int Total)
{
    public int Pages => Paging.Pages(Total, DifferenceQuery.PageSize);
}

/// <summary>Lists where the supplier's counts and ours are not the same. What may be ordered is not in question meanwhile: it is the
/// greater of the two that rules.</summary>
public sealed class UsageDifferences(IDbContextFactory<GetHelpDbContext> contexts)
{
    public async Task<Result<DifferencePage>> ReadAsync(Viewer viewer, DifferenceQuery query, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("see differences with the supplier");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = Matching(db, query);
        return new DifferencePage(await RowsAsync(db, Page(found, query.Page), cancellationToken), await found.CountAsync(cancellationToken));
    }

    /// <summary>Every row that matches, whatever its page, for an export.</summary>
    public async IAsyncEnumerable<Difference> ReadAllAsync(Viewer viewer, DifferenceQuery query)
    {
        await using var db = await contexts.CreateDbContextAsync();
        for (var page = 1; viewer.IsSupport; page++)
        {
            var rows = await RowsAsync(db, Page(Matching(db, query), page), default);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < DifferenceQuery.PageSize)
            {
                yield break;
            }
        }
    }

    private static IQueryable<Found> Page(IQueryable<Found> found, int page) => found
        .OrderBy(f => f.Report == null || f.Report.DiffersSince == null).ThenBy(f => f.Report!.DiffersSince).ThenBy(f => f.Allocation.SchoolId).ThenBy(f => f.Allocation.Category)
        .OnPage(page, DifferenceQuery.PageSize);

    private static IQueryable<Found> Matching(GetHelpDbContext db, DifferenceQuery query)
    {
        var all =
            from a in db.Allocations.AsNoTracking()
            join r in db.UsageReports on new { a.SchoolId, a.Category } equals new { r.SchoolId, r.Category } into reports
            from report in reports.DefaultIfEmpty()
            join u in db.CapUpdates on new { a.SchoolId, a.Category } equals new { u.SchoolId, u.Category } into updates
            from update in updates.DefaultIfEmpty()
            select new Found { Allocation = a, Report = report, Told = update.Told, ToldAt = update.ToldAt };
        all = query.Kind is { } kind ? all.Where(Is(kind)) : all.Where(f =>
            f.Allocation.Used != f.Allocation.Ordered || (f.Report!.CapAmount != null && f.Told != null && f.Report.CapAmount != f.Told && f.ToldAt < f.Report.SentAt));
        all = query.Category is { } category ? all.Where(f => f.Allocation.Category == category) : all;
        if (string.IsNullOrWhiteSpace(query.Search))
        {
            return all;
        }

        var schools = db.Schools.Matching(query.Search).Select(s => s.Id);
        return all.Where(f => schools.Contains(f.Allocation.SchoolId));
    }

    /// <summary>A cap that the supplier named before it was told another is no difference.</summary>
    private static Expression<Func<Found, bool>> Is(DifferenceKind kind) => kind switch
    {
        DifferenceKind.SupplierCountsMore => f => f.Allocation.Used > f.Allocation.Ordered,
        DifferenceKind.WeCountMore => f => f.Allocation.Used < f.Allocation.Ordered,
        _ => f => f.Allocation.Used == f.Allocation.Ordered && f.Report!.CapAmount != null && f.Told != null && f.Report.CapAmount != f.Told && f.ToldAt < f.Report.SentAt,
    };

    /// <summary>A difference that no report has seen yet began with the first order after the last report.</summary>
    private static async Task<IReadOnlyList<Difference>> RowsAsync(GetHelpDbContext db, IQueryable<Found> found, CancellationToken cancellationToken)
    {
        var rows = await found.Select(f => new
        {
            f.Allocation.SchoolId,
            f.Allocation.School!.Urn,
            f.Allocation.School.Name,
            Body = f.Allocation.School.ResponsibleBody!.Name,
            f.Allocation.Category,
            f.Allocation.Ordered,
            f.Allocation.Used,
            f.Told,
            CapAmount = (int?)f.Report!.CapAmount,
            DiffersSince = (DateTime?)f.Report.DiffersSince,
            ReceivedAt = (DateTime?)f.Report.ReceivedAt,
            OrderedSince = db.Orders
                .Where(o => o.SchoolId == f.Allocation.SchoolId && o.Source == OrderSource.Portal && (f.Report == null || o.PlacedAt > f.Report.ReceivedAt))
                .Min(o => (DateTime?)o.PlacedAt),
        }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new Difference
        {
            SchoolId = r.SchoolId,
            Urn = r.Urn,
            School = r.Name,
            ResponsibleBody = r.Body,
            Category = r.Category,
            Ordered = r.Ordered,
            Used = r.Used,
            Told = r.Told,
            SupplierCap = r.CapAmount,
            Since = r.DiffersSince ?? r.OrderedSince ?? r.ReceivedAt ?? DateTime.UnixEpoch,
        });
    }

    private sealed class Found
    {
        public required Allocation Allocation { get; init; }

        public UsageReport? Report { get; init; }

        public int? Told { get; init; }

        public DateTime? ToldAt { get; init; }
    }
}
