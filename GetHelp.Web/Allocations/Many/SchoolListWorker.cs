using System.Threading.Channels;
using GetHelp.Core.Allocations.Many;
using GetHelp.Web.StartUp;

namespace GetHelp.Web.Allocations.Many;

/// <summary>Lists that were taken and wait for their turn.</summary>
public sealed class SchoolListJobs
{
    private readonly Channel<Guid> waiting = Channel.CreateUnbounded<Guid>(new() { SingleReader = true });

    public void Add(Guid listId) => waiting.Writer.TryWrite(listId);

    internal IAsyncEnumerable<Guid> ReadAllAsync(CancellationToken cancellationToken) => waiting.Reader.ReadAllAsync(cancellationToken);
}

/// <summary>Changes the schools of lists, one list after the other, on no session: closing the page stops nothing, and what a process that is
/// gone left half done goes on when the service starts.</summary>
public sealed class SchoolListWorker(SchoolListService lists, SchoolListJobs jobs, StartUpState start, ILogger<SchoolListWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.WhenReadyAsync(stoppingToken);
        foreach (var interrupted in lists.Interrupted())
        {
            jobs.Add(interrupted);
        }

        await foreach (var list in jobs.ReadAllAsync(stoppingToken))
        {
            await RunAsync(list, stoppingToken);
        }
    }

    private async Task RunAsync(Guid list, CancellationToken stoppingToken)
    {
        try
        {
            await lists.RunAsync(list, stoppingToken);
            log.LogInformation("List {List} of schools: done", list);
        }
#pragma warning disable CA1031 // The list's page says that it stopped, and offers to go on; the next list must still have its turn.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogError(exception, "List {List} of schools stopped", list);
        }
    }
}

/// <summary>What the pages that change many schools need beside Core.</summary>
public static class ManyPages
{
    public static IServiceCollection AddManyPages(this IServiceCollection services) =>
        services.AddSingleton<SchoolListJobs>().AddHostedService<SchoolListWorker>();
}
