using System.Diagnostics;
using GetHelp.Core.Data;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GetHelp.Web.StartUp;

/// <summary>Brings the database up to date and fills it, while the program already listens and asks people to wait.</summary>
public sealed class DatabaseStartUp(
    DatabaseSetup database,
    IEnumerable<IFirstData> firstData,
    StartUpState state,
    IServer server,
    IHostApplicationLifetime lifetime,
    ILogger<DatabaseStartUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A hosted service that runs without pausing holds up the server's own start.
        await Task.Yield();
        var began = Stopwatch.GetTimestamp();
        try
        {
            await database.RunAsync(FillAsync, stoppingToken);
            state.Ready();
            log.LogInformation("Ready: {Addresses} (after {Seconds:0.0} s)", Addresses(), Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped while starting.
        }
#pragma warning disable CA1031 // Whatever it was, there is no service without a database: say so and stop.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogCritical(exception, "The database could not be made ready, so the program stops. Check the settings under Database.");
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        foreach (var data in firstData)
        {
            await data.FillAsync(new Reporter(Report), cancellationToken);
        }
    }

    private void Report(StartUpProgress progress)
    {
        if (progress != state.Progress)
        {
            state.Report(progress);
            log.LogInformation("{Doing}{Percent}", progress.Doing, progress.Percent is { } percent ? $" ({percent}%)" : "");
        }
    }

    private string Addresses() => string.Join(", ", server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);

    /// <summary>Tells at once: <see cref="Progress{T}"/> would tell on another thread, out of order.</summary>
    private sealed class Reporter(Action<StartUpProgress> report) : IProgress<StartUpProgress>
    {
        public void Report(StartUpProgress value) => report(value);
    }
}

/// <summary>What a new database is filled with before anybody sees it. Run at every start: what is there already is left alone.</summary>
public interface IFirstData
{
    Task FillAsync(IProgress<StartUpProgress> progress, CancellationToken cancellationToken);
}
