using GetHelp.Core.Orders.Announcements;
using GetHelp.Web.StartUp;

namespace GetHelp.Web.Orders;

/// <summary>Has the contacts of deliveries told the evening before, for as long as the program runs. It looks every minute: who is to be told
/// is in the database, so nothing is lost by a restart and nobody is told twice.</summary>
public sealed class EveningBeforeWorker(EveningBefore evening, StartUpState startUp, TimeProvider clock, ILogger<EveningBeforeWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await startUp.WhenReadyAsync(stoppingToken);
            while (true)
            {
                await AnnounceAsync(stoppingToken);
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops; what was not announced is made up for when it starts again.
        }
    }

    private async Task AnnounceAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await evening.AnnounceAsync(stoppingToken) is > 0 and var announced)
            {
                log.LogInformation("{Count} deliveries were announced to their contacts", announced);
            }
        }
#pragma warning disable CA1031 // Whatever it was, it is tried again in a minute.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Deliveries could not be announced; this is tried again");
        }
    }
}

public static class EveningBeforeHosting
{
    public static IServiceCollection AddEveningBefore(this IServiceCollection services) => services.AddHostedService<EveningBeforeWorker>();
}
