using GetHelp.Bench.Hosting;

namespace GetHelp.Bench.FirstPage;

/// <summary>From the start of the process to the first page in full, with the database filled, beside what `dotnet new blazor` gives.</summary>
internal sealed class FirstPageBenchmark : IBenchmark
{
    private const int Runs = 9;

    public string Name => "first-page";

    public async Task<Finding> RunAsync(Workshop workshop, CancellationToken cancellationToken)
    {
        var (portal, template) = (await workshop.PortalAsync(), await workshop.BlazorTemplateAsync());
        var database = await workshop.DatabaseAsync();
        var (ours, floor) = (new List<double>(), new List<double>());
        workshop.Say($"{Runs} starts of each, by turns");

        // The first of each brings the files into memory and is not counted.
        for (var run = 0; run <= Runs; run++)
        {
            ours.Add(await StartAsync(() => ServerProcess.StartPortal(portal, database)));
            floor.Add(await StartAsync(() => ServerProcess.Start(template)));
        }

        return Found([.. ours.Skip(1)], [.. floor.Skip(1)]);

        async Task<double> StartAsync(Func<ServerProcess> start)
        {
            await using var server = start();
            return (await server.WhenAnswersAsync("/", cancellationToken)).TotalMilliseconds;
        }
    }

    private static Finding Found(double[] ours, double[] floor) => new()
    {
        Title = "Start to first page",
        Ours = new("Portal, median", Milliseconds(ours.Median())),
        Floor = new("dotnet new blazor, median", Milliseconds(floor.Median())),
        Ratio = ours.Median() / floor.Median(),
        Aim = 1.5,
        Details =
        [
            new("Portal, quickest to slowest", $"{Milliseconds(ours.Min())} to {Milliseconds(ours.Max())}"),
            new("dotnet new blazor, quickest to slowest", $"{Milliseconds(floor.Min())} to {Milliseconds(floor.Max())}"),
        ],
        How = $"""
            Both published in Release. The process is started and its start page asked for, every few milliseconds, until it comes with status 200
            and in full (while the portal makes its database ready it answers 503 with a waiting page). The portal runs in Production on the filled
            demonstration database, as at every start but the first. {Runs} starts of each by turns, after one of each that is not counted.
            """,
    };

    private static string Milliseconds(double milliseconds) => $"{milliseconds:0} ms";
}
