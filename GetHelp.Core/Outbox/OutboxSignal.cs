namespace GetHelp.Core.Outbox;

/// <summary>Wakes everybody who sends when there is something to send, so that nobody need look every second.</summary>
public sealed class OutboxSignal
{
    private TaskCompletionSource next = NewRing();

    /// <summary>Done at the next ring. Take it before looking: what is written while you look then wakes you all the same.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Ring() => Interlocked.Exchange(ref next, NewRing()).SetResult();

    /// <summary>Who waits goes on elsewhere: ringing costs the one who rings nothing.</summary>
    private static TaskCompletionSource NewRing() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
