using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using GetHelp.Core.Organisations;

namespace GetHelp.Core.Orders;

/// <summary>Where an order is. Not to be taken for a school's <see cref="OrderState"/>, which says whether it may order.</summary>
public enum OrderStatus
{
    /// <summary>Placed and on its way to the supplier.</summary>
    Placed,

    /// <summary>The supplier took it on.</summary>
    Accepted,

    /// <summary>The supplier refused it, with a reason; its devices are given back.</summary>
    Rejected,

    /// <summary>A delivery that has not come yet has a new, later date.</summary>
    Delayed,

    /// <summary>At least one delivery has left, none is delayed, not all have come.</summary>
    Dispatched,

    /// <summary>Every delivery has come.</summary>
    Delivered,

    /// <summary>Somebody of the ordering organisation asked to stop it and was told yes; its devices are given back.</summary>
    Stopped,
}

public static class OrderStatuses
{
    /// <summary>Whether nothing of the order will come: its devices count as not ordered.</summary>
    public static bool IsCalledOff(this OrderStatus status) => status is OrderStatus.Rejected or OrderStatus.Stopped;
}

/// <summary>Which of an organisation's two accounts an order is on. Only local authorities have the second.</summary>
public enum Account
{
    /// <summary>For schools: counts on a school's allocation, or on the pool that the school is in.</summary>
    Education,

    /// <summary>For children with social care needs: counts on the authority's own allocation for them, never on a school's.</summary>
    SocialCare,
}

/// <summary>Where an order was placed.</summary>
public enum OrderSource
{
    Portal,

    /// <summary>With the supplier, past the portal: known from what the supplier reports.</summary>
    Supplier,
}

/// <summary>An order of one school, or of a local authority's social care account. Changed only through its verbs, which throw when the order is not in a state for them.</summary>
public sealed class Order : IVersioned
{
    /// <summary>The most characters a reason for a rejection or a delay may have.</summary>
    public const int ReasonMaxLength = 500;

    private Order()
    {
    }

    public int Id { get; private set; }

    public OrderNumber Number => new(Id);

    /// <summary>Made by the page when it opens: the same key is the same order, however often it is pressed.</summary>
    public Guid Key { get; private set; }

    public OrderSource Source { get; private set; }

    public Account Account { get; private set; }

    /// <summary>The school on whose numbers the order counts; null on the social care account.</summary>
    public int? SchoolId { get; private set; }

    public School? School { get; private set; }

    /// <summary>The school's responsible body when the order was placed; on the social care account the authority itself.</summary>
    public int ResponsibleBodyId { get; private set; }

    public ResponsibleBody? ResponsibleBody { get; private set; }

    /// <summary>Who placed the school's orders when this was placed; null for orders from before that was kept, and without a school.</summary>
    public WhoWillOrder? OrderedBy { get; private set; }

    public int? PlacedByUserId { get; private set; }

    public string PlacedBy { get; private set; } = "";

    public DateTime PlacedAt { get; private set; }

    public OrderStatus Status { get; private set; }

    public string? RejectionReason { get; private set; }

    /// <summary>What somebody asked for and nobody has decided yet; null when nothing is. Kept here beside the <see cref="OrderRequest"/>
    /// itself, so that boards show and count it without looking further.</summary>
    public OrderRequestKind? OpenRequest { get; private set; }

    /// <summary>How many <see cref="DeliveryReport"/>s of its deliveries wait for an answer. Kept here for the same reason.</summary>
    public int OpenReports { get; private set; }

    /// <summary>The next date on which something is due; null once nothing is.</summary>
    public DateOnly? DueOn { get; private set; }

    public DeliveryDetails DeliverTo { get; private set; } = new() { Name = "", ContactName = "", ContactEmail = "" };

    /// <summary>The school at whose door an order from the pool arrives where it counts on another one's numbers; null for every other order.</summary>
    public int? DeliverToSchoolId { get; private set; }

    /// <summary>The one domain on which the order's Chromebooks are enrolled, <see cref="ChromebookRules.Unknown"/> when nobody could
    /// find out; null when there are none in it.</summary>
    public string? GoogleDomain { get; private set; }

    /// <summary>An address outside the domain, to get back in by; null without a domain.</summary>
    public string? RecoveryAddress { get; private set; }

    public List<OrderLine> Lines { get; private set; } = [];

    public List<Delivery> Deliveries { get; private set; } = [];

    public int Version { get; private set; }

    /// <summary>A new order; its deliveries follow from its lines, each due within five working days (seed: the ordering guide).</summary>
    public static Order Place(Placement placement)
    {
        var due = DueAfter(placement.PlacedAt);
        var chromebooks = placement.Lines.Any(line => line.Product == Product.Chromebook) ? placement.Chromebooks?.Tidied() : null;
        var order = new Order
        {
            Key = placement.Key,
            Source = placement.Source,
            Account = placement.School is null ? Account.SocialCare : Account.Education,
            SchoolId = placement.School?.Id,
            ResponsibleBodyId = placement.ResponsibleBodyId,
            GoogleDomain = chromebooks?.Domain,
            RecoveryAddress = chromebooks?.RecoveryAddress,
            OrderedBy = placement.School?.WhoWillOrder,
            PlacedByUserId = placement.PlacedByUserId,
            PlacedBy = placement.PlacedBy,
            PlacedAt = placement.PlacedAt,
            DeliverTo = placement.DeliverTo,
            DeliverToSchoolId = placement.DeliverToSchoolId == placement.School?.Id ? null : placement.DeliverToSchoolId,
            Lines = placement.Lines.Select(line => new OrderLine { Product = line.Product, Quantity = line.Quantity }).ToList(),
            Deliveries = KindsOf(placement.Lines).ConvertAll(kind => new Delivery(kind, due)),
        };
        order.Follow();
        return order;
    }

    /// <summary>Devices that the supplier reports and nobody ordered here. It took them on when it was asked, and tells nothing of their
    /// deliveries. They are not counted as ordered: the supplier's own count has them.</summary>
    public static Order PlacedWithSupplier(Placement placement)
    {
        var order = Place(placement with { Source = OrderSource.Supplier });
        order.Deliveries.Clear();
        (order.Status, order.DueOn) = (OrderStatus.Accepted, null);
        return order;
    }

    /// <summary>The supplier reports fewer of what was ordered with it directly; none, and the order has stopped.</summary>
    public void Shrink(int by)
    {
        if (Source != OrderSource.Supplier || Status.IsCalledOff() || Lines is not [var line] || by <= 0 || by > line.Quantity)
        {
            throw new ImpossibleChangeException($"{Number} cannot shrink by {by}.");
        }

        if (by == line.Quantity)
        {
            Status = OrderStatus.Stopped; // what it held stays to be read
        }
        else
        {
            line.Quantity -= by;
        }
    }

    /// <summary>What the order holds, in the order in which pages list products.</summary>
    public IReadOnlyList<LineAsked> LinesAsked() => [.. Lines.OrderBy(line => line.Product).Select(line => new LineAsked(line.Product, line.Quantity))];

    /// <summary>How many devices of a category the order holds.</summary>
    public int Quantity(DeviceCategory category) => Lines.Where(line => line.Product.Category() == category).Sum(line => line.Quantity);

    /// <summary>Whether the order can still be stopped or corrected: until anything of it is dispatched.</summary>
    public bool CanBeChanged =>
        Source == OrderSource.Portal && Status is OrderStatus.Placed or OrderStatus.Accepted or OrderStatus.Delayed && Deliveries.TrueForAll(d => d.DispatchedAt is null);

    /// <summary>Somebody asks to stop or to correct it: one thing at a time.</summary>
    public void Ask(OrderRequestKind what) =>
        Change(CanBeChanged && OpenRequest is null, $"asked to be {what.Done()}", () => OpenRequest = what);

    /// <summary>What was asked is decided, or can no longer be done.</summary>
    public void Decided() => OpenRequest = null;

    public void Reported() => OpenReports++;

    public void ReportAnswered() => OpenReports = Math.Max(0, OpenReports - 1);

    public void Stop() => Change(CanBeChanged, "stopped", () => Status = OrderStatus.Stopped);

    /// <summary>Takes on other quantities. A delivery that there was already keeps its date; a new one is due as if ordered now.</summary>
    public void Correct(IReadOnlyList<LineAsked> lines, DateTime now) => Change(CanBeChanged, "corrected", () =>
    {
        Lines.RemoveAll(old => lines.All(line => line.Product != old.Product));
        foreach (var line in lines)
        {
            if (Lines.Find(old => old.Product == line.Product) is { } known)
            {
                known.Quantity = line.Quantity;
            }
            else
            {
                Lines.Add(new() { Product = line.Product, Quantity = line.Quantity });
            }
        }

        var kinds = KindsOf(lines);
        Deliveries.RemoveAll(delivery => !kinds.Contains(delivery.Kind));
        (GoogleDomain, RecoveryAddress) = kinds.Contains(DeliveryKind.Google) ? (GoogleDomain, RecoveryAddress) : (null, null);
        Deliveries.AddRange(kinds.Where(kind => this[kind] is null).Select(kind => new Delivery(kind, DueAfter(now))));
    });

    /// <summary>The delivery's contact was told that it comes on the day on which it is now due.</summary>
    public void Announce(DeliveryKind kind) => this[kind]!.Announce();

    public void Accept() => Change(Status is OrderStatus.Placed, "accepted", () => Status = OrderStatus.Accepted);

    public void Reject(string reason) => Change(Status is OrderStatus.Placed, "rejected", () =>
    {
        Status = OrderStatus.Rejected;
        RejectionReason = reason;
    });

    public void Dispatch(DeliveryKind kind, DateTime now) =>
        Change(CanMove(kind, d => d.DispatchedAt is null), $"dispatched ({kind})", () => this[kind]!.Dispatch(now));

    public void Delay(DeliveryKind kind, DateOnly newDueOn, string reason) =>
        Change(CanMove(kind, d => newDueOn > d.DueOn), $"delayed ({kind}) to {newDueOn:d MMMM yyyy}", () => this[kind]!.Delay(newDueOn, reason));

    public void Deliver(DeliveryKind kind, DateTime now) =>
        Change(CanMove(kind, d => d.DispatchedAt is not null), $"delivered ({kind})", () => this[kind]!.Deliver(now));

    private static List<DeliveryKind> KindsOf(IEnumerable<LineAsked> lines) => [.. lines.Select(line => line.Product.DeliveryKind()).Distinct().Order()];

    private static DateOnly DueAfter(DateTime now) => WorkingDays.After(LondonTime.DateOf(now), WorkingDays.ToDeliver);

    private Delivery? this[DeliveryKind kind] => Deliveries.Find(d => d.Kind == kind);

    private bool CanMove(DeliveryKind kind, Predicate<Delivery> when) =>
        Status is not OrderStatus.Placed && !Status.IsCalledOff() && this[kind] is { DeliveredAt: null } delivery && when(delivery);

    private void Change(bool allowed, string what, Action change)
    {
        if (!allowed)
        {
            throw new ImpossibleChangeException($"{Number} is {Status.ToString().ToLowerInvariant()} and cannot be {what}.");
        }

        change();
        Follow();
    }

    /// <summary>Status and due date are functions of the deliveries, once the supplier has said yes.</summary>
    private void Follow()
    {
        var coming = Deliveries.Where(d => d.DeliveredAt is null).ToList();
        DueOn = Status.IsCalledOff() || coming.Count == 0 ? null : coming.Min(d => d.DueOn);
        if (Status is not OrderStatus.Placed && !Status.IsCalledOff())
        {
            Status = coming.Count == 0 ? OrderStatus.Delivered
                : coming.Exists(d => d.DelayReason is not null) ? OrderStatus.Delayed
                : Deliveries.Exists(d => d.DispatchedAt is not null) ? OrderStatus.Dispatched
                : OrderStatus.Accepted;
        }
    }
}

/// <summary>Somebody asked an order to do what it cannot do from where it is.</summary>
public sealed class ImpossibleChangeException(string message) : InvalidOperationException(message);
