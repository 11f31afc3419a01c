using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders.Requests;

/// <summary>Takes requests to stop or to correct an order, and support's decisions on them. The supplier's come as events: <see cref="OrderEvents"/>.</summary>
public sealed class OrderRequestService(WriteTransactions transactions)
{
    /// <summary>Asks for an order to be stopped or corrected, or says why it cannot be. Nothing of the order changes before somebody agrees.</summary>
    public Task<Result<OrderNumber>> AskAsync(Viewer viewer, AskChange asked, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<OrderNumber>(
            viewer,
            async write =>
            {
                if (await write.LockOrderAsync(asked.Number, cancellationToken) is not { } order || !await IsVisibleAsync(write, order, cancellationToken))
                {
                    return new NotFound();
                }

                if (!viewer.OrdersFor(order))
                {
                    return new NotAllowed("ask to stop or correct this order, because you do not place orders for the organisation");
                }

                var ledger = await write.LockLedgerOfAsync(order, cancellationToken);
                var whyNot = OrderRequestRules.WhyNotAsk(order, asked, await OrderDecisions.FactsAsync(write, order, ledger, cancellationToken));
                if (whyNot.Count > 0)
                {
                    return Result<OrderNumber>.Refuse(whyNot);
                }

                await KeepAsync(write, order, OrderRequest.Of(order, asked, viewer, write.Now), cancellationToken);
                return order.Number;
            },
            cancellationToken);

    /// <summary>Support stops or corrects the order as asked.</summary>
    public Task<Result<OrderNumber>> AgreeAsync(Viewer viewer, int requestId, CancellationToken cancellationToken = default) =>
        DecideAsync(viewer, requestId, (write, order, request) => OrderDecisions.AgreeAsync(write, order, request, cancellationToken), cancellationToken);

    /// <summary>Support leaves the order as it is, and says why.</summary>
    public Task<Result<OrderNumber>> RefuseAsync(Viewer viewer, int requestId, string? why, CancellationToken cancellationToken = default) =>
        DecideAsync(
            viewer,
            requestId,
            (write, order, request) =>
            {
                if (Reason.WhyNot(why) is { } noReason)
                {
                    return Task.FromResult<IReadOnlyList<Refusal>>([noReason]);
                }

                OrderDecisions.Refuse(write, order, request, Reason.OneLine(why));
                return Task.FromResult<IReadOnlyList<Refusal>>([]);
            },
            cancellationToken);

    private static Task<bool> IsVisibleAsync(WriteTransaction write, Order order, CancellationToken cancellationToken) =>
        write.Db.Orders.VisibleTo(write.Viewer).AnyAsync(o => o.Id == order.Id, cancellationToken);

    private static async Task KeepAsync(WriteTransaction write, Order order, OrderRequest request, CancellationToken cancellationToken)
    {
        order.Ask(request.Kind);
        write.Db.OrderRequests.Add(request);
        await write.Db.SaveChangesAsync(cancellationToken);
        var (what, detail) = request.Kind == OrderRequestKind.Stop
            ? (HistoryKind.StopAsked, null)
            : (HistoryKind.CorrectionAsked, order.Change(to: request.NewLines()));
        write.Record(what, order.Subject(), detail, request.Why);
        write.Send(SupplierRequest.Kind, SupplierRequest.Of(order, request), $"request-{request.Id}");
        write.Tell([.. order.Topics(), Topic.Requests]);
    }

    private Task<Result<OrderNumber>> DecideAsync(
        Viewer viewer, int requestId, Func<WriteTransaction, Order, OrderRequest, Task<IReadOnlyList<Refusal>>> decide, CancellationToken cancellationToken) =>
        transactions.RunAsync<OrderNumber>(
            viewer,
            async write =>
            {
                if (!viewer.IsSupport)
                {
                    return new NotAllowed("decide on requests to stop or correct orders");
                }

                // The order is locked before the request is read: of two who decide at once the second reads what the first one decided.
                var orderId = await write.Db.OrderRequests.Where(r => r.Id == requestId).Select(r => r.OrderId).SingleOrDefaultAsync(cancellationToken);
                if (await write.LockOrderAsync(new(orderId), cancellationToken) is not { } order)
                {
                    return new NotFound();
                }

                var request = await write.Db.OrderRequests.Include(r => r.Lines).SingleAsync(r => r.Id == requestId, cancellationToken);
                if (request.State != OrderRequestState.Open)
                {
                    return new AlreadyDecided(request.State, request.DecidedBy!, request.Answer);
                }

                return await decide(write, order, request) is { Count: > 0 } whyNot ? Result<OrderNumber>.Refuse(whyNot) : order.Number;
            },
            cancellationToken);
}
