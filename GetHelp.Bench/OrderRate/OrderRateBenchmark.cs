using System.Diagnostics;
using GetHelp.Bench.Hosting;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.OrderRate;

/// <summary>Orders placed in a second by 64 callers, on one pool and on 64 schools, beside bare transactions that write the same rows.</summary>
internal sealed class OrderRateBenchmark : IBenchmark
{
    private const int Callers = 64;
    private const int Rounds = 3;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(3);

    /// <summary>Until the portal's hot paths have been compiled to optimised code.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public string Name => "order-rate";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var path = await FilledDatabase.CreateAsync(workshop);
        var once = await MeasureAsync(workshop, path, cancellationToken);
        await Multiplied.TenfoldAsync(path, cancellationToken);
        var tenfold = await MeasureAsync(workshop, path, cancellationToken);
        return new()
        {
            Title = "Orders in a second, 64 callers on one pool",
            Ours = new("Portal, one pool", PerSecond(once.Pool)),
            Floor = new("Bare transactions that write the same rows", PerSecond(once.Floor)),
            Ratio = once.Pool / once.Floor,
            Aim = 0.5,
            Details =
            [
                new("Schools in the pool", $"{once.Members}"),
                new("Portal, 64 callers on 64 schools", PerSecond(once.Schools)),
                new("Ratio, 64 schools", $"{once.Schools / once.Floor:0.00}"),
                new("Bare transactions that do not wait for the disk (synchronous = NORMAL), for comparison", PerSecond(once.Careless)),
                new("With ten times England's schools: one pool, 64 schools, bare", $"{PerSecond(tenfold.Pool)}, {PerSecond(tenfold.Schools)}, {PerSecond(tenfold.Floor)}"),
                new("Ratios with ten times England's schools: one pool, 64 schools", $"{tenfold.Pool / tenfold.Floor:0.00}, {tenfold.Schools / tenfold.Floor:0.00}"),
            ],
            How = $"""
                `OrderService.PlaceAsync` on the demonstration's SQLite database, 64 tasks that order one iPad again and again, each order with a key of
                its own: for the schools of the largest pool by turns, and for 64 schools that order for themselves. Beside it 64 tasks run a prepared transaction
                behind a semaphore (BEGIN IMMEDIATE, six statements, COMMIT), which reads nothing and writes the rows of one order: the allocation's
                counter, order, line, delivery, history and message. Both wait at each commit until it is on the disk (`synchronous = FULL`). {Rounds} rounds of {Each.TotalSeconds:0} seconds each by turns after {WarmUp.TotalSeconds:0} seconds to warm up, medians. A ratio of 1 would be
                as many orders as bare transactions; more is better.
                """,
        };
    }

    private static async Task<Rates> MeasureAsync(Workshop workshop, string path, CancellationToken cancellationToken)
    {
        await using var core = FilledDatabase.Core(path);
        var cast = await OrderingCast.PrepareAsync(core, Callers);
        var orders = core.GetRequiredService<OrderService>();
        using var bare = await BareTransactions.OpenAsync(path, Callers, durable: true);
        using var careless = await BareTransactions.OpenAsync(path, Callers, durable: false);
        var (pool, schools, floor, memory) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        Task OnPoolAsync(int caller, int i) => PlaceAsync(orders, cast.PoolAdmin, cast.PoolSchools[(caller + (i * Callers)) % cast.PoolSchools.Count]);
        Task OnSchoolsAsync(int caller, int i) => PlaceAsync(orders, cast.Heads[caller], cast.Schools[caller]);
        await RateAsync(OnPoolAsync, WarmUp, cancellationToken);
        await RateAsync(OnSchoolsAsync, WarmUp, cancellationToken);
        for (var round = 0; round < Rounds; round++)
        {
            pool.Add(await RateAsync(OnPoolAsync, Each, cancellationToken));
            schools.Add(await RateAsync(OnSchoolsAsync, Each, cancellationToken));
            floor.Add(await RateAsync((caller, _) => bare.RunAsync(caller), Each, cancellationToken));
            memory.Add(await RateAsync((caller, _) => careless.RunAsync(caller), Each, cancellationToken));
            workshop.Say($"round {round + 1}: pool {pool[^1]:0}/s, schools {schools[^1]:0}/s, bare {floor[^1]:0}/s, without waiting for the disk {memory[^1]:0}/s");
        }

        SqliteConnection.ClearAllPools();
        return new(pool.Median(), schools.Median(), floor.Median(), memory.Median(), cast.PoolSchools.Count);
    }

    private static async Task PlaceAsync(OrderService orders, Viewer viewer, Urn urn)
    {
        var placed = await orders.PlaceAsync(viewer, new() { Key = Guid.NewGuid(), Urn = urn, Lines = [new(Product.Ipad, 1)] });
        _ = placed.Value;
    }

    private static async Task<double> RateAsync(Func<int, int, Task> act, TimeSpan time, CancellationToken cancellationToken)
    {
        var (done, began) = (0, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(
            async () =>
            {
                for (var i = 0; Stopwatch.GetElapsedTime(began) < time; i++)
                {
                    await act(caller, i);
                    Interlocked.Increment(ref done);
                }
            },
            cancellationToken)));
        return done / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static string PerSecond(double rate) => $"{rate:N0} a second";

    private sealed record Rates(double Pool, double Schools, double Floor, double Careless, int Members);
}
