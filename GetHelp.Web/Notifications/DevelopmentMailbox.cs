using GetHelp.Core.Notifications;

namespace GetHelp.Web.Notifications;

/// <summary>A message that did not leave this machine.</summary>
/// <param name="Number">Counted from 1 since the program started.</param>
/// <param name="SentAt">UTC.</param>
public sealed record KeptEmail(int Number, DateTime SentAt, EmailMessage Message);

/// <summary>Takes the place of e-mail in Development: keeps the newest messages, in memory, to be read at /development/mailbox.</summary>
public sealed class DevelopmentMailbox(TimeProvider clock) : INotifier
{
    /// <summary>How many messages are kept.</summary>
    public const int Capacity = 200;

    private readonly Lock guard = new();
    private readonly LinkedList<KeptEmail> newestFirst = [];
    private TaskCompletionSource arrival = NewArrival();
    private int last;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<KeptEmail> Messages
    {
        get
        {
            lock (guard)
            {
                return [.. newestFirst];
            }
        }
    }

    /// <summary>Null when it is no longer kept, or never was.</summary>
    public KeptEmail? Find(int number) => Messages.FirstOrDefault(message => message.Number == number);

    public Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        TaskCompletionSource arrived;
        lock (guard)
        {
            newestFirst.AddFirst(new KeptEmail(++last, clock.GetUtcNow().UtcDateTime, message));
            if (newestFirst.Count > Capacity)
            {
                newestFirst.RemoveLast();
            }

            (arrived, arrival) = (arrival, NewArrival());
        }

        arrived.SetResult();
        return Task.CompletedTask;
    }

    /// <summary>Runs <paramref name="cause"/> and waits, for a while, until a message has come: the outbox sends in the background.</summary>
    public async Task<T> WithArrivalAsync<T>(Func<Task<T>> cause, Func<T, bool> sends, TimeSpan atMost)
    {
        Task next;
        lock (guard)
        {
            next = arrival.Task;
        }

        var result = await cause();
        if (sends(result))
        {
            await Task.WhenAny(next, Task.Delay(atMost, clock));
        }

        return result;
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
