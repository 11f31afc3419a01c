using GetHelp.Core.Live;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Live;

public sealed class SharedReadsTests
{
    private readonly TestClock clock = new();
    private readonly LiveUpdates live;
    private readonly SharedReads sharing;
    private int reads;

    public SharedReadsTests()
    {
        live = new(clock);
        sharing = new(live, clock);
    }

    [Fact]
    public async Task Two_hundred_who_look_at_the_same_read_once()
    {
        var gate = new TaskCompletionSource();

        var all = Enumerable.Range(0, 200).Select(_ => sharing.GetAsync(Topic.Orders, "everything", () => ReadAsync(gate.Task))).ToList();
        gate.SetResult();

        (await Task.WhenAll(all)).Distinct().ShouldBe([1]);
        (await sharing.GetAsync(Topic.Orders, "something else", () => ReadAsync(gate.Task))).ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_comes_while_a_slow_database_is_read_keeps_their_thread()
    {
        using var answers = new ManualResetEventSlim();
        var reading = new TaskCompletionSource();
        var first = Task.Run(() => sharing.GetAsync(Topic.Orders, "k", () =>
        {
            reading.SetResult();
            answers.Wait(); // as SQLite does: its work is done before it returns a task
            return ReadAsync();
        }));
        await reading.Task;

        var second = sharing.GetAsync(Topic.Orders, "k", () => ReadAsync());

        second.IsCompleted.ShouldBeFalse();
        answers.Set();
        (await Task.WhenAll(first, second)).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task After_a_change_nobody_is_given_what_was_read_before_it()
    {
        await sharing.GetAsync(Topic.Orders, "k", () => ReadAsync());

        live.Publish([Topic.Stock]);
        (await sharing.GetAsync(Topic.Orders, "k", () => ReadAsync())).ShouldBe(1);
        live.Publish([Topic.Orders]);
        (await sharing.GetAsync(Topic.Orders, "k", () => ReadAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_is_shared_for_long()
    {
        await sharing.GetAsync(Topic.Orders, "k", () => ReadAsync());

        clock.Advance(SharedReads.Longest);

        (await sharing.GetAsync(Topic.Orders, "k", () => ReadAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task A_reading_that_failed_is_not_kept()
    {
        await Should.ThrowAsync<TimeoutException>(() => sharing.GetAsync<int>(Topic.Orders, "k", () => throw new TimeoutException()));

        (await sharing.GetAsync(Topic.Orders, "k", () => ReadAsync())).ShouldBe(1);
    }

    private async Task<int> ReadAsync(Task? gate = null)
    {
        await (gate ?? Task.CompletedTask);
        return Interlocked.Increment(ref reads);
    }
}
