using GetHelp.Core.Live;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Live;

public sealed class LiveUpdatesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly TestClock clock = new();
    private readonly LiveUpdates live;

    public LiveUpdatesTests() => live = new(clock);

    [Fact]
    public async Task Who_subscribed_to_a_topic_is_told_and_nobody_else()
    {
        var (told, other) = (new TaskCompletionSource(), 0);
        using var mine = live.Subscribe([Topic.School(1), Topic.Stock], _ => Done(told), _ => { });
        using var theirs = live.Subscribe([Topic.School(2)], _ => Count(ref other), _ => { });

        live.Publish([Topic.School(1), Topic.Orders]);

        await told.Task.WaitAsync(Patience);
        other.ShouldBe(0);
    }

    [Fact]
    public async Task A_burst_comes_together_and_the_last_change_is_never_lost()
    {
        var (runs, state, seen) = (0, 0, new List<int>());
        var (firstIsRunning, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var subscription = live.Subscribe(
            [Topic.Orders],
            async _ =>
            {
                seen.Add(Volatile.Read(ref state));
                if (Interlocked.Increment(ref runs) == 1)
                {
                    firstIsRunning.SetResult();
                    await goOn.Task;
                }
            },
            _ => { });

        live.Publish([Topic.Orders]);
        await firstIsRunning.Task.WaitAsync(Patience);
        for (var i = 1; i <= 1000; i++)
        {
            Volatile.Write(ref state, i);
            live.Publish([Topic.Orders]);
        }

        goOn.SetResult();
        await Eventually.BecomesTrueAsync("somebody to wait for the clock", () => clock.TimersWaiting == 1);
        clock.Advance(LiveSubscription.Pace);
        await Eventually.BecomesTrueAsync("the run after the burst", () => Volatile.Read(ref runs) == 2);
        seen.ShouldBe([0, 1000]);
    }

    [Fact]
    public async Task A_slow_session_delays_nobody()
    {
        var (stuck, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var slow = live.Subscribe([Topic.Orders], _ => stuck.Task, _ => { });
        using var quick = live.Subscribe([Topic.Orders], _ => Done(told), _ => { });

        live.Publish([Topic.Orders]);

        await told.Task.WaitAsync(Patience);
        stuck.SetResult();
    }

    [Fact]
    public async Task One_that_throws_says_so_is_told_again_and_stops_nobody()
    {
        var (failures, told) = (new List<string>(), new TaskCompletionSource());
        using var broken = live.Subscribe([Topic.Orders], _ => throw new InvalidOperationException("broken"), e => failures.Add(e.Message));
        using var well = live.Subscribe([Topic.Orders], _ => Done(told), _ => { });

        live.Publish([Topic.Orders]);
        await told.Task.WaitAsync(Patience);
        await Eventually.BecomesTrueAsync("the first failure to be told", () => failures.Count == 1);

        clock.Advance(LiveSubscription.Pace);
        live.Publish([Topic.Orders]);
        await Eventually.BecomesTrueAsync("the second failure to be told", () => failures.Count == 2);
        failures.ShouldBe(["broken", "broken"]);
    }

    [Fact]
    public async Task Nobody_is_told_after_they_left_and_nothing_of_them_is_kept()
    {
        var (gone, told) = (0, new TaskCompletionSource());
        var left = live.Subscribe([Topic.Orders, Topic.Stock], _ => Count(ref gone), _ => { });
        using var stayed = live.Subscribe([Topic.Orders], _ => Done(told), _ => { });
        live.Subscriptions.ShouldBe(2);

        left.Dispose();
        left.Dispose();
        live.Publish([Topic.Orders]);

        await told.Task.WaitAsync(Patience);
        gone.ShouldBe(0);
        live.Subscriptions.ShouldBe(1);
    }

    [Fact]
    public async Task Leaving_ends_a_run_that_is_waiting_for_something()
    {
        var (running, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        var subscription = live.Subscribe(
            [Topic.Orders],
            async cancel =>
            {
                running.SetResult();
                await using var _ = cancel.Register(ended.SetResult);
                await Task.Delay(Timeout.Infinite, cancel);
            },
            ended.SetException);
        live.Publish([Topic.Orders]);
        await running.Task.WaitAsync(Patience);

        subscription.Dispose();

        await ended.Task.WaitAsync(Patience);
    }

    private static Task Done(TaskCompletionSource source)
    {
        source.TrySetResult();
        return Task.CompletedTask;
    }

    private static Task Count(ref int counter)
    {
        Interlocked.Increment(ref counter);
        return Task.CompletedTask;
    }

}
