using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>One delivery among those of a school.</summary>
/// <param name="MayReport">Whether the viewer is who may report what is wrong with it.</param>
public sealed record SchoolDelivery(OrderNumber Order, OrderStatus OrderStatus, DeliveryLine Line, bool MayReport);

/// <summary>What is coming to a school, and what has come.</summary>
public sealed record SchoolDeliveries
{
    /// <summary>Deliveries that have come, on a page.</summary>
    public const int PageSize = 20;

    /// <summary>The next to come first.</summary>
    public required IReadOnlyList<SchoolDelivery> Coming { get; init; }

    /// <summary>Those of this page, the last to come first.</summary>
    public required IReadOnlyList<SchoolDelivery> Arrived { get; init; }

    /// <summary>How many have come, on all pages.</summary>
    public required int AllArrived { get; init; }

    /// <summary>From 1; the last one where fewer have come than was thought.</summary>
    public required int Page { get; init; }

    public int Pages => Paging.Pages(AllArrived, PageSize);
}

/// <summary>Reads a school's deliveries; a constant number of statements, however many orders there are.</summary>
public sealed class SchoolDeliveriesReader(IDbContextFactory<GetHelpDbContext> contexts, TimeProvider clock)
{
    /// <summary>Nothing where the viewer may see no orders of this school.</summary>
    public async Task<SchoolDeliveries> OfSchoolAsync(Viewer viewer, Urn urn, int page = 1, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var orders = await db.Orders.AsNoTracking().AsSplitQuery().VisibleTo(viewer).OfSchool(db.Schools.Where(s => s.Urn == urn))
            .Where(o => o.Source == OrderSource.Portal && o.Status != OrderStatus.Rejected && o.Status != OrderStatus.Stopped)
            .Include(o => o.Lines).Include(o => o.Deliveries).ToListAsync(cancellationToken);
        var ids = orders.ConvertAll(o => o.Id);
        var reports = (await db.DeliveryReports.AsNoTracking().Where(r => ids.Contains(r.OrderId) && r.AnsweredAt == null).ToListAsync(cancellationToken)).ToLookup(r => r.OrderId);
        var today = LondonTime.DateOf(clock.GetUtcNow().UtcDateTime);
        var all = orders.SelectMany(order => order.Deliveries.Select(delivery =>
            new SchoolDelivery(order.Number, order.Status, OrderReader.Line(order, delivery, [.. reports[order.Id]], today), viewer.OrdersFor(order)))).ToList();
        var arrived = all.FindAll(d => d.Line.DeliveredAt is not null);
        var shown = Math.Clamp(page, 1, Paging.Pages(arrived.Count, SchoolDeliveries.PageSize));
        return new()
        {
            Coming = [.. all.Where(d => d.Line.DeliveredAt is null).OrderBy(d => d.Line.DueOn).ThenBy(d => d.Order.Id).ThenBy(d => d.Line.Kind)],
            Arrived = [.. arrived.OrderByDescending(d => d.Line.DeliveredAt).ThenByDescending(d => d.Order.Id).OnPage(shown, SchoolDeliveries.PageSize)],
            AllArrived = arrived.Count,
            Page = shown,
        };
    }
}
