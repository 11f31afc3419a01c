namespace GetHelp.Web.StartUp;

/// <summary>How far the program has come before it can serve.</summary>
/// <param name="Doing">In words fit for the waiting page: "Reading the register of schools".</param>
/// <param name="Percent">Of all there is to do; null while nobody can say.</param>
public sealed record StartUpProgress(string Doing, int? Percent);

/// <summary>Whether the database is ready. Everybody who needs it asks here; one service brings it about.</summary>
public sealed class StartUpState
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile StartUpProgress progress = new("Getting the database ready", null);

    public bool IsReady => ready.Task.IsCompletedSuccessfully;

    public StartUpProgress Progress => progress;

    /// <summary>For workers, which have nothing to do before.</summary>
    public Task WhenReadyAsync(CancellationToken cancellationToken) => ready.Task.WaitAsync(cancellationToken);

    public void Report(StartUpProgress now) => progress = now;

    public void Ready() => ready.TrySetResult();
}
