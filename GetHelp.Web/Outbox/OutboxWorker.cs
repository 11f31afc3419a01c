using GetHelp.Core.Outbox;

namespace GetHelp.Web.Outbox;

/// <summary>Sends what waits in the outbox for as long as the program runs.</summary>
public sealed class OutboxWorker(OutboxDelivery delivery, IEnumerable<IStartUpGate> gates) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(gates.Select(gate => gate.OpenedAsync(stoppingToken)));
            await delivery.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops; what waits goes on waiting in the database.
        }
    }
}

/// <summary>Something that has to be done before workers may touch the database: it is migrated, its first data is there.</summary>
public interface IStartUpGate
{
    /// <summary>Returns once it is done.</summary>
    Task OpenedAsync(CancellationToken cancellationToken);
}

public static class OutboxHosting
{
    public static IServiceCollection AddOutboxWorker(this IServiceCollection services) => services.AddHostedService<OutboxWorker>();
}
