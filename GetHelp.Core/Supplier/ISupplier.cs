using GetHelp.Core.Outbox;

namespace GetHelp.Core.Supplier;

/// <summary>Whoever holds the devices and sends them to schools.</summary>
public interface ISupplier
{
    /// <summary>Returns once the supplier has the order. Whether it takes it on, it tells later (<see cref="OrderEvents"/>).</summary>
    /// <param name="idempotencyKey">The same for the same order: sent twice, it is one order.</param>
    /// <exception cref="NotSentException">The supplier does not have it, or may not have it.</exception>
    Task PlaceOrderAsync(SupplierOrder order, string idempotencyKey, CancellationToken cancellationToken);
}
