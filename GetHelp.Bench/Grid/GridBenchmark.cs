using System.Diagnostics;
using GetHelp.Bench.Hosting;
using GetHelp.Bench.OrderRate;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.Organisations.YourSchools;
using GetHelp.Core.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Bench.Grid;

/// <summary>The first page of the grid of Lancashire's schools, and of support's list of all schools, beside SQL by hand with the same result.</summary>
internal sealed class GridBenchmark : IBenchmark
{
    private const string Authority = "888";
    private const string Text = "primary";
    private const int WarmUp = 100;
    private const int Times = 300;

    public string Name => "grid";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var path = await FilledDatabase.CreateAsync(workshop);
        var once = await MeasureAsync(workshop, path, cancellationToken);
        await Multiplied.TenfoldAsync(path, cancellationToken);
        await KeepToOneBodyAsync(path, once.Body);
        var tenfold = await MeasureAsync(workshop, path, cancellationToken);
        return new()
        {
            Title = $"First page of a grid of {once.Schools} schools, searched, filtered and sorted by status",
            Ours = new("Portal, one page", Microseconds(once.Grid)),
            Floor = new("The same result by hand", Microseconds(once.GridByHand)),
            Ratio = once.Grid / once.GridByHand,
            Aim = 1.3,
            Details =
            [
                new("Of these the sums of the pool, which both read alike", Microseconds(once.Pool)),
                new("Support's list of all schools, searched by name", Microseconds(once.Support)),
                new("The same result by hand", Microseconds(once.SupportByHand)),
                new("Ratio, support's list", $"{once.Support / once.SupportByHand:0.00}"),
                new("With ten times England's schools: the grid, by hand, ratio", $"{Microseconds(tenfold.Grid)}, {Microseconds(tenfold.GridByHand)}, {tenfold.Grid / tenfold.GridByHand:0.00}"),
                new("With ten times England's schools: support's list, by hand, ratio", $"{Microseconds(tenfold.Support)}, {Microseconds(tenfold.SupportByHand)}, {tenfold.Support / tenfold.SupportByHand:0.00}"),
                new("The grid with ten times England's schools, beside itself with one", $"{tenfold.Grid / once.Grid:0.00}"),
            ],
            How = $"""
                `SchoolGridReader.ReadAsync` for Lancashire, searched for “{Text}”, filtered by who orders and sorted by status: the rows of the first page with their
                numbers, contacts and statuses, and how many match in each group with each status. Beside it the same statements by hand with ADO.NET, on one
                connection that stays open. `SupportSchools.SearchAsync` for all of England likewise. By turns, {Times} times each after {WarmUp} to warm up; medians.
                The demonstration's SQLite database; ten times as many schools are other bodies'.
                """,
        };
    }

    private static async Task<Medians> MeasureAsync(Workshop workshop, string path, CancellationToken cancellationToken)
    {
        await using var core = FilledDatabase.Core(path, OneConnection.AddTo);
        var reader = core.GetRequiredService<SchoolGridReader>();
        var support = core.GetRequiredService<SupportSchools>();
        var body = await BodyAsync(core);
        var query = new SchoolGridQuery { ResponsibleBodyId = body, Search = Text, WhoWillOrder = WhoWillOrder.School, Sort = SchoolGridColumn.Status };
        var agent = new Viewer { Name = "Alex Support", Role = Role.Support };
        var byHand = new HandWrittenGrid(core.GetRequiredService<OneConnection>().Connection, body, $"%{Text}%");
        await CheckAsync(reader, byHand, query);
        var (grid, gridByHand, all, allByHand, pool) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < WarmUp + Times; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            grid.Add(await TimeAsync(() => reader.ReadAsync(Viewer.Service, query)));
            gridByHand.Add(await TimeAsync(byHand.PageAsync));
            all.Add(await TimeAsync(() => support.SearchAsync(agent, new() { Text = Text })));
            allByHand.Add(await TimeAsync(byHand.AllAsync));
            pool.Add(await TimeAsync(byHand.PoolAsync));
        }

        var schools = (await reader.ReadAsync(Viewer.Service, new() { ResponsibleBodyId = body }, cancellationToken: cancellationToken))!.Matching;
        var medians = new Medians(body, schools, Median(grid), Median(gridByHand), Median(all), Median(allByHand), Median(pool));
        workshop.Say($"grid {Microseconds(medians.Grid)}, by hand {Microseconds(medians.GridByHand)}; support {Microseconds(medians.Support)}, by hand {Microseconds(medians.SupportByHand)}");
        return medians;
    }

    /// <summary>A floor that answered something else would be none.</summary>
    private static async Task CheckAsync(SchoolGridReader reader, HandWrittenGrid byHand, SchoolGridQuery query)
    {
        var ours = (await reader.ReadAsync(Viewer.Service, query))!;
        var theirs = await byHand.PageAsync();
        if (!ours.Rows.Select(row => $"{row.SchoolId} {(int)row.Status}").SequenceEqual(theirs.Rows.Select(row => $"{row[0]} {row[1]}"))
            || ours.Matching != theirs.Counts.Sum(count => Convert.ToInt32(count[2], null)))
        {
            throw new InvalidOperationException("The portal and the SQL by hand do not agree on what a page of the grid is.");
        }
    }

    private static async Task<int> BodyAsync(IServiceProvider core)
    {
        await using var db = await core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync();
        return await db.ResponsibleBodies.Where(b => b.LocalAuthorityCode == Authority).Select(b => b.Id).SingleAsync();
    }

    /// <summary>What was added of this body becomes another's: a grid of ten times as many schools would be another benchmark.</summary>
    private static async Task KeepToOneBodyAsync(string path, int body)
    {
        await using var core = FilledDatabase.Core(path);
        await using var db = await core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync();
        var other = await db.ResponsibleBodies.Where(b => b.Id != body).OrderBy(b => b.Id).Select(b => b.Id).FirstAsync();
        await db.Database.ExecuteSqlAsync($"""UPDATE "Schools" SET "ResponsibleBodyId" = {other} WHERE "ResponsibleBodyId" = {body} AND "Urn" > 999999""");
        SqliteConnection.ClearAllPools();
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    }

    private static double Median(List<double> times) => times.Skip(WarmUp).Median();

    private static string Microseconds(double value) => $"{value:N0} µs";

    private sealed record Medians(int Body, int Schools, double Grid, double GridByHand, double Support, double SupportByHand, double Pool);
}
