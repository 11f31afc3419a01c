using GetHelp.Core.Outbox;

namespace GetHelp.Core.Supplier;

/// <summary>Whoever holds the devices and sends them to schools. Every call returns once the supplier has what it is told; what it makes
/// of it, it tells later (<see cref="OrderEvents"/>). The same idempotency key is the same message: sent twice, it counts once.</summary>
/// <exception cref="NotSentException">The supplier does not have it, or may not have it.</exception>
public interface ISupplier
{
    Task PlaceOrderAsync(SupplierOrder order, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>Somebody asks to stop or correct an order.</summary>
    Task AskAsync(SupplierRequest request, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>An order is stopped.</summary>
    Task StopOrderAsync(SupplierStop stop, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>An order holds other quantities than before.</summary>
    Task CorrectOrderAsync(SupplierCorrection correction, string idempotencyKey, CancellationToken cancellationToken);
}
