using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using GetHelp.Tests.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Outbox;

public sealed class OutboxDeliveryTests
{
    private const string Kind = "test.letter";

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_message_is_sent_once_and_its_attempt_is_kept(DatabaseProvider provider)
    {
        var sender = new FakeSender(Kind);
        await using var database = await OutboxTest.DatabaseAsync(provider, sender);
        await database.WriteAsync(Kind, "a");

        await database.SendDueAsync();
        database.Clock.Advance(TimeSpan.FromDays(1));
        await database.SendDueAsync();

        sender.Sent.ShouldBe(["a"]);
        var message = await database.MessageAsync("a");
        message.DueAt.ShouldBeNull();
        message.SentAt.ShouldNotBeNull();
        message.Attempts.ShouldBe(1);
        var attempt = (await database.AttemptsAsync()).ShouldHaveSingleItem();
        attempt.MessageId.ShouldBe(message.Id);
        attempt.Succeeded.ShouldBeTrue();
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_message_that_fails_is_tried_again_at_the_stated_times(DatabaseProvider provider)
    {
        var sender = new FakeSender(Kind, (_, _) => throw new NotSentException("The line is dead"));
        await using var database = await OutboxTest.DatabaseAsync(provider, sender);
        await database.WriteAsync(Kind, "a");
        await database.SendDueAsync();

        string[] waits = ["0:00:05", "0:00:30", "0:02:00", "0:10:00", "1:00:00", "6:00:00", "6:00:00", "6:00:00"];
        foreach (var (wait, index) in waits.Select((wait, index) => (TimeSpan.Parse(wait), index)))
        {
            database.Clock.Advance(wait - TimeSpan.FromSeconds(1));
            await database.SendDueAsync();
            sender.Tried.Count.ShouldBe(index + 1, $"too early, wait {index}");

            database.Clock.Advance(TimeSpan.FromSeconds(1));
            await database.SendDueAsync();
            sender.Tried.Count.ShouldBe(index + 2, $"not tried, wait {index}");
        }

        var message = await database.MessageAsync("a");
        message.SentAt.ShouldBeNull();
        message.Attempts.ShouldBe(waits.Length + 1);
        message.LastOutcome.ShouldBe("The line is dead");
        (await database.AttemptsAsync()).Select(a => (a.Succeeded, a.Outcome)).Distinct().ShouldBe([(false, "The line is dead")]);
    }

    [Fact]
    public async Task A_receiver_who_says_later_is_not_tried_sooner()
    {
        var sender = new FakeSender(Kind, (_, _) => throw new NotSentException("Later") { RetryAfter = TimeSpan.FromMinutes(3) });
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite, sender);
        await database.WriteAsync(Kind, "a");

        await database.SendDueAsync();

        (await database.MessageAsync("a")).DueAt.ShouldBe(database.Clock.Now.AddMinutes(3));
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task Of_two_nodes_on_one_database_only_one_sends_a_message(DatabaseProvider provider)
    {
        // No message leaves before both nodes hold one: a node has four in hand at most, so neither can take all sixty before the other begins.
        var (oneBegan, otherBegan) = (new TaskCompletionSource(), new TaskCompletionSource());
        var bothBegan = Task.WhenAll(oneBegan.Task, otherBegan.Task);
        var (one, other) = (Meeting(oneBegan), Meeting(otherBegan));
        await using var database = await OutboxTest.DatabaseAsync(provider, one);
        await using var another = database.AnotherNode(other);
        var keys = Enumerable.Range(1, 60).Select(n => $"message {n}").ToArray();
        await database.WriteAsync(Kind, keys);

        await Task.WhenAll(database.SendDueAsync(), another.GetRequiredService<OutboxDelivery>().SendDueAsync());

        one.Sent.Concat(other.Sent).Order().ShouldBe(keys.Order());
        one.Sent.ShouldNotBeEmpty();
        other.Sent.ShouldNotBeEmpty();
        (await database.AttemptsAsync()).Count.ShouldBe(keys.Length);

        FakeSender Meeting(TaskCompletionSource began) => new(Kind, (_, cancellationToken) =>
        {
            began.TrySetResult();
            return bothBegan.WaitAsync(TimeSpan.FromMinutes(1), cancellationToken);
        });
    }

    [Theory, MemberData(nameof(Databases.All), MemberType = typeof(Databases))]
    public async Task A_receiver_that_is_down_for_a_day_loses_nothing(DatabaseProvider provider)
    {
        var down = true;
        var sender = new FakeSender(Kind, (_, _) => down ? throw new NotSentException("Down") : Task.CompletedTask);
        await using var database = await OutboxTest.DatabaseAsync(provider, sender);
        var keys = Enumerable.Range(1, 20).Select(n => $"message {n}").ToArray();
        await database.WriteAsync(Kind, keys);

        for (var hour = 0; hour < 24; hour++)
        {
            await database.SendDueAsync();
            database.Clock.Advance(TimeSpan.FromHours(1));
        }

        sender.Sent.ShouldBeEmpty();
        down = false;
        database.Clock.Advance(TimeSpan.FromHours(6));
        await database.SendDueAsync();

        sender.Sent.Order().ShouldBe(keys.Order());
    }

    [Fact]
    public async Task A_message_that_can_never_be_sent_holds_up_no_other()
    {
        var sender = new FakeSender(Kind, (message, _) =>
            message.IdempotencyKey == "poison" ? throw new InvalidOperationException("Cannot \0 be read") : Task.CompletedTask);
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite, sender);
        await database.WriteAsync(Kind, "poison", "a", "b");

        await database.SendDueAsync();

        sender.Sent.Order().ShouldBe(["a", "b"]);
        (await database.MessageAsync("poison")).LastOutcome.ShouldBe("InvalidOperationException: Cannot   be read");
    }

    [Fact]
    public async Task A_message_that_nobody_here_can_send_stays_for_a_node_that_can()
    {
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite, new FakeSender(Kind));
        await database.WriteAsync("test.telegram", "a");
        await database.SendDueAsync();
        (await database.MessageAsync("a")).Attempts.ShouldBe(0);

        var telegraph = new FakeSender("test.telegram");
        await using var another = database.AnotherNode(telegraph);
        await another.GetRequiredService<OutboxDelivery>().SendDueAsync();

        telegraph.Sent.ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_delays_no_other_kind_and_takes_four_messages_at_most()
    {
        var silence = new TaskCompletionSource();
        var (supplier, email) = (new FakeSender("test.order", (_, _) => silence.Task), new FakeSender("test.email"));
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite, supplier, email);
        await using var running = Running.Start(database);
        await database.WriteAsync("test.order", "1", "2", "3", "4", "5", "6");
        await Eventually.BecomesTrueAsync("four orders under way", () => supplier.Tried.Count == 4);

        await database.WriteAsync("test.email", "a");
        await Eventually.BecomesTrueAsync("the e-mail left", () => email.Sent.Contains("a"));

        supplier.Sent.ShouldBeEmpty();
        silence.SetResult();
        await Eventually.BecomesTrueAsync("all orders left", () => supplier.Sent.Count == 6);
        supplier.MostAtOnce.ShouldBe(OutboxDelivery.AtOnce);
    }

    [Fact]
    public async Task A_slow_message_delays_none_of_its_own_kind()
    {
        var slow = new TaskCompletionSource();
        var sender = new FakeSender(Kind, (message, _) => message.IdempotencyKey == "slow" ? slow.Task : Task.CompletedTask);
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite, sender);
        await using var running = Running.Start(database);
        await database.WriteAsync(Kind, "slow");
        await Eventually.BecomesTrueAsync("the slow one is under way", () => sender.Tried.Contains("slow"));

        foreach (var key in new[] { "a", "b", "c", "d", "e" })
        {
            await database.WriteAsync(Kind, key);
            await Eventually.BecomesTrueAsync($"{key} left", () => sender.Sent.Contains(key));
        }

        sender.Sent.ShouldNotContain("slow");
        slow.SetResult();
    }

    [Fact]
    public async Task A_failed_message_is_tried_again_by_itself_when_its_time_comes()
    {
        var down = true;
        var sender = new FakeSender(Kind, (_, _) => down ? throw new NotSentException("Down") : Task.CompletedTask);
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite, sender);
        await using var running = Running.Start(database);
        await database.WriteAsync(Kind, "a");
        await Eventually.BecomesTrueAsync("the first attempt is kept", async () => (await database.AttemptsAsync()).Count == 1);
        down = false;

        await Eventually.BecomesTrueAsync("it left", () =>
        {
            if (database.Clock.TimersWaiting > 0)
            {
                database.Clock.Advance(TimeSpan.FromSeconds(1));
            }

            return sender.Sent.Contains("a");
        });
    }

    [Fact]
    public async Task A_message_of_another_node_is_found_without_a_ring()
    {
        var sender = new FakeSender(Kind);
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite);
        await using var another = database.AnotherNode(sender);
        await using var running = Running.Start(another.GetRequiredService<OutboxDelivery>());
        await Eventually.BecomesTrueAsync("it waits", () => database.Clock.TimersWaiting > 0);
        await database.WriteAsync(Kind, "a");
        sender.Tried.ShouldBeEmpty();

        database.Clock.Advance(OutboxDelivery.LongestWait);

        await Eventually.BecomesTrueAsync("it left", () => sender.Sent.Contains("a"));
    }

    [Fact]
    public async Task A_message_that_was_under_way_when_the_service_stopped_is_due_at_once()
    {
        var sender = new FakeSender(Kind, (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken));
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite, sender);
        await database.WriteAsync(Kind, "a");
        await using (Running.Start(database))
        {
            await Eventually.BecomesTrueAsync("it is under way", () => sender.Tried.Count == 1);
        }

        var message = await database.MessageAsync("a");
        message.SentAt.ShouldBeNull();
        message.DueAt.ShouldBe(database.Clock.Now);
        message.LastOutcome.ShouldBe("Interrupted: the service was stopping");
    }

    [Fact]
    public async Task A_message_whose_node_died_is_due_when_its_lease_ends()
    {
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite);
        await database.WriteAsync(Kind, "a");
        var queue = database.Get<OutboxQueue>();
        (await queue.TakeAsync(Kind)).ShouldNotBeNull();

        database.Clock.Advance(OutboxQueue.Lease - TimeSpan.FromSeconds(1));
        (await queue.TakeAsync(Kind)).ShouldBeNull();
        database.Clock.Advance(TimeSpan.FromSeconds(1));

        (await queue.TakeAsync(Kind)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_sender_that_never_comes_back_has_failed_within_its_lease()
    {
        var sender = new FakeSender(Kind, (_, _) => new TaskCompletionSource().Task); // heeds no cancellation
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite, sender);
        await database.WriteAsync(Kind, "a");
        var sending = database.SendDueAsync();
        await Eventually.BecomesTrueAsync("it is under way", () => sender.Tried.Count == 1 && database.Clock.TimersWaiting > 0);

        database.Clock.Advance(OutboxDelivery.LongestAttempt);
        await sending;

        (await database.MessageAsync("a")).LastOutcome.ShouldBe("Not done within 60 seconds");
        OutboxQueue.Lease.ShouldBeGreaterThan(OutboxDelivery.LongestAttempt);
    }

    [Fact]
    public async Task A_message_that_left_after_all_is_not_sent_again_because_somebody_else_failed()
    {
        await using var database = await OutboxTest.DatabaseAsync(DatabaseProvider.Sqlite);
        await database.WriteAsync(Kind, "a");
        var queue = database.Get<OutboxQueue>();
        var message = (await queue.TakeAsync(Kind))!;

        await queue.SentAsync(Attempt(message, succeeded: true));
        await queue.FailedAsync(Attempt(message, succeeded: false), TimeSpan.Zero);

        (await queue.TakeAsync(Kind)).ShouldBeNull();
        (await database.AttemptsAsync()).Count.ShouldBe(2);
    }

    private static OutboxAttempt Attempt(OutboxMessage message, bool succeeded) => new()
    {
        MessageId = message.Id,
        At = message.CreatedAt,
        Succeeded = succeeded,
        Outcome = "",
        DurationMilliseconds = 0,
    };

    /// <summary>A delivery that runs until the end of the test.</summary>
    private sealed class Running(Task work, CancellationTokenSource stop) : IAsyncDisposable
    {
        public static Running Start(TestDatabase database) => Start(database.Get<OutboxDelivery>());

        public static Running Start(OutboxDelivery delivery)
        {
            var stop = new CancellationTokenSource();
            return new(Task.Run(() => delivery.RunAsync(stop.Token)), stop);
        }

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(() => work);
            stop.Dispose();
        }
    }
}
