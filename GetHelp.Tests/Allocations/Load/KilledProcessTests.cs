using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace GetHelp.Tests.Allocations.Load;

/// <summary>The power goes while everybody orders.</summary>
[Collection(nameof(UnderLoad))]
public sealed class KilledProcessTests(ITestOutputHelper output)
{
    private const int Kills = 50;

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Killed_fifty_times_at_any_moment_the_numbers_hold_and_every_message_is_sent(DatabaseProvider provider)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        var dice = new Random(seed);
        await using var database = await TestDatabase.CreateAsync(provider);
        var cast = await PoolCrowd.CastAsync(database);
        var received = Path.GetTempFileName();

        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = await KilledProcess.StartAsync(new(provider, database.Options.ConnectionString, KilledProcess.Playbill.Of(cast), seed + (100 * kill), received));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(dice.Next(5, 250)));
            process.HasExited.ShouldBeFalse("it was to be killed, and ended by itself: something failed in it");
            process.Kill();
            await process.WaitForExitAsync();
            await PoolInvariants.CheckAsync(database, cast.ResponsibleBodyId);
        }

        await SendTheRestAsync(database, received);
        var messages = await database.ReadAsync(db => db.Outbox.AsNoTracking().ToListAsync());
        var orders = await database.ReadAsync(db => db.Orders.CountAsync());
        output.WriteLine($"{orders} orders, {messages.Count} messages, {(await File.ReadAllLinesAsync(received)).Length} times sent");
        orders.ShouldBeGreaterThan(Kills / 5);
        messages.Count(m => m.Kind == SupplierOrder.Kind).ShouldBe(orders);
        messages.ShouldAllBe(m => m.SentAt != null);
        messages.Select(m => m.IdempotencyKey).Except(await File.ReadAllLinesAsync(received)).ShouldBeEmpty();
        File.Delete(received);
    }

    /// <summary>What the dead had taken is due again once their lease has ended.</summary>
    private static async Task SendTheRestAsync(TestDatabase database, string received)
    {
        var kinds = await database.ReadAsync(db => db.Outbox.Select(m => m.Kind).Distinct().ToListAsync());
        await using var later = TestDatabase.At(database.Options, services => services.AddWrittenDown(kinds, received));
        later.Clock.Advance(OutboxQueue.Lease * 2);
        await later.Get<OutboxDelivery>().SendDueAsync();
    }
}
