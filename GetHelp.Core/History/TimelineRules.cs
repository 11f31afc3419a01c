using GetHelp.Core.Allocations;

namespace GetHelp.Core.History;

/// <summary>What of history an organisation's own people read. Support reads all of it elsewhere; what is not named here stays there.</summary>
public static class TimelineRules
{
    /// <summary>What happened to the organisation's people. Names and addresses are in it: told to those alone who may see its people.</summary>
    public static IReadOnlyList<HistoryKind> OfPeople { get; } =
    [
        HistoryKind.PersonMayOrder, HistoryKind.PersonMayNotOrder, HistoryKind.PersonRemoved, HistoryKind.PersonInvited, HistoryKind.PersonInvitedAgain, HistoryKind.PersonChanged,
        HistoryKind.TechSourceAccountConfirmed,
    ];

    /// <summary>What happened to the organisation, its people, its numbers and its orders.</summary>
    public static IReadOnlyList<HistoryKind> Told { get; } =
    [
        .. OfPeople,
        HistoryKind.OrderPlaced, HistoryKind.OrderSentToSupplier, HistoryKind.OrderAccepted, HistoryKind.OrderRejected,
        HistoryKind.DeliveryDispatched, HistoryKind.DeliveryDelayed, HistoryKind.DeliveryDelivered, HistoryKind.DeliveryReported, HistoryKind.ReportAnswered, HistoryKind.DeliveryAnnounced,
        HistoryKind.StopAsked, HistoryKind.CorrectionAsked, HistoryKind.OrderStopped, HistoryKind.OrderCorrected, HistoryKind.RequestRefused, HistoryKind.RequestLapsed,
        HistoryKind.OrderedWithSupplier, HistoryKind.OrderedFewerWithSupplier,
        HistoryKind.SchoolAdded, HistoryKind.SchoolChanged, HistoryKind.SchoolClosed,
        HistoryKind.OrderStateChanged, HistoryKind.AllocationChanged, HistoryKind.WhoWillOrderChanged, HistoryKind.PoolingChanged,
        HistoryKind.AllocationQueryAsked, HistoryKind.AllocationQueryGranted, HistoryKind.AllocationQueryRefused, HistoryKind.AllocationQueryWithdrawn,
        HistoryKind.ChromebookDetailsChanged, HistoryKind.ContactChanged, HistoryKind.DonatedDevicesAskedFor,
        HistoryKind.DefaultWhoWillOrderChanged,
    ];

    /// <summary>What is support's and the supplier's to know, or is about a person and no organisation.</summary>
    public static IReadOnlyList<HistoryKind> NotTold { get; } =
    [
        HistoryKind.SignedIn, HistoryKind.SignedOutElsewhere, HistoryKind.IdentityJoined, HistoryKind.IdentityForgotten, HistoryKind.PrivacyNoticeSeen, HistoryKind.PersonWelcomed,
        HistoryKind.LookBegan, HistoryKind.LookEnded, HistoryKind.PersonLeftService, HistoryKind.PersonExported, HistoryKind.PersonErased,
        HistoryKind.RegisterImported, HistoryKind.StockChanged, HistoryKind.NationalTotalChanged, HistoryKind.SupplierNumberChanged,
    ];

    /// <summary>The same entry with only what its organisation may read: not why support decided what it decided for many, and nothing of the other
    /// schools of its pool.</summary>
    public static TimelineEntry Tell(TimelineEntry happened) => happened.What switch
    {
        HistoryKind.AllocationChanged => happened with { Detail = AllocationInWords.OwnPart(happened.Detail), Why = null },
        HistoryKind.OrderStateChanged or HistoryKind.PoolingChanged or HistoryKind.WhoWillOrderChanged => happened with { Why = null },
        _ => happened,
    };
}
