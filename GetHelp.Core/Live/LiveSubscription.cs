namespace GetHelp.Core.Live;

/// <summary>One page's wish to be told. It is idle, running, or running with another change waiting: never two runs at once, and a
/// change that comes during a run is another run after it.</summary>
public sealed class LiveSubscription : IDisposable
{
    /// <summary>The shortest time between the starts of two runs: what changes faster comes together.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Func<CancellationToken, Task> changed;
    private readonly Action<Exception> failed;
    private readonly TimeProvider clock;
    private readonly Action<LiveSubscription> remove;
    private readonly CancellationTokenSource ended = new();
    private int waiting;
    private long lastStart = long.MinValue;

    internal LiveSubscription(Func<CancellationToken, Task> changed, Action<Exception> failed, TimeProvider clock, Action<LiveSubscription> remove) =>
        (this.changed, this.failed, this.clock, this.remove) = (changed, failed, clock, remove);

    /// <summary>Ends it: no run starts after this returns.</summary>
    public void Dispose()
    {
        if (!ended.IsCancellationRequested)
        {
            remove(this);
            ended.Cancel();
        }
    }

    /// <summary>Has it called once more, as a change would.</summary>
    public void Ring()
    {
        // Zero to one starts the loop; one to two tells the running loop to go round again; two stays two.
        if (Interlocked.CompareExchange(ref waiting, 2, 1) == 0 && Interlocked.CompareExchange(ref waiting, 1, 0) == 0)
        {
            _ = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        try
        {
            do
            {
                Interlocked.Exchange(ref waiting, 1);
                await KeepPaceAsync();
                Interlocked.Exchange(ref waiting, 1);
                lastStart = clock.GetTimestamp();
                await changed(ended.Token);
            }
            while (Interlocked.CompareExchange(ref waiting, 0, 1) != 1);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The page is gone.
        }
#pragma warning disable CA1031 // Whatever a page throws is the page's to show; the other pages go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Interlocked.Exchange(ref waiting, 0);
            failed(exception);
        }
    }

    private async Task KeepPaceAsync()
    {
        ended.Token.ThrowIfCancellationRequested();
        if (lastStart != long.MinValue && Pace - clock.GetElapsedTime(lastStart) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, clock, ended.Token);
        }
    }
}
