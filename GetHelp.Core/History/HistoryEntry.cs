using GetHelp.Core.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.History;

/// <summary>What can have happened. Names are stored, so a rename is a migration.</summary>
public enum HistoryKind
{
    OrderPlaced,
    OrderSentToSupplier,
    OrderAccepted,
    OrderRejected,
    DeliveryDispatched,
    DeliveryDelayed,
    DeliveryDelivered,
    SignedIn,
    SchoolAdded,
    SchoolChanged,
    SchoolClosed,
    RegisterImported,
    OrderStateChanged,
    AllocationChanged,
    StockChanged,
    StopAsked,
    CorrectionAsked,
    OrderStopped,
    OrderCorrected,
    RequestRefused,
    RequestLapsed,
    DeliveryReported,
    ReportAnswered,
    DeliveryAnnounced,
    AllocationQueryAsked,
    AllocationQueryGranted,
    AllocationQueryRefused,
    AllocationQueryWithdrawn,
    NationalTotalChanged,
    WhoWillOrderChanged,
    PoolingChanged,
    OrderedWithSupplier,
    OrderedFewerWithSupplier,
    SupplierNumberChanged,
    ChromebookDetailsChanged,
    PersonMayOrder,
    PersonMayNotOrder,
    PersonRemoved,
    DonatedDevicesAskedFor,
    PrivacyNoticeSeen,
    TechSourceAccountConfirmed,
    PersonInvited,
    PersonInvitedAgain,
    PersonChanged,
    PersonWelcomed,
    ContactChanged,
    DefaultWhoWillOrderChanged,
    PersonLeftService,
    PersonExported,
    PersonErased,
    SignedOutElsewhere,
    LookBegan,
    LookEnded,
    IdentityJoined,
    IdentityForgotten,
}

/// <summary>One thing that happened: who, when, what and why. Written in the transaction of the change itself.</summary>
public sealed class HistoryEntry
{
    public long Id { get; private set; }

    public required DateTime At { get; init; }

    /// <summary>Null when no person did it.</summary>
    public int? UserId { get; init; }

    public required string Who { get; init; }

    public required HistoryKind What { get; init; }

    public int? SchoolId { get; init; }

    /// <summary>When it is about a responsible body itself, not about one of its schools.</summary>
    public int? ResponsibleBodyId { get; init; }

    public int? OrderId { get; init; }

    public DeliveryKind? Delivery { get; init; }

    public int? AllocationQueryId { get; init; }

    /// <summary>Who it was done to, where it is about a person; <see cref="UserId"/> is who did it.</summary>
    public int? PersonId { get; init; }

    /// <summary>What changed, in words: "Name: Old School to New School".</summary>
    public string? Detail { get; init; }

    public string? Why { get; init; }
}

/// <summary>What a history entry is about.</summary>
public readonly record struct HistorySubject
{
    public int? SchoolId { get; init; }

    public int? ResponsibleBodyId { get; init; }

    public int? OrderId { get; init; }

    public DeliveryKind? Delivery { get; init; }

    public int? AllocationQueryId { get; init; }

    public int? PersonId { get; init; }
}

internal sealed class HistoryEntryMapping : IEntityTypeConfiguration<HistoryEntry>
{
    public void Configure(EntityTypeBuilder<HistoryEntry> builder)
    {
        builder.HasIndex(e => e.OrderId);
        builder.HasIndex(e => e.AllocationQueryId);
        builder.HasIndex(e => new { e.PersonId, e.Id });
        builder.HasIndex(e => new { e.UserId, e.Id });
        builder.HasIndex(e => new { e.SchoolId, e.Id });
        builder.HasIndex(e => new { e.ResponsibleBodyId, e.Id });
    }
}
