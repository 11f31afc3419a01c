using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier;

/// <summary>Sends orders to the supplier and keeps, once, that they were sent.</summary>
public sealed class SupplierOrderSender(ISupplier supplier, WriteTransactions transactions) : IOutboxSender
{
    public string Kind => SupplierOrder.Kind;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var order = message.Content<SupplierOrder>();
        await supplier.PlaceOrderAsync(order, message.IdempotencyKey, cancellationToken);
        await KeepAsync(order, cancellationToken);
    }

    private Task KeepAsync(SupplierOrder sent, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(
            Viewer.Service,
            async write =>
            {
                // Locked, so that two who send the same message at once do not both find that nothing was kept yet.
                var order = OrderNumber.TryParse(sent.OrderNumber, out var number) ? await write.LockOrderAsync(number, cancellationToken) : null;
                if (order is null)
                {
                    return new NotFound();
                }

                if (!await write.Db.History.AnyAsync(e => e.OrderId == order.Id && e.What == HistoryKind.OrderSentToSupplier, cancellationToken))
                {
                    write.Record(HistoryKind.OrderSentToSupplier, order.Subject());
                    write.Tell(order.Topics());
                }

                return true;
            },
            cancellationToken);
}
