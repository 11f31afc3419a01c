using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Live;

/// <summary>Two web nodes on one PostgreSQL database.</summary>
public sealed class TopicRelayTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [PostgreSqlFact]
    public async Task An_order_placed_on_one_node_is_told_on_the_other_after_its_commit()
    {
        await using var here = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var there = here.AnotherNode();
        var school = await here.Given.SchoolAsync();
        var (told, listening) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var first = there.Get<LiveUpdates>().Subscribe([Topic.Stock], _ => Done(listening), listening.SetException);
        using var stop = new CancellationTokenSource();
        var relay = there.Get<TopicRelay>().ListenAsync(stop.Token);
        await listening.Task.WaitAsync(Patience); // whoever begins to listen reads everything once
        using var subscription = there.Get<LiveUpdates>().Subscribe([Topic.School(school.Id)], _ => Done(told), told.SetException);

        await here.Given.OrderAsync(school, null, new LineAsked(Product.Chromebook, 1));

        await told.Task.WaitAsync(Patience);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => relay);
    }

    [PostgreSqlFact]
    public async Task A_write_of_more_topics_than_a_notice_holds_has_everybody_read_again()
    {
        await using var here = await TestDatabase.CreateAsync(DatabaseProvider.PostgreSql);
        await using var there = here.AnotherNode();
        var (listening, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        var rings = 0;
        using var subscription = there.Get<LiveUpdates>().Subscribe(
            [Topic.Stock],
            _ => Done(Interlocked.Increment(ref rings) == 1 ? listening : told),
            listening.SetException);
        using var stop = new CancellationTokenSource();
        var relay = there.Get<TopicRelay>().ListenAsync(stop.Token);
        await listening.Task.WaitAsync(Patience);
        there.Clock.Advance(LiveSubscription.Pace);

        await here.Get<WriteTransactions>().RunAsync<int>(Core.People.Viewer.Service, write =>
        {
            for (var school = 0; school < 2_000; school++)
            {
                write.Tell(Topic.School(school));
            }

            return Task.FromResult<Core.Result<int>>(0);
        });

        await told.Task.WaitAsync(Patience);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => relay);
    }

    private static Task Done(TaskCompletionSource source)
    {
        source.TrySetResult();
        return Task.CompletedTask;
    }
}
