using System.Diagnostics;
using GetHelp.Bench.Hosting;
using GetHelp.Bench.OrderRate;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Orders;
using GetHelp.Core.Supplier.Caps;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.Pool;

/// <summary>What may be ordered from England's largest imaginable pool, and what the supplier is told of it, beside SQL by hand.</summary>
internal sealed class PoolBenchmark : IBenchmark
{
    private const int Large = 629;
    private const int Small = 63;
    private const int WarmUp = 300;
    private const int Times = 500;

    public string Name => "pool";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var path = await FilledDatabase.CreateAsync(workshop);
        var (large, small) = await PreparedAsync(path);
        var once = await MeasureAsync(workshop, path, large, cancellationToken);
        var statements = await CountAsync(path, small, large);
        await Multiplied.TenfoldAsync(path, cancellationToken);
        var tenfold = await MeasureAsync(workshop, path, large, cancellationToken);
        var statementsTenfold = await CountAsync(path, small, large);
        return new()
        {
            Title = $"A pool of {large.Size} schools: what may be ordered",
            Ours = new("Portal, what may be ordered", Microseconds(once.Sums)),
            Floor = new("One aggregate by hand", Microseconds(once.SumsByHand)),
            Ratio = once.Sums / once.SumsByHand,
            Aim = 1.2,
            Details =
            [
                new($"Portal, what the supplier is told: {once.Lines} numbers", Microseconds(once.Told)),
                new("The same numbers by hand", Microseconds(once.ToldByHand)),
                new("Ratio, what the supplier is told", $"{once.Told / once.ToldByHand:0.00}"),
                new("With ten times England's schools: what may be ordered, by hand, ratio", $"{Microseconds(tenfold.Sums)}, {Microseconds(tenfold.SumsByHand)}, {tenfold.Sums / tenfold.SumsByHand:0.00}"),
                new("With ten times England's schools: what the supplier is told, by hand, ratio", $"{Microseconds(tenfold.Told)}, {Microseconds(tenfold.ToldByHand)}, {tenfold.Told / tenfold.ToldByHand:0.00}"),
                new($"SQL statements, pool of {small.Size} and of {large.Size}", $"{statements.Small}; {statements.Large}"),
                new("SQL statements with ten times England's schools", $"{statementsTenfold.Small}; {statementsTenfold.Large}"),
            ],
            How = $"""
                `VirtualCapPool.TotalsAsync` and `CapNumbers.ReadAsync`, each in a context of its own as the pages and the outbox read them, on the demonstration's
                SQLite database with one responsible body that pools the caps of {large.Size} schools. Beside them SQL by hand with ADO.NET on a pooled connection: one
                aggregate over the same rows, and for the supplier the aggregate joined to each school's own number. By turns, {Times} times each after {WarmUp}
                to warm up; medians. The statements are those of the portal's readers and of placing one order, counted by an interceptor.
                """,
        };
    }

    private static async Task<(PoolSchools Large, PoolSchools Small)> PreparedAsync(string path)
    {
        await using var core = FilledDatabase.Core(path);
        var pools = (await PoolSchools.OfAsync(core, Large), await PoolSchools.OfAsync(core, Small));
        SqliteConnection.ClearAllPools();
        return pools;
    }

    private static async Task<Medians> MeasureAsync(Workshop workshop, string path, PoolSchools pool, CancellationToken cancellationToken)
    {
        await using var core = FilledDatabase.Core(path);
        var contexts = core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>();
        var byHand = new HandWritten(path);
        await CheckAsync(contexts, byHand, pool);
        var (sums, sumsByHand, told, toldByHand) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var lines = 0;
        for (var i = 0; i < WarmUp + Times; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            sums.Add(await TimeAsync(() => SumsAsync(contexts, pool.Body)));
            sumsByHand.Add(await TimeAsync(() => byHand.SumsAsync(pool.Body)));
            told.Add(await TimeAsync(async () => lines = (await ToldAsync(contexts, pool.Body)).Count));
            toldByHand.Add(await TimeAsync(() => byHand.ToldAsync(pool.Body)));
        }

        SqliteConnection.ClearAllPools();
        var medians = new Medians(Median(sums), Median(sumsByHand), Median(told), Median(toldByHand), lines);
        workshop.Say($"may be ordered {Microseconds(medians.Sums)}, by hand {Microseconds(medians.SumsByHand)}; told {Microseconds(medians.Told)}, by hand {Microseconds(medians.ToldByHand)}");
        return medians;
    }

    /// <summary>A floor that answered something else would be none.</summary>
    private static async Task CheckAsync(IDbContextFactory<GetHelpDbContext> contexts, HandWritten byHand, PoolSchools pool)
    {
        var ours = (await SumsAsync(contexts, pool.Body)).Select(t => $"{t.Category} {t.Allocation} {t.Cap} {t.Ordered} {t.Taken}").Order();
        var theirs = (await byHand.SumsAsync(pool.Body)).Select(row => string.Join(' ', row)).Order();
        var lines = (await ToldAsync(contexts, pool.Body)).Select(l => $"{l.SchoolId} {l.Category} {l.Number}").Order(StringComparer.Ordinal);
        var rows = (await byHand.ToldAsync(pool.Body)).Select(row => $"{row[0]} {row[1]} {row[4]}").Order(StringComparer.Ordinal);
        if (!ours.SequenceEqual(theirs) || !lines.SequenceEqual(rows))
        {
            throw new InvalidOperationException("The portal and the SQL by hand do not agree on what may be ordered.");
        }
    }

    /// <summary>Reading what may be ordered, the body's order page, the supplier's numbers, and placing one order: of each pool.</summary>
    private static async Task<(string Small, string Large)> CountAsync(string path, PoolSchools small, PoolSchools large)
    {
        var statements = new StatementCount();
        await using var core = FilledDatabase.Core(path, statements.AddTo);
        var contexts = core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>();
        async Task<string> OfAsync(PoolSchools pool) =>
            $"may be ordered {await statements.OfAsync(() => SumsAsync(contexts, pool.Body))}, "
            + $"told {await statements.OfAsync(() => ToldAsync(contexts, pool.Body))}, "
            + $"ordering page {await statements.OfAsync(() => core.GetRequiredService<ResponsibleBodyOrderingReader>().FindAsync(pool.Admin, new() { ResponsibleBodyId = pool.Body }))}, "
            + $"one order {await statements.OfAsync(() => PlaceAsync(core, pool))}";
        var counted = (await OfAsync(small), await OfAsync(large));
        SqliteConnection.ClearAllPools();
        return counted;
    }

    private static async Task PlaceAsync(ServiceProvider core, PoolSchools pool)
    {
        var placed = await core.GetRequiredService<OrderService>().PlaceAsync(pool.Admin, new() { Key = Guid.NewGuid(), Urn = pool.Urn, Lines = [new(Product.Ipad, 1)] });
        _ = placed.Value;
    }

    private static async Task<IReadOnlyList<PoolTotals>> SumsAsync(IDbContextFactory<GetHelpDbContext> contexts, int body)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await VirtualCapPool.TotalsAsync(db, body);
    }

    private static async Task<IReadOnlyList<CapLine>> ToldAsync(IDbContextFactory<GetHelpDbContext> contexts, int body)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await CapNumbers.ReadAsync(db, CapsChanged.Pool(body));
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    }

    private static double Median(List<double> times) => times.Skip(WarmUp).Median();

    private static string Microseconds(double value) => $"{value:N0} µs";

    private sealed record Medians(double Sums, double SumsByHand, double Told, double ToldByHand, int Lines);
}
