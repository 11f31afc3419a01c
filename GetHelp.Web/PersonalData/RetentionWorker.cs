using System.ComponentModel.DataAnnotations;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Web.StartUp;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.PersonalData;

/// <summary>When retention is carried out.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>From which hour of London's day: when the fewest people are here.</summary>
    [Range(0, 23)]
    public int Hour { get; set; } = 3;
}

/// <summary>Has retention carried out once a day. It looks every few minutes, on every node: whether it is done is in the database, so a restart
/// neither loses a day nor does one twice.</summary>
public sealed class RetentionWorker(RetentionService retention, IOptions<RetentionOptions> options, StartUpState startUp, TimeProvider clock, ILogger<RetentionWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

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
            // The program stops; what was not done is made up for when it starts again.
        }
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await retention.RunIfDueAsync(options.Value.Hour, stoppingToken) is { } outcomes)
            {
                log.LogInformation("What was kept long enough is deleted. {Outcomes}", RetentionWords.InShort(outcomes));
            }
        }
#pragma warning disable CA1031 // Whatever it was, it is tried again after the pause.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogError(exception, "What was kept long enough could not be deleted; this is tried again");
        }
    }
}
