using System.Globalization;
using System.Text.RegularExpressions;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace GetHelp.Tests.Allocations.Load;

/// <summary>64 people at a time, at one pool.</summary>
[Collection(nameof(UnderLoad))]
public sealed partial class PoolUnderLoadTests(ITestOutputHelper output)
{
    private const int AtOnce = 64;
    private const int OperationsEach = 32;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whatever_happens_to_a_pool_at_once_it_is_never_oversold_and_nothing_is_lost(DatabaseProvider provider)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        await using var database = await TestDatabase.CreateAsync(provider);
        var cast = await PoolCrowd.CastAsync(database);
        var crowd = new PoolCrowd(database, cast);

        using var finished = new CancellationTokenSource();
        var looking = Task.Run(() => LookOnAsync(database, cast.ResponsibleBodyId, finished.Token)); // SQLite answers at once: on this thread it would never end
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(() => crowd.ActAsync(new Random(seed + i), OperationsEach))));
        await finished.CancelAsync();

        (await looking).ShouldBeGreaterThan(10);
        await PoolInvariants.CheckAsync(database, cast.ResponsibleBodyId);
        (await database.ReadAsync(db => db.UsagePayloads.CountAsync(p => p.AnsweredAt != null))).ShouldBe(crowd.Reported);
        await crowd.CountOnceMoreAsync();
        await PoolInvariants.CheckAsync(database, cast.ResponsibleBodyId);
        await PoolInvariants.CheckSupplierOrdersAsync(database, cast.ResponsibleBodyId);
        (await CountAsync(database, calledOff: false)).ShouldBe(crowd.Placed - crowd.GivenBack);
        (await CountAsync(database, calledOff: true)).ShouldBe(crowd.GivenBack);
        (await database.ReadAsync(db => db.AllocationQueryLines.SumAsync(l => l.Granted))).ShouldBe(crowd.Granted);
        await NothingThatWasSetAsideIsLostAsync(database, cast.ResponsibleBodyId);
        output.WriteLine($"{crowd.Placed} placed, {crowd.GivenBack} given back, {crowd.Refused} refused, {crowd.MembershipChanges} joined or left, {crowd.Reported} counts of the supplier, {crowd.Granted} devices granted");
        crowd.Placed.ShouldBeGreaterThan(50);
        crowd.MembershipChanges.ShouldBeGreaterThan(50);
        crowd.Reported.ShouldBeGreaterThan(50);
        crowd.Granted.ShouldBeGreaterThan(10); // a few at a time, and only while something is left for all of England
    }

    /// <summary>By support's hand, by granting or by leaving the pool: each change starts from what the one before it left, and the last left what is there.</summary>
    private static async Task NothingThatWasSetAsideIsLostAsync(TestDatabase database, int responsibleBodyId)
    {
        var changes = (await database.ReadAsync(db => db.History
                .Where(e => e.What == HistoryKind.AllocationChanged).OrderBy(e => e.Id).Select(e => new { e.SchoolId, e.Detail }).ToListAsync()))
            .ToLookup(e => (e.SchoolId!.Value, Change().Match(e.Detail!).Groups["what"].Value), e => Change().Match(e.Detail!));
        foreach (var allocation in await database.ReadAsync(db => db.Allocations.AsNoTracking().Where(a => a.School!.ResponsibleBodyId == responsibleBodyId).ToListAsync()))
        {
            var amount = PoolCrowd.AtFirst[allocation.Category];
            foreach (var change in changes[(allocation.SchoolId, allocation.Category.Name())])
            {
                Number(change, "from").ShouldBe(amount, change.Value);
                amount = Number(change, "to");
            }

            allocation.Amount.ShouldBe(amount);
        }

        static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^(?<what>[A-Z][a-z ]+): (?<from>[0-9]+) to (?<to>[0-9]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Change();

    private static Task<int> CountAsync(TestDatabase database, bool calledOff) =>
        database.ReadAsync(db => db.Orders.CountAsync(o => o.Source == OrderSource.Portal && (o.Status == OrderStatus.Rejected || o.Status == OrderStatus.Stopped) == calledOff));

    private static async Task<int> LookOnAsync(TestDatabase database, int responsibleBodyId, CancellationToken finished)
    {
        var looks = 0;
        while (!finished.IsCancellationRequested)
        {
            await PoolInvariants.CheckAsync(database, responsibleBodyId);
            looks++;
        }

        return looks;
    }
}
