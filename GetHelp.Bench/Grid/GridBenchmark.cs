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
    /// <summary>So many to warm up that the runtime has done with compiling what is used most; so many to measure.</summary>
    private static readonly (int WarmUp, int Times) Pages = (1500, 500);

    private static readonly (int WarmUp, int Times) Lists = (50, 100);

    private static SupportSchoolSearch Listed { get; } = new() { Text = Text, WhoWillOrder = WhoWillOrder.School, Sort = SupportSchoolSort.ResponsibleBody };

    public string Name => "grid";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var path = await FilledDatabase.CreateAsync(workshop);
        var once = await MeasureAsync(workshop, path, cancellationToken);
        await Multiplied.TenfoldAsync(path, cancellationToken);
        await TidyAsync(path, once.Body);
        var tenfold = await MeasureAsync(workshop, path, cancellationToken);
        return new()
        {
            Title = $"First page of a grid of {once.Schools} schools, searched, filtered and sorted by status",
            Ours = new("Portal, one page", Microseconds(once.Grid.Ours)),
            Floor = new("The same result by hand", Microseconds(once.Grid.ByHand)),
            Ratio = once.Grid.Ratio,
            Aim = 1.3,
            Details =
            [
                new("Support's list of all schools, searched, filtered by who orders and sorted by responsible body", once.Support.InWords),
                new("With ten times England's schools: the grid", tenfold.Grid.InWords),
                new("With ten times England's schools: support's list", tenfold.Support.InWords),
                new("The grid with ten times England's schools, beside itself with one", $"{tenfold.Grid.Ours / once.Grid.Ours:0.00}"),
            ],
            How = $"""
                `SchoolGridReader.ReadAsync` for Lancashire, searched for “{Text}”, filtered by who orders and sorted by status: the rows of the first page with their
                numbers, contacts and statuses, and how many match in each group with each status. Beside it the same statements by hand with ADO.NET, on one
                connection that stays open. `SupportSchools.SearchAsync` for all of England likewise, searched for the same, filtered by who orders and sorted by responsible body. By turns, {Pages.Times} times each after {Pages.WarmUp} to warm up; medians.
                The demonstration's SQLite database; ten times as many schools are other bodies'.
                """,
        };
    }

    private static async Task<Measured> MeasureAsync(Workshop workshop, string path, CancellationToken cancellationToken)
    {
        await using var core = FilledDatabase.Core(path, OneConnection.AddTo);
        var reader = core.GetRequiredService<SchoolGridReader>();
        var support = core.GetRequiredService<SupportSchools>();
        var body = await BodyAsync(core);
        var query = new SchoolGridQuery { ResponsibleBodyId = body, Search = Text, WhoWillOrder = WhoWillOrder.School, Sort = SchoolGridColumn.Status };
        var agent = new Viewer { Name = "Alex Support", Role = Role.Support };
        var byHand = new HandWrittenGrid(core.GetRequiredService<OneConnection>().Connection, body, $"%{Text}%");
        await CheckAsync(reader, byHand, query);
        await CheckAsync(support, byHand, agent);
        var grid = await ByTurnsAsync(() => reader.ReadAsync(Viewer.Service, query), byHand.PageAsync, Pages, cancellationToken);
        var all = await ByTurnsAsync(() => support.SearchAsync(agent, Listed), byHand.AllAsync, Lists, cancellationToken);
        var schools = (await reader.ReadAsync(Viewer.Service, new() { ResponsibleBodyId = body }, cancellationToken: cancellationToken))!.Matching;
        workshop.Say($"grid {grid.InWords}; support's list {all.InWords}");
        return new(body, schools, grid, all);
    }

    private static async Task<Beside> ByTurnsAsync(Func<Task> ours, Func<Task> byHand, (int WarmUp, int Times) often, CancellationToken cancellationToken)
    {
        var (portal, floor) = (new List<double>(), new List<double>());
        for (var i = 0; i < often.WarmUp + often.Times; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            portal.Add(await TimeAsync(ours));
            floor.Add(await TimeAsync(byHand));
        }

        return new(portal.Skip(often.WarmUp).Median(), floor.Skip(often.WarmUp).Median());
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

    private static async Task CheckAsync(SupportSchools support, HandWrittenGrid byHand, Viewer agent)
    {
        var ours = (await support.SearchAsync(agent, Listed)).Value;
        var theirs = await byHand.AllAsync();
        if (ours.Total != theirs.Total || !ours.Rows.Select(row => (long)row.SchoolId).SequenceEqual(theirs.Rows.Select(row => (long)row[0])))
        {
            throw new InvalidOperationException("The portal and the SQL by hand do not agree on what support's list is.");
        }
    }

    private static async Task<int> BodyAsync(IServiceProvider core)
    {
        await using var db = await core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync();
        return await db.ResponsibleBodies.Where(b => b.LocalAuthorityCode == Authority).Select(b => b.Id).SingleAsync();
    }

    /// <summary>What was added of this body becomes another's: a grid of ten times as many schools would be another benchmark. And it gets URNs of six
    /// digits, which no reader meets otherwise.</summary>
    private static async Task TidyAsync(string path, int body)
    {
        await using var core = FilledDatabase.Core(path);
        await using var db = await core.GetRequiredService<IDbContextFactory<GetHelpDbContext>>().CreateDbContextAsync();
        var other = await db.ResponsibleBodies.Where(b => b.Id != body).OrderBy(b => b.Id).Select(b => b.Id).FirstAsync();
        await db.Database.ExecuteSqlAsync($"""UPDATE "Schools" SET "ResponsibleBodyId" = {other} WHERE "ResponsibleBodyId" = {body} AND "Urn" > 999999""");
        await db.Database.ExecuteSqlAsync($"""UPDATE "Schools" SET "Urn" = 200000 + "Id" WHERE "Urn" > 999999""");
        SqliteConnection.ClearAllPools();
    }

    private static async Task<double> TimeAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    }

    private static string Microseconds(double value) => $"{value:N0} µs";

    private sealed record Measured(int Body, int Schools, Beside Grid, Beside Support);

    /// <summary>Two medians.</summary>
    private sealed record Beside(double Ours, double ByHand)
    {
        public double Ratio => Ours / ByHand;

        public string InWords => $"{Microseconds(Ours)}, by hand {Microseconds(ByHand)}, ratio {Ratio:0.00}";
    }
}
