using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Reports;
using GetHelp.Core.Orders.Requests;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Orders;

/// <summary>The words for what an order, a delivery or a product is.</summary>
public static class OrderWords
{
    public static string Words(this OrderStatus status) => status.ToString();

    public static string Words(this Account account) => account == Account.SocialCare ? "Social care" : "Education";

    public static string Words(this OrderSource source) => source == OrderSource.Supplier ? "The supplier" : "This service";

    public static Tone Tone(this OrderStatus status) => status switch
    {
        OrderStatus.Rejected => Shared.Tone.Danger,
        OrderStatus.Delayed => Shared.Tone.Attention,
        OrderStatus.Delivered => Shared.Tone.Success,
        OrderStatus.Placed or OrderStatus.Stopped => Shared.Tone.Neutral,
        _ => Shared.Tone.Info,
    };

    public static (string Words, Tone Tone) Status(this DeliveryLine delivery, OrderStatus order) => delivery switch
    {
        { DeliveredAt: not null } => ("Delivered", Shared.Tone.Success),
        _ when order.IsCalledOff() => ("Not coming", Shared.Tone.Danger),
        { DispatchedAt: not null, DelayReason: not null } => ("Dispatched, delayed", Shared.Tone.Attention),
        { DispatchedAt: not null } => ("Dispatched", Shared.Tone.Info),
        { DelayReason: not null } => ("Delayed", Shared.Tone.Attention),
        _ => ("Being prepared", Shared.Tone.Neutral),
    };

    public static string Words(this DeliveryKind kind) => kind.Name();

    /// <summary>What is asked of an order, as a tag says it.</summary>
    public static string Words(this OrderRequestKind asked) => asked == OrderRequestKind.Stop ? "Asks to stop" : "Asks to correct";

    /// <summary>What was reported of a delivery, as a tag says it.</summary>
    public static string Words(this DeliveryProblem problem) => problem == DeliveryProblem.Late ? "Reported late" : "Items missing";

    /// <summary>Null where there is nothing to say.</summary>
    public static (string Words, Tone Tone)? Words(this StockState stock) => stock switch
    {
        StockState.LowStock => ("Low stock", Shared.Tone.Attention),
        StockState.OutOfStock => ("Out of stock", Shared.Tone.Danger),
        _ => null,
    };

    /// <summary>One line of an order's story, or of a school's history.</summary>
    public static string Words(this StoryEntry entry) => entry.What switch
    {
        HistoryKind.OrderPlaced => "Order placed",
        HistoryKind.OrderSentToSupplier => "Sent to the supplier",
        HistoryKind.OrderAccepted => "Accepted by the supplier",
        HistoryKind.OrderRejected => "Rejected by the supplier",
        HistoryKind.DeliveryDispatched => $"{entry.Delivery?.Words()} dispatched",
        HistoryKind.DeliveryDelayed => $"{entry.Delivery?.Words()} delayed",
        HistoryKind.DeliveryDelivered => $"{entry.Delivery?.Words()} delivered",
        HistoryKind.DeliveryReported => $"{entry.Delivery?.Words()}: a problem was reported",
        HistoryKind.ReportAnswered => $"{entry.Delivery?.Words()}: support answered",
        HistoryKind.DeliveryAnnounced => $"{entry.Delivery?.Words()} announced",
        HistoryKind.StopAsked => "Stopping the order was asked for",
        HistoryKind.CorrectionAsked => "A correction was asked for",
        HistoryKind.OrderStopped => "Order stopped",
        HistoryKind.OrderCorrected => "Order corrected",
        HistoryKind.RequestRefused => "What was asked for was refused",
        HistoryKind.RequestLapsed => "What was asked for came too late",
        HistoryKind.OrderStateChanged => "Order state changed",
        HistoryKind.WhoWillOrderChanged => "Who will order changed",
        HistoryKind.DefaultWhoWillOrderChanged => "The answer to who will order changed",
        HistoryKind.PoolingChanged => "Pooling changed",
        HistoryKind.ChromebookDetailsChanged => "Chromebook details changed",
        HistoryKind.PersonMayOrder => "Somebody else can order",
        HistoryKind.PersonMayNotOrder => "Somebody can order no more",
        HistoryKind.PersonRemoved => "Somebody was removed",
        HistoryKind.PersonLeftService => "Removed from the service",
        HistoryKind.PersonExported => "What is kept of them was downloaded",
        HistoryKind.PersonErased => "Erased",
        HistoryKind.SignedIn => "Signed in",
        HistoryKind.IdentityJoined => "An account that signs them in joined",
        HistoryKind.IdentityForgotten => "The accounts that sign them in were forgotten",
        HistoryKind.SignedOutElsewhere => "Signed out from elsewhere",
        HistoryKind.LookBegan => "Support began to see the service as somebody sees it",
        HistoryKind.LookEnded => "Support stopped seeing the service as somebody sees it",
        HistoryKind.PrivacyNoticeSeen => "Read the privacy notice",
        HistoryKind.TechSourceAccountConfirmed => "An account with the supplier is ready",
        HistoryKind.PersonInvited => "Somebody was invited",
        HistoryKind.PersonInvitedAgain => "An invitation was sent again",
        HistoryKind.PersonChanged => "Somebody's details changed",
        HistoryKind.PersonWelcomed => "Somebody has gone through the welcome",
        HistoryKind.AllocationChanged => "Allocation changed",
        HistoryKind.OrderedWithSupplier => "Ordered with the supplier, not here",
        HistoryKind.OrderedFewerWithSupplier => "Fewer ordered with the supplier than it had reported",
        HistoryKind.SupplierNumberChanged => "The supplier's number changed",
        HistoryKind.AllocationQueryAsked => "Request for more devices sent",
        HistoryKind.AllocationQueryGranted => "Request for more devices granted",
        HistoryKind.AllocationQueryRefused => "Request for more devices refused",
        HistoryKind.AllocationQueryWithdrawn => "Request for more devices withdrawn",
        HistoryKind.ContactChanged => "Contact changed",
        HistoryKind.DonatedDevicesAskedFor => "Opted in for donated devices",
        HistoryKind.NationalTotalChanged => "National total changed",
        HistoryKind.SchoolAdded => "School added from the register",
        HistoryKind.SchoolChanged => "School changed in the register",
        HistoryKind.SchoolClosed => "School closed in the register",
        _ => entry.What.ToString(),
    };
}
