using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace GetHelp.Core.Outbox;

/// <summary>Sends what waits in the outbox. Each kind of message has a lane of its own, with several under way at once: a supplier that does
/// not answer delays no e-mail, and a message that can never be sent delays none of its own kind.</summary>
/// <remarks>Several processes may run one on the same database. A kind without a sender stays where it is, for a process that has one.</remarks>
public sealed class OutboxDelivery(
    OutboxQueue queue,
    IEnumerable<IOutboxSender> senders,
    OutboxSignal signal,
    TimeProvider clock,
    ILogger<OutboxDelivery> logger)
{
    /// <summary>How many messages of one kind are under way at the same time.</summary>
    public const int AtOnce = 4;

    /// <summary>An attempt that takes longer has failed, whatever its sender thinks.</summary>
    public static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait without looking: another process may have written a message and cannot ring here.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Sends whatever becomes due until told to stop.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(senders.Select(sender => SendAllAsync(sender, ComingAsync(sender.Kind, stopping), stopping)));

    /// <summary>Sends what is due now, and returns when each of them has been tried.</summary>
    public Task SendDueAsync(CancellationToken stopping = default) => Task.WhenAll(senders.Select(sender => SendAllAsync(sender, DueAsync(sender.Kind, stopping), stopping)));

    private Task SendAllAsync(IOutboxSender sender, IAsyncEnumerable<OutboxMessage> messages, CancellationToken stopping) =>
        Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping },
            async (message, cancellationToken) => await AttemptAsync(sender, message, cancellationToken));

    private async IAsyncEnumerable<OutboxMessage> DueAsync(string kind, [EnumeratorCancellation] CancellationToken stopping)
    {
        while (await queue.TakeAsync(kind, stopping) is { } message)
        {
            yield return message;
        }
    }

    private async IAsyncEnumerable<OutboxMessage> ComingAsync(string kind, [EnumeratorCancellation] CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var rung = signal.Next;
            var (message, wait) = await LookAsync(kind, stopping);
            if (message is not null)
            {
                yield return message;
            }
            else
            {
                await WaitAsync(rung, wait, stopping);
            }
        }
    }

    /// <summary>The next message, or how long to wait for one. A database that cannot be asked is asked again later.</summary>
    private async Task<(OutboxMessage? Message, TimeSpan Wait)> LookAsync(string kind, CancellationToken stopping)
    {
        try
        {
            var message = await queue.TakeAsync(kind, stopping);
            var next = message is null ? await queue.NextDueAsync(kind, stopping) : null;
            return (message, next - clock.GetUtcNow().UtcDateTime ?? LongestWait);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            logger.LogError(exception, "The outbox could not be read for messages of kind {Kind}.", kind);
            return (null, LongestWait);
        }
    }

    private async Task WaitAsync(Task rung, TimeSpan wait, CancellationToken stopping)
    {
        try
        {
            await rung.WaitAsync(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait, clock, stopping);
        }
        catch (TimeoutException)
        {
            // Nobody rang: something has become due, or it is time to look anyway.
        }
    }

    private async Task AttemptAsync(IOutboxSender sender, OutboxMessage message, CancellationToken stopping)
    {
        using var trace = Continued(message);
        var (began, timestamp) = (clock.GetUtcNow().UtcDateTime, clock.GetTimestamp());
        var outcome = await SendAsync(sender, message, stopping);
        try
        {
            await KeepAsync(message, outcome, began, clock.GetElapsedTime(timestamp));
        }
#pragma warning disable CA1031 // The lane must go on. The message is due again when its lease ends, and its receiver knows it by its key.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "What came of message {Id} could not be kept.", message.Id);
        }
    }

    /// <summary>What is logged and sent from here on belongs to the request that caused the message.</summary>
    private static Activity Continued(OutboxMessage message)
    {
        var activity = new Activity("outbox message");
        return (message.Trace is null ? activity : activity.SetParentId(message.Trace)).Start();
    }

    private async Task<Outcome> SendAsync(IOutboxSender sender, OutboxMessage message, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(LongestAttempt, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            await sender.SendAsync(message, either.Token).WaitAsync(either.Token);
            return new("Sent") { Succeeded = true };
        }
        catch (NotSentException exception)
        {
            return new(exception.Message) { Wait = OutboxRetries.After(message.Attempts + 1, exception.RetryAfter) };
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new("Interrupted: the service was stopping");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new($"Not done within {LongestAttempt.TotalSeconds} seconds") { Wait = OutboxRetries.After(message.Attempts + 1) };
        }
#pragma warning disable CA1031 // Whatever a sender throws is an attempt that failed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Not its message: mail servers, and others, put addresses into theirs. Support reads it with the attempt.
            logger.LogError("Message {Id} of kind {Kind} could not be sent: {Exception}\n{Where}", message.Id, message.Kind, exception.GetType().Name, exception.StackTrace);
            return new($"{exception.GetType().Name}: {exception.Message}") { Wait = OutboxRetries.After(message.Attempts + 1) };
        }
    }

    private async Task KeepAsync(OutboxMessage message, Outcome outcome, DateTime began, TimeSpan took)
    {
        var attempt = new OutboxAttempt
        {
            MessageId = message.Id,
            At = began,
            Succeeded = outcome.Succeeded,
            Outcome = outcome.Text,
            DurationMilliseconds = (int)took.TotalMilliseconds,
        };
        if (outcome.Succeeded)
        {
            await queue.SentAsync(attempt);
            return;
        }

        await queue.FailedAsync(attempt, outcome.Wait);
        logger.LogWarning("Message {Id} of kind {Kind} was not sent and is tried again in {Wait}; why is with its attempts", message.Id, message.Kind, outcome.Wait);
    }

    private sealed record Outcome(string Text)
    {
        public bool Succeeded { get; init; }

        /// <summary>Until the next attempt.</summary>
        public TimeSpan Wait { get; init; }
    }
}
