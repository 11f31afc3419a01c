using GetHelp.Core.Outbox;
using GetHelp.Web.StartUp;

namespace GetHelp.Web.Outbox;

/// <summary>Sends what waits in the outbox for as long as the program runs.</summary>
public sealed class OutboxWorker(OutboxDelivery delivery, StartUpState startUp) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await startUp.WhenReadyAsync(stoppingToken);
            await delivery.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops; what waits goes on waiting in the database.
        }
    }
}

public static class OutboxHosting
{
    public static IServiceCollection AddOutboxWorker(this IServiceCollection services) => services.AddHostedService<OutboxWorker>();
}
