using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Orders;

/// <summary>Says what the supplier has. Open order pages show it at once, and an order is decided on it (<see cref="OrderRules"/>).</summary>
public sealed class StockService(WriteTransactions transactions)
{
    /// <param name="why">May be left empty.</param>
    /// <returns>Whether that changed anything: what was so already is no news and leaves no trace.</returns>
    public Task<Result<bool>> SetAsync(Viewer viewer, Product product, StockState state, string? why = null, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (!viewer.IsSupport)
                {
                    return new NotAllowed("change the stock");
                }

                var reason = Reason.OneLine(why);
                if (reason.Length > Reason.MaxLength)
                {
                    return new ReasonTooLong(reason.Length);
                }

                var stock = await write.Db.ProductStock.SingleOrDefaultAsync(s => s.Product == product, cancellationToken);
                var before = stock?.State ?? StockState.Available;
                if (before == state)
                {
                    return false;
                }

                stock ??= write.Db.ProductStock.Add(new() { Product = product }).Entity;
                stock.State = state;
                write.Record(HistoryKind.StockChanged, detail: $"{product.Name()}: {Words(before)} to {Words(state)}", why: reason.Length == 0 ? null : reason);
                write.Tell(Topic.Stock);
                return true;
            },
            cancellationToken);

    private static string Words(StockState state) => state switch
    {
        StockState.Available => "available",
        StockState.LowStock => "low stock",
        StockState.OutOfStock => "out of stock",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}

/// <summary>The stock of one product.</summary>
public sealed record StockLine(Product Product, StockState State);

/// <summary>Reads what the supplier has.</summary>
public sealed class StockReader(IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Every product, in the order in which pages list them.</summary>
    public async Task<Result<IReadOnlyList<StockLine>>> ReadAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        if (!viewer.IsSupport)
        {
            return new NotAllowed("change the stock");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var states = await db.ProductStock.AsNoTracking().ToDictionaryAsync(s => s.Product, s => s.State, cancellationToken);
        return Products.All.Select(product => new StockLine(product, states.GetValueOrDefault(product))).ToList();
    }
}
