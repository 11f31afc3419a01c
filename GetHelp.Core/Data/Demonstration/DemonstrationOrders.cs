using GetHelp.Core.Allocations;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Data.Demonstration;

/// <summary>An order as it stands now, and what happened to it on the way: its history is recorded once it has its number.</summary>
internal sealed record LivedOrder(Order Order, IReadOnlyList<LivedEvent> Events);

/// <summary>One thing that happened to an order, and when.</summary>
internal readonly record struct LivedEvent(DateTime At, HistoryKind What, DeliveryKind? Delivery = null, string? Detail = null, string? Why = null);

/// <summary>Lives the planned orders through to now, by the same verbs that the supplier's events use.</summary>
internal sealed class DemonstrationOrders(DateTime now)
{
    /// <summary>Orders were placed in so many days before now.</summary>
    public const int Days = 60;

    private static readonly string[] FirstNames = ["Alice", "Bilal", "Chloe", "Dev", "Esther", "Femi", "Gareth", "Helen", "Isaac", "Joanna", "Karim", "Louise", "Mina", "Neil", "Olga", "Priya"];
    private static readonly string[] LastNames = ["Abbott", "Banerjee", "Carver", "Doyle", "Eastwood", "Finch", "Gill", "Hobbs", "Iqbal", "Jennings", "Kaur", "Lomax", "Mercer", "Novak", "Oduya", "Pike"];
    private static readonly string[] Rejections = ["The delivery address has no postcode.", "The supplier cannot deliver to this address.", "The account with the supplier is closed."];
    private static readonly string[] Delays = ["More were ordered than the warehouse holds.", "The courier could not find the entrance.", "The van broke down.", "The school was closed on the day."];

    /// <param name="by">The named person of the school; null for a school without one.</param>
    public LivedOrder Live(School school, PlannedOrder planned, User? by)
    {
        var dice = new Dice(school.Urn.Value);
        var life = new Life(dice, planned.Ordinal, Place(school, planned, by, dice), planned.Fate, now);
        var events = life.Run();
        SayNothing(life.Order);
        return new(life.Order, events);
    }

    /// <summary>A whole hour in London, some days before now.</summary>
    public static DateTime At(DateTime now, int daysAgo, int hour) => LondonTime.ToUtc(LondonTime.DateOf(now).AddDays(-daysAgo).ToDateTime(new TimeOnly(hour, 0)));

    /// <summary>What a school ordered with the supplier directly, as its report of some days ago made it known.</summary>
    public static LivedOrder WithSupplier(School school, DeviceCategory category, int quantity, DateTime now)
    {
        var order = Order.PlacedWithSupplier(new()
        {
            Key = new(school.Urn.Value, 0, 1, [0, 0, 0, 0, 0, 0, 0, 1]),
            School = school,
            ResponsibleBodyId = school.ResponsibleBodyId,
            PlacedBy = Viewer.Supplier.Name,
            PlacedAt = At(now, DemonstrationSupplier.DifferForDays, DemonstrationSupplier.ReportsAt),
            Lines = [new(category.Unnamed(), quantity)],
            DeliverTo = new() { Name = school.Name, Address = school.Address, ContactName = "", ContactEmail = "" },
        });
        return new(order, [new(order.PlacedAt, HistoryKind.OrderedWithSupplier, Detail: order.Contents())]);
    }

    /// <summary>What is due by tomorrow counts as announced: a database that was just filled has no hundreds of e-mails to send.</summary>
    private void SayNothing(Order order)
    {
        foreach (var delivery in order.Deliveries.Where(d => d.DueOn <= LondonTime.DateOf(now).AddDays(1)))
        {
            order.Announce(delivery.Kind);
        }
    }

    private Order Place(School school, PlannedOrder planned, User? by, Dice dice)
    {
        var name = by?.FullName ?? $"{dice.Pick("first name", FirstNames)} {dice.Pick("last name", LastNames)}";
        return Order.Place(new()
        {
            // Any key will do, so long as it is always the same one.
            Key = new(school.Urn.Value, (short)planned.Ordinal, 0, [0, 0, 0, 0, 0, 0, 0, 1]),
            School = school,
            ResponsibleBodyId = school.ResponsibleBodyId,
            Chromebooks = ChromebookBinding.Of(school.Chromebooks),
            PlacedByUserId = by?.Id,
            PlacedBy = name,
            PlacedAt = PlacedAt(dice, planned.Ordinal),
            Lines = planned.Lines,
            DeliverTo = new()
            {
                Name = school.Name,
                Address = school.Address,
                ContactName = name,
                ContactEmail = by?.EmailAddress ?? $"{name.ToLowerInvariant().Replace(' ', '.')}@school-{school.Urn}.example.org",
                ContactTelephone = $"01632 960{dice.Throw("telephone", 1_000):D3}",
            },
        });
    }

    /// <summary>Between eight and six in London, on one of the last days.</summary>
    private DateTime PlacedAt(Dice dice, int ordinal)
    {
        var day = LondonTime.DateOf(now).AddDays(-dice.Throw($"day {ordinal}", Days - 1));
        var at = LondonTime.ToUtc(day.ToDateTime(new TimeOnly(8, 0)).AddMinutes(dice.Throw($"minute {ordinal}", 600)));
        return at < now ? at : at.AddDays(-1);
    }

    /// <summary>One order from its placing to now.</summary>
    private sealed class Life(Dice dice, int ordinal, Order order, OrderFate fate, DateTime now)
    {
        private readonly List<LivedEvent> events = [];

        public Order Order => order;

        public List<LivedEvent> Run()
        {
            events.Add(new(order.PlacedAt, HistoryKind.OrderPlaced, Detail: order.Contents()));
            events.Add(new(order.PlacedAt.AddMinutes(1), HistoryKind.OrderSentToSupplier));
            var answered = order.PlacedAt.AddHours(2 + dice.Throw($"answer {ordinal}", 18));
            if (answered > now)
            {
                return events;
            }

            if (fate == OrderFate.Stopped)
            {
                order.Stop();
                events.Add(new(order.PlacedAt.AddMinutes(20), HistoryKind.StopAsked, Why: "We ordered twice by mistake."));
                events.Add(new(answered, HistoryKind.OrderStopped, Detail: $"{order.Contents()} given back"));
                return events;
            }

            if (fate == OrderFate.Rejected)
            {
                var why = dice.Pick($"rejection {ordinal}", Rejections);
                order.Reject(why);
                events.Add(new(answered, HistoryKind.OrderRejected, Why: why));
                return events;
            }

            order.Accept();
            events.Add(new(answered, HistoryKind.OrderAccepted));
            foreach (var delivery in order.Deliveries.ToList())
            {
                Deliver(delivery.Kind, delivery.DueOn, answered);
            }

            return [.. events.OrderBy(e => e.At)];
        }

        private void Deliver(DeliveryKind kind, DateOnly due, DateTime answered)
        {
            var dispatched = answered.AddHours(20 + dice.Throw($"dispatch {kind} {ordinal}", 25));
            if (fate == OrderFate.Delayed)
            {
                Delay(kind, WorkingDays.After(due, WorkingDays.ToDeliver), answered.AddHours(20));
                dispatched = dispatched.AddDays(7);
            }

            if (dispatched > now)
            {
                return;
            }

            order.Dispatch(kind, dispatched);
            events.Add(new(dispatched, HistoryKind.DeliveryDispatched, kind));
            var delivered = dispatched.AddHours(20 + dice.Throw($"deliver {kind} {ordinal}", 29));
            if (delivered <= now && fate != OrderFate.Lost)
            {
                order.Deliver(kind, delivered);
                events.Add(new(delivered, HistoryKind.DeliveryDelivered, kind));
            }
        }

        private void Delay(DeliveryKind kind, DateOnly newDueOn, DateTime told)
        {
            if (told <= now)
            {
                var why = dice.Pick($"delay {ordinal}", Delays);
                order.Delay(kind, newDueOn, why);
                events.Add(new(told, HistoryKind.DeliveryDelayed, kind, $"Now due on {newDueOn:d MMMM yyyy}", why));
            }
        }
    }
}
