using System.Threading.Channels;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.People;
using GetHelp.Web.StartUp;

namespace GetHelp.Web.Organisations;

/// <summary>What is to be done with an import, and who asked for it.</summary>
public sealed record RegisterImportJob(Viewer Viewer, int ImportId, bool Apply);

/// <summary>Imports that wait for their turn.</summary>
public sealed class RegisterImportJobs
{
    private readonly Channel<RegisterImportJob> waiting = Channel.CreateUnbounded<RegisterImportJob>(new() { SingleReader = true });

    public void Add(RegisterImportJob job) => waiting.Writer.TryWrite(job);

    internal IAsyncEnumerable<RegisterImportJob> ReadAllAsync(CancellationToken cancellationToken) => waiting.Reader.ReadAllAsync(cancellationToken);
}

/// <summary>Runs imports one after the other, on no session: closing the page stops nothing.</summary>
public sealed class RegisterImportWorker(
    RegisterImportService imports, RegisterImportJobs jobs, StartUpState start, ILogger<RegisterImportWorker> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.WhenReadyAsync(stoppingToken);
        await imports.FailInterruptedAsync(stoppingToken);
        await foreach (var job in jobs.ReadAllAsync(stoppingToken))
        {
            await RunAsync(job, stoppingToken);
        }
    }

    private async Task RunAsync(RegisterImportJob job, CancellationToken stoppingToken)
    {
        try
        {
            var done = await (job.Apply
                ? imports.ApplyAsync(job.Viewer, job.ImportId, stoppingToken)
                : imports.PreviewAsync(job.Viewer, job.ImportId, stoppingToken));
            log.LogInformation("Import {Import} of the register: {Outcome}", job.ImportId, done.Refused ? "refused" : done.Value.InShort());
        }
#pragma warning disable CA1031 // The import says of itself that it failed; the next one must still run.
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Import {Import} of the register failed", job.ImportId);
        }
    }
}
