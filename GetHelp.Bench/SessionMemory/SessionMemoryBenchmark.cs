using System.Net.Http.Json;
using GetHelp.Bench.Hosting;
using GetHelp.Bench.Probe;

namespace GetHelp.Bench.SessionMemory;

/// <summary>What one more open board costs the server's memory, beside one more session on a page that shows nothing.</summary>
internal sealed class SessionMemoryBenchmark : IBenchmark
{
    private const int Sessions = 200;
    private const int WarmUp = 20;

    public string Name => "session-memory";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var board = await MeasureAsync(
            workshop,
            ServerProcess.StartPortal(await workshop.PortalAsync(), await workshop.DatabaseAsync(), probed: true),
            "/support/orders",
            ProbeStartup.SignIn,
            cancellationToken);
        var blank = await MeasureAsync(workshop, ServerProcess.Start(await workshop.BlankBlazorAsync(), probed: true), "/", signIn: null, cancellationToken);
        return Found(board, blank);
    }

    private static async Task<MemoryReading> MeasureAsync(Workshop workshop, ServerProcess server, string page, string? signIn, CancellationToken cancellationToken)
    {
        await using var running = server;
        await server.WhenAnswersAsync("/", cancellationToken);
        await using var clients = await workshop.StartClientsAsync("sessions.mjs", cancellationToken);
        workshop.Say($"{Sessions} sessions on {page}");
        await OpenAsync(WarmUp);
        var before = await ReadAsync();
        await OpenAsync(Sessions);
        var after = await ReadAsync();
        return new((after.Heap - before.Heap) / Sessions, (after.Resident - before.Resident) / Sessions);

        Task<object> OpenAsync(int sessions) => clients.AskAsync<object>(new { server.Address, Page = page, SignIn = signIn, Sessions = sessions });

        async Task<MemoryReading> ReadAsync()
        {
            using var answer = await server.PostAsync(ProbeStartup.Memory, cancellationToken);
            return (await answer.Content.ReadFromJsonAsync<MemoryReading>(cancellationToken))!;
        }
    }

    private static Finding Found(MemoryReading board, MemoryReading blank) => new()
    {
        Title = "Memory of one open board",
        Ours = new("Board, live objects a session", Kilobytes(board.Heap)),
        Floor = new("Blank Blazor page, live objects a session", Kilobytes(blank.Heap)),
        Ratio = (double)board.Heap / blank.Heap,
        Aim = 1.3,
        Details =
        [
            new("Board, resident a session", Kilobytes(board.Resident)),
            new("Blank page, resident a session", Kilobytes(blank.Resident)),
            new("Ratio of resident memory", $"{(double)board.Resident / blank.Resident:0.00}"),
        ],
        How = $"""
            The published portal on the demonstration database, and `dotnet new blazor --empty --all-interactive` published the same way. After
            {WarmUp} sessions the managed heap is read, from inside of the process and after full collections; after {Sessions} more sessions on
            `/support/orders` (fifty rows, one support agent), respectively on the blank page, it is read again. The difference, divided by {Sessions},
            is a session's. Resident memory is read at the same moments; it moves with the collector's own mind.
            """,
    };

    private static string Kilobytes(long bytes) => $"{bytes / 1024.0:0} KB";
}
