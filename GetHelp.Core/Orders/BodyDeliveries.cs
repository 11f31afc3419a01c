using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>Which deliveries of a responsible body's schools a page lists.</summary>
public enum DeliveriesShown
{
    /// <summary>What is still to come, the next first.</summary>
    OnTheWay,

    /// <summary>What should have come before today.</summary>
    Late,

    /// <summary>What has come, the last first.</summary>
    Arrived,
}

/// <summary>What of a responsible body's deliveries a page lists.</summary>
public sealed record BodyDeliveriesQuery
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 50;

    public required int ResponsibleBodyId { get; init; }

    public DeliveriesShown Show { get; init; }

    /// <summary>An order's number, a school's URN or a part of its name or town; null for every delivery.</summary>
    public string? Search { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
}

/// <summary>One delivery among those of a responsible body. Equal rows look equal.</summary>
public sealed record BodyDelivery
{
    public required OrderNumber Order { get; init; }

    public required OrderStatus OrderStatus { get; init; }

    /// <inheritdoc cref="OrderBoardRow.For"/>
    public required string For { get; init; }

    public Urn? Urn { get; init; }

    /// <summary>Whose door it comes to.</summary>
    public required string DeliveredTo { get; init; }

    public required DeliveryLine Line { get; init; }

    public required bool IsLate { get; init; }

    /// <summary>Whether the viewer is who may report what is wrong with it, and something can be reported.</summary>
    public required bool MayReport { get; init; }
}

/// <summary>The deliveries of a responsible body's schools, and of its social care account.</summary>
public sealed record BodyDeliveries
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public required ResponsibleBodyKind Kind { get; init; }

    public required IReadOnlyList<BodyDelivery> Rows { get; init; }

    /// <summary>How many of each kind match the search.</summary>
    public required IReadOnlyDictionary<DeliveriesShown, int> Counts { get; init; }

    /// <summary>How many are listed, on all pages.</summary>
    public required int Matching { get; init; }

    public bool HasSocialCare => Kind == ResponsibleBodyKind.LocalAuthority;

    public int Pages => Paging.Pages(Matching, BodyDeliveriesQuery.PageSize);
}

/// <summary>Reads a responsible body's deliveries; a constant number of statements, however many orders there are.</summary>
public sealed class BodyDeliveriesReader(IDbContextFactory<GetHelpDbContext> contexts, OrganisationNames names, TimeProvider clock)
{
    /// <summary>Null when there is no such body that the viewer may see.</summary>
    public async Task<BodyDeliveries?> FindAsync(Viewer viewer, BodyDeliveriesQuery query, CancellationToken cancellationToken = default)
    {
        if (await names.ResponsibleBodyAsync(viewer, query.ResponsibleBodyId, cancellationToken) is not { } body)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var today = LondonTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var all = Deliveries(db, viewer, query);
        var counts = new Dictionary<DeliveriesShown, int>();
        foreach (var shown in Enum.GetValues<DeliveriesShown>())
        {
            counts[shown] = await Of(all, shown, today).CountAsync(cancellationToken);
        }

        return new()
        {
            Id = body.Id,
            Name = body.Name,
            Kind = body.Kind,
            Rows = await RowsAsync(db, viewer, Page(Sorted(Of(all, query.Show, today), query.Show), query), today, cancellationToken),
            Counts = counts,
            Matching = counts[query.Show],
        };
    }

    /// <summary>Nothing comes of an order that was called off, and of one that was placed with the supplier nothing is known.</summary>
    private static IQueryable<PlacedDelivery> Deliveries(GetHelpDbContext db, Viewer viewer, BodyDeliveriesQuery query) =>
        Matching(db.Orders.AsNoTracking().VisibleTo(viewer).Where(o => o.ResponsibleBodyId == query.ResponsibleBodyId
                && o.Source == OrderSource.Portal && o.Status != OrderStatus.Rejected && o.Status != OrderStatus.Stopped), query.Search)
            .SelectMany(o => o.Deliveries, (o, d) => new PlacedDelivery { OrderId = o.Id, Kind = d.Kind, DueOn = d.DueOn, DeliveredAt = d.DeliveredAt });

    private static IQueryable<Order> Matching(IQueryable<Order> orders, string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
        {
            return orders;
        }

        if (Urn.TryParse(search.Trim(), out var urn))
        {
            return orders.Where(o => o.School!.Urn == urn);
        }

        if (OrderNumber.TryParse(search.Trim(), out var number))
        {
            return orders.Where(o => o.Id == number.Id);
        }

        var pattern = Containing.Pattern(search.Trim());
        return orders.Where(o => EF.Functions.Like(o.School!.Name.ToLower(), pattern, Containing.Escape) || EF.Functions.Like(o.School.Address.Town!.ToLower(), pattern, Containing.Escape));
    }

    private static IQueryable<PlacedDelivery> Of(IQueryable<PlacedDelivery> deliveries, DeliveriesShown shown, DateOnly today) => shown switch
    {
        DeliveriesShown.Arrived => deliveries.Where(d => d.DeliveredAt != null),
        DeliveriesShown.Late => deliveries.Where(d => d.DeliveredAt == null && d.DueOn < today),
        _ => deliveries.Where(d => d.DeliveredAt == null),
    };

    private static IOrderedQueryable<PlacedDelivery> Sorted(IQueryable<PlacedDelivery> deliveries, DeliveriesShown shown) => shown == DeliveriesShown.Arrived
        ? deliveries.OrderByDescending(d => d.DeliveredAt).ThenByDescending(d => d.OrderId).ThenBy(d => d.Kind)
        : deliveries.OrderBy(d => d.DueOn).ThenBy(d => d.OrderId).ThenBy(d => d.Kind);

    private static IQueryable<PlacedDelivery> Page(IQueryable<PlacedDelivery> deliveries, BodyDeliveriesQuery query) =>
        deliveries.OnPage(query.Page, BodyDeliveriesQuery.PageSize);

    private static async Task<IReadOnlyList<BodyDelivery>> RowsAsync(
        GetHelpDbContext db, Viewer viewer, IQueryable<PlacedDelivery> page, DateOnly today, CancellationToken cancellationToken)
    {
        var shown = await page.ToListAsync(cancellationToken);
        var ids = shown.Select(d => d.OrderId).Distinct().ToList();
        var orders = await db.Orders.AsNoTracking().AsSplitQuery().Include(o => o.School).Include(o => o.ResponsibleBody).Include(o => o.Lines).Include(o => o.Deliveries)
            .Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, cancellationToken);
        var reports = (await db.DeliveryReports.AsNoTracking().Where(r => ids.Contains(r.OrderId) && r.AnsweredAt == null).ToListAsync(cancellationToken)).ToLookup(r => r.OrderId);
        return [.. shown.Where(d => orders[d.OrderId].Deliveries.Exists(known => known.Kind == d.Kind))
            .Select(d => Row(viewer, orders[d.OrderId], d.Kind, [.. reports[d.OrderId]], today))];
    }

    private static BodyDelivery Row(Viewer viewer, Order order, DeliveryKind kind, List<Reports.DeliveryReport> reports, DateOnly today)
    {
        var line = OrderReader.Line(order, order.Deliveries.Single(d => d.Kind == kind), reports, today);
        return new()
        {
            Order = order.Number,
            OrderStatus = order.Status,
            For = OrderInWords.For(order.School?.Name, order.ResponsibleBody!.Name),
            Urn = order.School?.Urn,
            DeliveredTo = order.DeliverTo.Name,
            Line = line,
            IsLate = line.DeliveredAt is null && line.DueOn < today,
            MayReport = line.Reportable is not null && viewer.OrdersFor(order),
        };
    }

    /// <summary>What a delivery is sorted and counted by.</summary>
    private sealed class PlacedDelivery
    {
        public required int OrderId { get; init; }

        public required DeliveryKind Kind { get; init; }

        public required DateOnly DueOn { get; init; }

        public DateTime? DeliveredAt { get; init; }
    }
}
