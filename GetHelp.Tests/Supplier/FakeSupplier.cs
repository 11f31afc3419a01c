using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier;

namespace GetHelp.Tests.Supplier;

/// <summary>A supplier that keeps what it is told.</summary>
internal sealed class FakeSupplier : ISupplier
{
    private readonly Lock guard = new();

    public List<(SupplierOrder Order, string Key)> Orders { get; } = [];

    /// <summary>Everything but orders.</summary>
    public List<(object Message, string Key)> Told { get; } = [];

    public bool IsDown { get; set; }

    public Task PlaceOrderAsync(SupplierOrder order, string idempotencyKey, CancellationToken cancellationToken) => KeepAsync(() => Orders.Add((order, idempotencyKey)));

    public Task AskAsync(SupplierRequest request, string idempotencyKey, CancellationToken cancellationToken) => KeepAsync(() => Told.Add((request, idempotencyKey)));

    public Task StopOrderAsync(SupplierStop stop, string idempotencyKey, CancellationToken cancellationToken) => KeepAsync(() => Told.Add((stop, idempotencyKey)));

    public Task CorrectOrderAsync(SupplierCorrection correction, string idempotencyKey, CancellationToken cancellationToken) =>
        KeepAsync(() => Told.Add((correction, idempotencyKey)));

    private Task KeepAsync(Action keep)
    {
        if (IsDown)
        {
            throw new NotSentException("Down");
        }

        lock (guard)
        {
            keep();
        }

        return Task.CompletedTask;
    }
}
