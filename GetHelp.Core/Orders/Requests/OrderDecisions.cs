using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Notifications;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders.Requests;

/// <summary>What a decision on a request does, whoever decides: support by its service, the supplier by an event, or the order by going on.
/// The order is locked already; numbers, order, request, history and messages are one commit.</summary>
public static class OrderDecisions
{
    /// <summary>What is asked of the order and not decided yet; null when nothing is.</summary>
    internal static Task<OrderRequest?> OpenAsync(WriteTransaction write, Order order, CancellationToken cancellationToken) =>
        write.Db.OrderRequests.Include(r => r.Lines).SingleOrDefaultAsync(r => r.OrderId == order.Id && r.State == OrderRequestState.Open, cancellationToken);

    internal static async Task<CorrectionFacts> FactsAsync(WriteTransaction write, Order order, Ledger ledger, CancellationToken cancellationToken) => new()
    {
        Most = ledger.Most(order),
        Stock = await write.Db.ProductStock.ToDictionaryAsync(s => s.Product, s => s.State, cancellationToken),
    };

    /// <summary>Stops or corrects the order as asked.</summary>
    /// <returns>Why it cannot be done, and then nothing is changed; empty when it is done.</returns>
    internal static async Task<IReadOnlyList<Refusal>> AgreeAsync(WriteTransaction write, Order order, OrderRequest request, CancellationToken cancellationToken)
    {
        if (OrderRequestRules.WhyNot(order) is { } late)
        {
            return [late];
        }

        var ledger = await write.LockLedgerOfAsync(order, cancellationToken);
        if (request.Kind == OrderRequestKind.Stop)
        {
            Stop(write, order, ledger);
        }
        else if (OrderRequestRules.WhyNotCorrect(order, request.NewLines(), await FactsAsync(write, order, ledger, cancellationToken)) is { Count: > 0 } whyNot)
        {
            return whyNot;
        }
        else
        {
            Correct(write, order, ledger, request);
        }

        ledger.Tell(write);
        Close(write, order, request, OrderRequestState.Agreed);
        return [];
    }

    internal static void Refuse(WriteTransaction write, Order order, OrderRequest request, string why)
    {
        Close(write, order, request, OrderRequestState.Refused, why);
        write.Record(HistoryKind.RequestRefused, order.Subject(), why: why);
    }

    /// <summary>What was asked, if anything was, can no longer be done because of what has become of the order.</summary>
    internal static async Task LapseAsync(WriteTransaction write, Order order, string why, CancellationToken cancellationToken)
    {
        if (order.OpenRequest is not null && await OpenAsync(write, order, cancellationToken) is { } request)
        {
            Close(write, order, request, OrderRequestState.Lapsed, why);
            write.Record(HistoryKind.RequestLapsed, order.Subject(), why: why);
        }
    }

    private static void Stop(WriteTransaction write, Order order, Ledger ledger)
    {
        ledger.GiveBack(order);
        order.Stop();
        write.Record(HistoryKind.OrderStopped, order.Subject(), $"{order.Contents()} given back");
        if (TellsSupplier(write))
        {
            write.Send(SupplierStop.Kind, SupplierStop.Of(order), $"stop-{order.Number}");
        }
    }

    private static void Correct(WriteTransaction write, Order order, Ledger ledger, OrderRequest request)
    {
        var change = order.Change(to: request.NewLines());
        ledger.Correct(order, request.NewLines());
        order.Correct(request.NewLines(), write.Now);
        write.Record(HistoryKind.OrderCorrected, order.Subject(), change);
        if (TellsSupplier(write))
        {
            write.Send(SupplierCorrection.Kind, SupplierCorrection.Of(order), $"correction-{request.Id}");
        }
    }

    /// <summary>The supplier knows what it has decided itself.</summary>
    private static bool TellsSupplier(WriteTransaction write) => write.Viewer.Role != Role.Supplier;

    private static void Close(WriteTransaction write, Order order, OrderRequest request, OrderRequestState state, string? answer = null)
    {
        request.Decide(state, write.Viewer.Name, write.Now, answer);
        order.Decided();
        write.Email(OrderDecidedLetter.Of(order, request), $"email-request-{request.Id}");
        write.Tell([.. order.Topics(), Topic.Requests]);
    }
}
