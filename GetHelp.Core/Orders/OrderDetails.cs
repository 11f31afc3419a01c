using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>One order and its story, as its page shows them.</summary>
public sealed record OrderDetails
{
    public required OrderNumber Number { get; init; }

    public required OrderStatus Status { get; init; }

    public required OrderSource Source { get; init; }

    public required Account Account { get; init; }

    /// <summary>Null on the social care account.</summary>
    public string? School { get; init; }

    /// <inheritdoc cref="School"/>
    public int? SchoolId { get; init; }

    /// <inheritdoc cref="School"/>
    public Urn? Urn { get; init; }

    /// <summary>Whom it is for, as a heading says it.</summary>
    public string For => OrderInWords.For(School, ResponsibleBody);

    public required int ResponsibleBodyId { get; init; }

    /// <summary>Where its Chromebooks are enrolled; null when there are none in it.</summary>
    public string? GoogleDomain { get; init; }

    public string? RecoveryAddress { get; init; }

    /// <summary>The school's numbers of those categories of which the supplier does not count as many as we do; for support alone.</summary>
    public IReadOnlyList<AllocationLine> CountsThatDiffer { get; init; } = [];

    public required string ResponsibleBody { get; init; }

    public required string PlacedBy { get; init; }

    public required DateTime PlacedAt { get; init; }

    public string? RejectionReason { get; init; }

    public DateOnly? DueOn { get; init; }

    public bool Overdue { get; init; }

    public required DeliveryDetails DeliverTo { get; init; }

    public required IReadOnlyList<LineAsked> Lines { get; init; }

    public required IReadOnlyList<DeliveryLine> Deliveries { get; init; }

    /// <summary>Whether it can still be stopped or corrected.</summary>
    public bool CanBeChanged { get; init; }

    /// <summary>Whether this viewer places orders for the organisation, and so may ask and report.</summary>
    public bool ViewerMayAsk { get; init; }

    /// <summary>Whether this viewer is of the responsible body.</summary>
    public bool ViewerIsOfBody { get; init; }

    /// <summary>Whether this viewer decides on requests and answers reports.</summary>
    public bool ViewerDecides { get; init; }

    /// <summary>What somebody asked for and nobody has decided yet.</summary>
    public RequestDetails? Request { get; init; }

    /// <summary>What was reported of its deliveries, oldest first, answered or not.</summary>
    public IReadOnlyList<ReportDetails> Reports { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<StoryEntry> Story { get; init; }
}

/// <summary>One delivery of an order, and what is in it.</summary>
public sealed record DeliveryLine
{
    public required DeliveryKind Kind { get; init; }

    public required string Contents { get; init; }

    public required DateOnly DueOn { get; init; }

    public string? DelayReason { get; init; }

    public DateTime? DispatchedAt { get; init; }

    public DateTime? DeliveredAt { get; init; }

    /// <summary>What could be reported of it now; null when nothing can, or it waits for an answer already.</summary>
    public DeliveryProblem? Reportable { get; init; }
}

/// <summary>A request that waits for a decision.</summary>
public sealed record RequestDetails
{
    public required int Id { get; init; }

    public required OrderRequestKind Kind { get; init; }

    public required string Why { get; init; }

    public required Contact Contact { get; init; }

    public required string AskedBy { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>The quantities asked for; none where the order is to be stopped.</summary>
    public required IReadOnlyList<LineAsked> Lines { get; init; }
}

/// <summary>Something that was reported of a delivery.</summary>
public sealed record ReportDetails
{
    public required int Id { get; init; }

    public required DeliveryKind Delivery { get; init; }

    public required DeliveryProblem Problem { get; init; }

    public required string Said { get; init; }

    public required Contact Contact { get; init; }

    public required string ReportedBy { get; init; }

    public required DateTime ReportedAt { get; init; }

    /// <summary>"2 Chromebooks"; empty where it is late.</summary>
    public required string Missing { get; init; }

    public string? Answer { get; init; }

    public string? AnsweredBy { get; init; }

    public DateTime? AnsweredAt { get; init; }
}

/// <summary>One thing that happened to an order.</summary>
public sealed record StoryEntry(long Id, HistoryKind What, DateTime At, string Who, DeliveryKind? Delivery, string? Detail, string? Why);

/// <summary>Reads one order.</summary>
public sealed class OrderReader(IDbContextFactory<GetHelpDbContext> contexts, TimeProvider clock)
{
    /// <summary>The order, or null when there is none of this number that the viewer may see.</summary>
    public async Task<OrderDetails?> FindAsync(Viewer viewer, OrderNumber number, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var order = await db.Orders.AsNoTracking().AsSplitQuery().VisibleTo(viewer)
            .Include(o => o.School).Include(o => o.ResponsibleBody).Include(o => o.Lines).Include(o => o.Deliveries)
            .SingleOrDefaultAsync(o => o.Id == number.Id, cancellationToken);
        if (order is null)
        {
            return null;
        }

        var story = await db.History.AsNoTracking().Where(e => e.OrderId == order.Id).OrderBy(e => e.Id)
            .Select(e => new StoryEntry(e.Id, e.What, e.At, e.Who, e.Delivery, e.Detail, e.Why)).ToListAsync(cancellationToken);
        var request = order.OpenRequest is null ? null : await db.OrderRequests.AsNoTracking().Include(r => r.Lines)
            .SingleOrDefaultAsync(r => r.OrderId == order.Id && r.State == OrderRequestState.Open, cancellationToken);
        var reports = await db.DeliveryReports.AsNoTracking().Include(r => r.Missing).Where(r => r.OrderId == order.Id).OrderBy(r => r.Id).ToListAsync(cancellationToken);
        var today = LondonTime.DateOf(clock.GetUtcNow().UtcDateTime);
        return new()
        {
            CanBeChanged = order.CanBeChanged,
            ViewerMayAsk = viewer.OrdersFor(order),
            ViewerIsOfBody = viewer.ResponsibleBodyIds.Contains(order.ResponsibleBodyId),
            ViewerDecides = viewer.IsSupport,
            Request = request is null ? null : Details(request),
            Reports = reports.ConvertAll(Details),
            Number = order.Number,
            Status = order.Status,
            Source = order.Source,
            Account = order.Account,
            School = order.School?.Name,
            SchoolId = order.SchoolId,
            Urn = order.School?.Urn,
            ResponsibleBodyId = order.ResponsibleBodyId,
            GoogleDomain = order.GoogleDomain,
            RecoveryAddress = order.RecoveryAddress,
            CountsThatDiffer = viewer.IsSupport ? await CountsThatDifferAsync(db, order.SchoolId, cancellationToken) : [],
            ResponsibleBody = order.ResponsibleBody!.Name,
            PlacedBy = order.PlacedBy,
            PlacedAt = order.PlacedAt,
            RejectionReason = order.RejectionReason,
            DueOn = order.DueOn,
            Overdue = order.DueOn < today,
            DeliverTo = order.DeliverTo,
            Lines = order.LinesAsked(),
            Deliveries = order.Deliveries.OrderBy(d => d.Kind).Select(d => Line(order, d, reports, today)).ToList(),
            Story = story,
        };
    }

    /// <summary>The order that was placed with this key, if one was and the viewer may see it.</summary>
    public async Task<OrderNumber?> FindByKeyAsync(Viewer viewer, Guid key, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ids = await db.Orders.AsNoTracking().VisibleTo(viewer).Where(o => o.Key == key).Select(o => o.Id).ToListAsync(cancellationToken);
        return ids.Count == 1 ? new OrderNumber(ids[0]) : null;
    }

    private static async Task<IReadOnlyList<AllocationLine>> CountsThatDifferAsync(GetHelpDbContext db, int? schoolId, CancellationToken cancellationToken) =>
        [.. (await db.Allocations.AsNoTracking().Where(a => a.SchoolId == schoolId && a.Used != a.Ordered).OrderBy(a => a.Category).ToListAsync(cancellationToken)).Select(AllocationLine.Of)];

    internal static DeliveryLine Line(Order order, Delivery delivery, List<DeliveryReport> reports, DateOnly today) => new()
    {
        Kind = delivery.Kind,
        Contents = OrderInWords.Contents(order.LinesOf(delivery.Kind)),
        DueOn = delivery.DueOn,
        DelayReason = delivery.DelayReason,
        DispatchedAt = delivery.DispatchedAt,
        DeliveredAt = delivery.DeliveredAt,
        Reportable = DeliveryReportRules.Reportable(order.Status, delivery.DueOn, delivery.DeliveredAt, today) is { } problem
            && !reports.Exists(r => r.Delivery == delivery.Kind && r.Problem == problem && r.AnsweredAt is null) ? problem : null,
    };

    private static RequestDetails Details(OrderRequest request) => new()
    {
        Id = request.Id,
        Kind = request.Kind,
        Why = request.Why,
        Contact = request.Contact,
        AskedBy = request.AskedBy,
        AskedAt = request.AskedAt,
        Lines = request.NewLines(),
    };

    private static ReportDetails Details(DeliveryReport report) => new()
    {
        Id = report.Id,
        Delivery = report.Delivery,
        Problem = report.Problem,
        Said = report.Said,
        Contact = report.Contact,
        ReportedBy = report.ReportedBy,
        ReportedAt = report.ReportedAt,
        Missing = OrderInWords.Contents(report.Missing.Select(item => new LineAsked(item.Product, item.Quantity))),
        Answer = report.Answer,
        AnsweredBy = report.AnsweredBy,
        AnsweredAt = report.AnsweredAt,
    };
}
