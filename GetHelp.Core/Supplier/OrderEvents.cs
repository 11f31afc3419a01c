using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier;

/// <summary>What the supplier can tell of an order.</summary>
public enum OrderEventType
{
    Accepted,
    Rejected,
    Dispatched,
    Delayed,
    Delivered,

    /// <summary>The supplier agrees to stop the order, as somebody asked.</summary>
    Stopped,

    /// <summary>The supplier agrees to the quantities that somebody asked for.</summary>
    Corrected,

    /// <summary>The supplier does not do what somebody asked, and says why.</summary>
    RequestRefused,
}

/// <summary>Something that happened to an order at the supplier's.</summary>
public sealed record OrderEvent
{
    /// <summary>The supplier's id of this event, 1 to 100 characters: the same id twice is the same event.</summary>
    public required string EventId { get; init; }

    public required OrderNumber OrderNumber { get; init; }

    public required OrderEventType Type { get; init; }

    /// <summary>Which delivery; with dispatched, delayed and delivered.</summary>
    public DeliveryKind? Delivery { get; init; }

    /// <summary>Why; with rejected, delayed and requestRefused, at most <see cref="Order.ReasonMaxLength"/> characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When it will come instead; with delayed.</summary>
    public DateOnly? NewDueOn { get; init; }
}

/// <summary>What became of an event.</summary>
public enum OrderEventOutcome
{
    Applied,

    /// <summary>It had been applied before; nothing was changed now.</summary>
    Replayed,
}

/// <summary>Applies what the supplier tells of orders: each event once, each only where the order can take it.</summary>
public sealed class OrderEvents(WriteTransactions transactions)
{
    /// <summary>Events of one order are applied one after the other, whoever sends them and to whichever node (<see cref="WriteTransaction.LockOrderAsync"/>).</summary>
    public Task<Result<OrderEventOutcome>> ApplyAsync(Viewer viewer, OrderEvent happened, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<OrderEventOutcome>(
            viewer,
            async write =>
            {
                if (viewer.Role != Role.Supplier)
                {
                    return new NotAllowed("tell what became of an order");
                }

                if (OrderEventRules.WhyNot(happened) is { } refusal)
                {
                    return refusal;
                }

                if (await write.LockOrderAsync(happened.OrderNumber, cancellationToken) is not { } order)
                {
                    return new UnknownOrder(happened.OrderNumber);
                }

                var body = PortalJson.Write(happened);
                if (await write.Db.SupplierEvents.SingleOrDefaultAsync(e => e.Id == happened.EventId, cancellationToken) is { } earlier)
                {
                    return earlier.Body == body ? OrderEventOutcome.Replayed : new EventIdTaken(happened.EventId);
                }

                try
                {
                    if (await ApplyAsync(write, order, happened, cancellationToken) is { } impossible)
                    {
                        return impossible;
                    }
                }
                catch (ImpossibleChangeException impossible)
                {
                    return new ImpossibleChange(impossible.Message);
                }

                write.Db.SupplierEvents.Add(new() { Id = happened.EventId, OrderId = order.Id, Body = body, ReceivedAt = write.Now });
                write.Tell(order.Topics());
                return OrderEventOutcome.Applied;
            },
            cancellationToken);

    /// <returns>Why it cannot be applied, where the order itself does not throw.</returns>
    private static async Task<Refusal?> ApplyAsync(WriteTransaction write, Order order, OrderEvent happened, CancellationToken cancellationToken)
    {
        switch (happened.Type)
        {
            case OrderEventType.Accepted:
                order.Accept();
                write.Record(HistoryKind.OrderAccepted, order.Subject());
                break;
            case OrderEventType.Rejected:
                order.Reject(happened.Reason!);
                var ledger = await write.LockLedgerOfAsync(order, cancellationToken);
                ledger.GiveBack(order);
                ledger.Tell(write);
                write.Record(HistoryKind.OrderRejected, order.Subject(), why: happened.Reason);
                await OrderDecisions.LapseAsync(write, order, "The supplier rejected the order before anybody had decided.", cancellationToken);
                break;
            case OrderEventType.Dispatched:
                order.Dispatch(happened.Delivery!.Value, write.Now);
                write.Record(HistoryKind.DeliveryDispatched, order.Subject(happened.Delivery));
                await OrderDecisions.LapseAsync(write, order, $"{happened.Delivery.Value.Name()} were dispatched before anybody had decided.", cancellationToken);
                break;
            case OrderEventType.Delayed:
                order.Delay(happened.Delivery!.Value, happened.NewDueOn!.Value, happened.Reason!);
                write.Record(HistoryKind.DeliveryDelayed, order.Subject(happened.Delivery), $"Now due on {happened.NewDueOn:d MMMM yyyy}", happened.Reason);
                write.Email(DeliveryDelayedLetter.Of(order, order.Deliveries.Single(d => d.Kind == happened.Delivery)), $"email-delayed-{happened.EventId}");
                break;
            case OrderEventType.Delivered:
                order.Deliver(happened.Delivery!.Value, write.Now);
                write.Record(HistoryKind.DeliveryDelivered, order.Subject(happened.Delivery));
                break;
            case OrderEventType.Stopped or OrderEventType.Corrected or OrderEventType.RequestRefused:
                return await DecideAsync(write, order, happened, cancellationToken);
            default:
                throw new ArgumentOutOfRangeException(nameof(happened), happened.Type, "Not a type of event.");
        }

        return null;
    }

    private static async Task<Refusal?> DecideAsync(WriteTransaction write, Order order, OrderEvent happened, CancellationToken cancellationToken)
    {
        if (await OrderDecisions.OpenAsync(write, order, cancellationToken) is not { } request || !Answers(happened.Type, request.Kind))
        {
            return new ImpossibleChange($"{order.Number}: no request waits to which this is an answer.");
        }

        if (happened.Type == OrderEventType.RequestRefused)
        {
            OrderDecisions.Refuse(write, order, request, happened.Reason!);
            return null;
        }

        var whyNot = await OrderDecisions.AgreeAsync(write, order, request, cancellationToken);
        return whyNot.Count == 0 ? null : new ImpossibleChange(string.Join(' ', whyNot.Select(refusal => refusal.Message)));
    }

    private static bool Answers(OrderEventType type, OrderRequestKind asked) => type switch
    {
        OrderEventType.Stopped => asked == OrderRequestKind.Stop,
        OrderEventType.Corrected => asked == OrderRequestKind.Correct,
        _ => true,
    };
}
