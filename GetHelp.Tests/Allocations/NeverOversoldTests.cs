using System.Globalization;
using System.Text.RegularExpressions;
using GetHelp.Core.Allocations;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace GetHelp.Tests.Allocations;

/// <summary>Schools order, the supplier refuses and support changes everything, all at once.</summary>
[Collection(nameof(Load.UnderLoad))]
public sealed partial class NeverOversoldTests(ITestOutputHelper output)
{
    private const int AtOnce = 64;
    private const int OperationsEach = 8;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Whatever_happens_at_once_every_commit_keeps_the_rules_and_no_change_is_lost(DatabaseProvider provider)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        await using var database = await TestDatabase.CreateAsync(provider);
        var school = await database.Given.SchoolAsync(laptops: 60, state: OrderState.CannotOrder);
        var crowd = new Crowd(database, school, await database.Given.SchoolUserAsync(school), await database.Given.SupportAsync());

        using var finished = new CancellationTokenSource();
        var looking = Task.Run(() => LookOnAsync(database, school, finished.Token)); // SQLite answers at once: on this thread it would never end
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => Task.Run(() => crowd.ActAsync(new Random(seed + i), OperationsEach))));
        await finished.CancelAsync();
        (await looking).ShouldBeGreaterThan(10);

        var line = (await NumbersAsync(database, school)).Single(a => a.Category == DeviceCategory.LaptopsAndTablets);
        line.Ordered.ShouldBe(await OrderedInOrdersAsync(database, school));
        crowd.Placed.ShouldBeGreaterThan(0);
        await NoAdjustmentIsLostAsync(database, school, line, crowd.Adjusted);
    }

    /// <summary>Reads, as anybody might, between the commits; one statement sees one of them.</summary>
    private static async Task<int> LookOnAsync(TestDatabase database, School school, CancellationToken finished)
    {
        var looks = 0;
        while (!finished.IsCancellationRequested)
        {
            foreach (var seen in await NumbersAsync(database, school))
            {
                seen.Ordered.ShouldBeInRange(0, seen.Cap);
                seen.Cap.ShouldBe(CapRule.Cap(seen.State, seen.Amount, seen.Ordered, seen.GivenCap ?? 0));
                looks++;
            }
        }

        return looks;
    }

    private static Task<List<Seen>> NumbersAsync(TestDatabase database, School school) => database.ReadAsync(db => db.Allocations
        .Where(a => a.SchoolId == school.Id)
        .Join(db.Schools, a => a.SchoolId, s => s.Id, (a, s) => new Seen(s.OrderState, a.Category, a.Amount, a.Cap, a.Ordered, a.GivenCap))
        .ToListAsync());

    private static Task<int> OrderedInOrdersAsync(TestDatabase database, School school) => database.ReadAsync(db => db.OrderLines
        .Join(db.Orders.Where(o => o.SchoolId == school.Id && o.Status != OrderStatus.Rejected), l => l.OrderId, o => o.Id, (l, _) => l.Quantity)
        .SumAsync());

    /// <summary>Each adjustment starts from what the one before it left, and the last one left what is there.</summary>
    private static async Task NoAdjustmentIsLostAsync(TestDatabase database, School school, Seen last, int adjusted)
    {
        var details = await database.ReadAsync(db => db.History
            .Where(e => e.SchoolId == school.Id && e.What == HistoryKind.AllocationChanged).OrderBy(e => e.Id).Select(e => e.Detail!).ToListAsync());
        details.Count.ShouldBe(adjusted);
        var amount = 60;
        foreach (var change in details.Select(detail => Change().Match(detail)))
        {
            Number(change, "from").ShouldBe(amount);
            amount = Number(change, "to");
        }

        last.Amount.ShouldBe(amount);

        static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^Laptops and tablets: (?<from>[0-9]+) to (?<to>[0-9]+);", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Change();

    private sealed record Seen(OrderState State, DeviceCategory Category, int Amount, int Cap, int Ordered, int? GivenCap);

    private sealed class Crowd(TestDatabase database, School school, Viewer teacher, Viewer support)
    {
        private int placed;
        private int adjusted;
        private int events;

        public int Placed => placed;

        public int Adjusted => adjusted;

        public async Task ActAsync(Random dice, int operations)
        {
            var mine = new List<OrderNumber>();
            for (var i = 0; i < operations; i++)
            {
                await (dice.Next(10) switch
                {
                    < 5 => OrderAsync(dice, mine),
                    < 7 => AdjustAsync(dice),
                    < 9 => SetStateAsync(dice),
                    _ => RejectAsync(mine),
                });
            }
        }

        private async Task OrderAsync(Random dice, List<OrderNumber> mine)
        {
            var answer = await database.Get<OrderService>().PlaceAsync(
                teacher, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = [new(Product.Chromebook, dice.Next(1, 4))] });
            if (answer.Refused)
            {
                answer.Refusals.ShouldAllBe(r => r is CannotOrder || r is MoreThanIsLeft);
                return;
            }

            Interlocked.Increment(ref placed);
            mine.Add(answer.Value);
        }

        private async Task AdjustAsync(Random dice)
        {
            var answer = await database.Get<AllocationService>().AdjustAllocationAsync(
                support, new() { Urn = school.Urn, Category = DeviceCategory.LaptopsAndTablets, Amount = dice.Next(20, 200), Why = "A test" });
            if (answer.Refused)
            {
                answer.Refusals.Single().ShouldBeOfType<LessThanOrdered>();
            }
            else if (answer.Value)
            {
                Interlocked.Increment(ref adjusted);
            }
        }

        private async Task SetStateAsync(Random dice)
        {
            var caps = new Dictionary<DeviceCategory, int> { [DeviceCategory.LaptopsAndTablets] = dice.Next(20, 120), [DeviceCategory.Routers] = dice.Next(3) };
            var answer = await database.Get<AllocationService>().SetOrderStateAsync(
                support, new() { Urn = school.Urn, State = (OrderState)dice.Next(4), Caps = caps, Why = "A test" });
            answer.Refusals.ShouldAllBe(r => r is LessThanOrdered || r is MoreThanSetAside);
        }

        private async Task RejectAsync(List<OrderNumber> mine)
        {
            if (mine.Count == 0)
            {
                return;
            }

            var answer = await database.Get<OrderEvents>().ApplyAsync(Viewer.Supplier, new()
            {
                EventId = $"rejection-{Interlocked.Increment(ref events)}",
                OrderNumber = mine[^1],
                Type = OrderEventType.Rejected,
                Reason = "A test",
            });
            answer.Refused.ShouldBeFalse();
            mine.RemoveAt(mine.Count - 1);
        }
    }
}
