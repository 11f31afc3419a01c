using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Supplier;

namespace GetHelp.Web.Supplier.Simulator;

/// <summary>An order that the simulator took, and all that it will tell of it.</summary>
internal sealed record SimulatedOrder
{
    public required OrderNumber Number { get; init; }

    /// <summary>With the number, which order this is: a portal that starts again with an empty database counts from 1 again.</summary>
    public required DateTime PlacedAt { get; init; }

    public required DateTime ReceivedAt { get; init; }

    /// <summary>Whose it is; null on a social care account.</summary>
    public string? ShipTo { get; init; }

    /// <summary>How many devices of each category are in it.</summary>
    public IReadOnlyDictionary<DeviceCategory, int> Quantities { get; init; } = new Dictionary<DeviceCategory, int>();

    public required IReadOnlyList<SimulatedStep> Steps { get; init; }

    /// <summary>How many of the steps the portal has been told.</summary>
    public int Told { get; init; }

    /// <summary>The portal did not take a step: nothing more comes of the order.</summary>
    public string? GivenUp { get; init; }

    /// <summary>After the portal could not be reached.</summary>
    public DateTime NotBefore { get; init; }

    public SimulatedStep? Next => GivenUp is null && Told < Steps.Count ? Steps[Told] : null;

    /// <summary>Whether its devices are on their way or there.</summary>
    public bool IsComing => GivenUp is null && !IsStopped && !Steps.Any(step => step.Event.Type == OrderEventType.Rejected);

    public bool IsDue(DateTime now) => Next is { } next && next.At <= now && NotBefore <= now;

    public bool Is(SupplierOrder order) => PlacedAt == order.PlacedAt;

    /// <summary>The portal has said that nothing more is to be sent: what was asked before, and comes later, is not answered any more.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Nothing more is sent.</summary>
    public SimulatedOrder Stop() => this with { Steps = [.. Steps.Take(Told)], IsStopped = true };

    /// <summary>Sends these deliveries and no others; one that is new leaves after a working day.</summary>
    public SimulatedOrder Correct(IReadOnlyList<DeliveryKind> deliveries, DateTime now, TimeSpan workingDay)
    {
        var planned = Steps.Select(step => step.Event.Delivery).ToHashSet();
        var kept = Steps.Skip(Told).Where(step => step.At <= now || step.Event.Delivery is not { } kind || deliveries.Contains(kind));
        var added = deliveries.Where(kind => !planned.Contains(kind)).SelectMany(kind => new[]
        {
            Tell(now + workingDay, OrderEventType.Dispatched, kind.ToString(), delivery: kind),
            Tell(now + (2 * workingDay), OrderEventType.Delivered, kind.ToString(), delivery: kind),
        });
        return this with { Steps = [.. Steps.Take(Told), .. kept.Concat(added).OrderBy(step => step.At)] };
    }

    /// <summary>Says yes to what somebody asks, or no where it asks for the quantity that the simulator rejects; the same request twice is answered once.</summary>
    /// <param name="key">The request's idempotency key.</param>
    public SimulatedOrder Answer(SupplierRequest request, string key, DateTime now, SimulatorOptions options)
    {
        var at = now + (SimulatedPlan.Answered * options.WorkingDay);
        var type = request.Lines.Any(line => line.Quantity == options.RejectsQuantity) ? OrderEventType.RequestRefused
            : request.Asked == OrderRequestKind.Stop ? OrderEventType.Stopped
            : OrderEventType.Corrected;
        var answer = Tell(at, type, key, type == OrderEventType.RequestRefused ? "The warehouse cannot send these devices instead." : null);
        if (IsStopped || Steps.Any(step => step.Event.EventId == answer.Event.EventId))
        {
            return this;
        }

        var before = type switch
        {
            OrderEventType.Stopped => Until(at),
            OrderEventType.Corrected => Correct([.. request.Lines.Select(line => line.Product.DeliveryKind()).Distinct()], now, options.WorkingDay),
            _ => this,
        };
        return before with { Steps = [.. before.Steps.Take(Told), .. before.Steps.Skip(Told).Append(answer).OrderBy(step => step.At)] };
    }

    /// <summary>What would be told by then, and nothing of what comes after.</summary>
    private SimulatedOrder Until(DateTime at) => this with { Steps = [.. Steps.Take(Told), .. Steps.Skip(Told).Where(step => step.At <= at)] };

    private SimulatedStep Tell(DateTime at, OrderEventType type, string about, string? reason = null, DeliveryKind? delivery = null) => new(at, new()
    {
        EventId = $"{Number}-{type}-{about}".ToLowerInvariant(),
        OrderNumber = Number,
        Type = type,
        Delivery = delivery,
        Reason = reason,
    });

    /// <summary>What will happen, decided at once and the same for the same order.</summary>
    public static SimulatedOrder Take(SupplierOrder order, OrderNumber number, DateTime now, SimulatorOptions options)
    {
        var plan = new SimulatedPlan(order, number, now, options.WorkingDay);
        return new()
        {
            Number = number,
            PlacedAt = order.PlacedAt,
            ReceivedAt = now,
            ShipTo = order.ShipTo,
            Quantities = order.Lines.GroupBy(line => line.Product.Category()).ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity)),
            Steps = (order.Lines.Any(line => line.Quantity == options.RejectsQuantity) ? plan.Refusal() : plan.Fulfilment()).OrderBy(step => step.At).ToList(),
        };
    }
}

/// <summary>One thing to tell the portal, and when.</summary>
internal sealed record SimulatedStep(DateTime At, OrderEvent Event);

/// <summary>What an order could go through. One order in ten (those whose number ends in 7) has a delivery that is delayed.</summary>
internal sealed class SimulatedPlan(SupplierOrder order, OrderNumber number, DateTime now, TimeSpan workingDay)
{
    /// <summary>In working days after the order came in.</summary>
    public const double Answered = 0.1;

    private const double Delayed = 0.6;

    /// <summary>How many working days a delayed delivery comes later.</summary>
    private const int Delay = 3;

    public IEnumerable<SimulatedStep> Refusal() =>
        [Step(Answered, OrderEventType.Rejected, reason: "The warehouse could not reserve these devices. Order again with another quantity.")];

    public IEnumerable<SimulatedStep> Fulfilment() =>
        [Step(Answered, OrderEventType.Accepted), .. order.Deliveries.SelectMany(Delivery)];

    private IEnumerable<SimulatedStep> Delivery(DeliveryKind kind)
    {
        var dispatched = 1 + ((number.Id + (int)kind) % 3);
        if (IsDelayed(kind))
        {
            dispatched += Delay;
            yield return Step(Delayed, OrderEventType.Delayed, kind, "The warehouse is waiting for stock.", WorkingDays.After(order.DueOn, Delay));
        }

        yield return Step(dispatched, OrderEventType.Dispatched, kind);
        yield return Step(dispatched + 1, OrderEventType.Delivered, kind);
    }

    private bool IsDelayed(DeliveryKind kind) => number.Id % 10 == 7 && order.Deliveries[number.Id / 10 % order.Deliveries.Count] == kind;

    private SimulatedStep Step(double day, OrderEventType type, DeliveryKind? delivery = null, string? reason = null, DateOnly? newDueOn = null) =>
        new(now + (day * workingDay), new()
        {
            EventId = $"{number}-{type}-{delivery}".TrimEnd('-').ToLowerInvariant(),
            OrderNumber = number,
            Type = type,
            Delivery = delivery,
            Reason = reason,
            NewDueOn = newDueOn,
        });
}
