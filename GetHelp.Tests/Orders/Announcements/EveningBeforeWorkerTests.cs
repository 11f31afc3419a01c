using GetHelp.Core.Orders;
using GetHelp.Core.Orders.Announcements;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Orders;
using GetHelp.Web.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Orders.Announcements;

public sealed class EveningBeforeWorkerTests
{
    [Fact]
    public async Task As_time_passes_the_evening_comes_and_a_restart_says_nothing_twice()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.Given.OrderAsync(await database.Given.SchoolAsync(), null, new LineAsked(Product.Router, 1));
        database.Clock.Advance(new DateTime(2021, 3, 9, 16, 58, 0, DateTimeKind.Utc) - database.Clock.Now);

        await RunAsync(database, async () =>
        {
            await Eventually.BecomesTrueAsync("it waits for the evening", () => database.Clock.TimersWaiting > 0);
            (await AnnouncedAsync(database)).ShouldBe(0);
            await Eventually.BecomesTrueAsync("the delivery is announced", async () =>
            {
                database.Clock.Advance(database.Clock.TimersWaiting > 0 ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
                return await AnnouncedAsync(database) == 1;
            });
        });
        await RunAsync(database, () => Eventually.BecomesTrueAsync("it has looked", () => database.Clock.TimersWaiting > 0));

        (await AnnouncedAsync(database)).ShouldBe(1);
    }

    private static async Task RunAsync(TestDatabase database, Func<Task> meanwhile)
    {
        var ready = new StartUpState();
        ready.Ready();
        using var worker = new EveningBeforeWorker(database.Get<EveningBefore>(), ready, database.Clock, NullLogger<EveningBeforeWorker>.Instance);
        await worker.StartAsync(default);
        await meanwhile();
        await worker.StopAsync(default);
    }

    private static Task<int> AnnouncedAsync(TestDatabase database) => database.ReadAsync(db => db.Outbox.CountAsync(m => m.Kind == "email"));
}
