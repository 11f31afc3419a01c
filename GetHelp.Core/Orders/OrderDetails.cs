using GetHelp.Core.Data;
using GetHelp.Core.History;
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
    public string For => School ?? $"{ResponsibleBody}, social care";

    public required int ResponsibleBodyId { get; init; }

    /// <summary>Where its Chromebooks are enrolled; null when there are none in it.</summary>
    public string? GoogleDomain { get; init; }

    public string? RecoveryAddress { get; init; }

    public required string ResponsibleBody { get; init; }

    public required string PlacedBy { get; init; }

    public required DateTime PlacedAt { get; init; }

    public string? RejectionReason { get; init; }

    public DateOnly? DueOn { get; init; }

    public bool Overdue { get; init; }

    public required DeliveryDetails DeliverTo { get; init; }

    public required IReadOnlyList<LineAsked> Lines { get; init; }

    public required IReadOnlyList<DeliveryLine> Deliveries { get; init; }

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
        return new()
        {
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
            ResponsibleBody = order.ResponsibleBody!.Name,
            PlacedBy = order.PlacedBy,
            PlacedAt = order.PlacedAt,
            RejectionReason = order.RejectionReason,
            DueOn = order.DueOn,
            Overdue = order.DueOn < LondonTime.DateOf(clock.GetUtcNow().UtcDateTime),
            DeliverTo = order.DeliverTo,
            Lines = order.Lines.OrderBy(l => l.Product).Select(l => new LineAsked(l.Product, l.Quantity)).ToList(),
            Deliveries = order.Deliveries.OrderBy(d => d.Kind).Select(d => Line(order, d)).ToList(),
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

    private static DeliveryLine Line(Order order, Delivery delivery) => new()
    {
        Kind = delivery.Kind,
        Contents = OrderInWords.Contents(order.Lines.Where(l => l.Product.DeliveryKind() == delivery.Kind).Select(l => new LineAsked(l.Product, l.Quantity))),
        DueOn = delivery.DueOn,
        DelayReason = delivery.DelayReason,
        DispatchedAt = delivery.DispatchedAt,
        DeliveredAt = delivery.DeliveredAt,
    };
}
