using GetHelp.Core.Outbox;

namespace GetHelp.Core.Supplier;

/// <summary>Tells the supplier what somebody asks of an order.</summary>
public sealed class SupplierRequestSender(ISupplier supplier) : IOutboxSender
{
    public string Kind => SupplierRequest.Kind;

    public Task SendAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        supplier.AskAsync(message.Content<SupplierRequest>(), message.IdempotencyKey, cancellationToken);
}

/// <summary>Tells the supplier that an order is stopped.</summary>
public sealed class SupplierStopSender(ISupplier supplier) : IOutboxSender
{
    public string Kind => SupplierStop.Kind;

    public Task SendAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        supplier.StopOrderAsync(message.Content<SupplierStop>(), message.IdempotencyKey, cancellationToken);
}

/// <summary>Tells the supplier what an order holds now.</summary>
public sealed class SupplierCorrectionSender(ISupplier supplier) : IOutboxSender
{
    public string Kind => SupplierCorrection.Kind;

    public Task SendAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        supplier.CorrectOrderAsync(message.Content<SupplierCorrection>(), message.IdempotencyKey, cancellationToken);
}
