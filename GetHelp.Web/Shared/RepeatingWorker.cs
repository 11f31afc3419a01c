using GetHelp.Web.StartUp;

namespace GetHelp.Web.Shared;

/// <summary>Does something again and again for as long as the program runs. What there is to do is in the database, so a restart loses nothing.</summary>
public abstract class RepeatingWorker(StartUpState startUp, TimeProvider clock, ILogger log) : BackgroundService
{
    protected abstract TimeSpan Pause { get; }

    /// <returns>How much was done.</returns>
    protected abstract Task<int> WorkAsync(CancellationToken stoppingToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await startUp.WhenReadyAsync(stoppingToken);
            while (true)
            {
                await TryAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await WorkAsync(stoppingToken) is > 0 and var count)
            {
                log.LogInformation("{Worker}: {Count} done", GetType().Name, count);
            }
        }
#pragma warning disable CA1031 // Whatever it was, it is tried again after the pause.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogError(exception, "{Worker} failed; this is tried again", GetType().Name);
        }
    }
}
