using GetHelp.Core.Live;
using GetHelp.Web.StartUp;

namespace GetHelp.Web.Live;

/// <summary>Hears what changes on the other web nodes, where there are any.</summary>
public sealed class TopicListener(TopicRelay relay, StartUpState startUp) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (relay.IsNeeded)
            {
                await startUp.WhenReadyAsync(stoppingToken);
                await relay.ListenAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }
    }
}
