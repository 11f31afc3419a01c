using GetHelp.Bench.Edit;
using GetHelp.Bench.FirstPage;
using GetHelp.Bench.Grid;
using GetHelp.Bench.LiveBoard;
using GetHelp.Bench.OrderRate;
using GetHelp.Bench.Pool;
using GetHelp.Bench.RegisterImport;
using GetHelp.Bench.SessionMemory;
using GetHelp.Bench.Spreadsheet;

namespace GetHelp.Bench;

/// <summary>Runs the benchmarks that were asked for, one after the other, and writes docs/benchmarks.md when all of them ran.</summary>
internal sealed class BenchRun(BenchOptions options)
{
    /// <summary>Longer than everything takes together on two busy cores: nothing here may hang for ever.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(30);

    private readonly IBenchmark[] all =
        [new LiveBoardBenchmark(), new RegisterImportBenchmark(options.Register), new SessionMemoryBenchmark(), new FirstPageBenchmark(), new OrderRateBenchmark(), new PoolBenchmark(), new SpreadsheetBenchmark(), new GridBenchmark(), new EditBenchmark()];

    public async Task<int> RunAsync()
    {
        if (options.Names.FirstOrDefault(name => all.All(benchmark => benchmark.Name != name)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no benchmark “{unknown}”. There are: {string.Join(", ", all.Select(b => b.Name))}.");
            return 2;
        }

        using var stop = new CancellationTokenSource(AtMost);
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = true;
            stop.Cancel();
        };
        await using var workshop = new Workshop();
        var findings = new List<(IBenchmark Benchmark, Finding Finding)>();
        foreach (var benchmark in all.Where(b => options.Names.Count == 0 || options.Names.Contains(b.Name)))
        {
            workshop.Say($"== {benchmark.Name}");
            var finding = await benchmark.RunAsync(workshop, stop.Token);
            workshop.Say(finding.InShort);
            findings.Add((benchmark, finding));
        }

        var report = new Report(workshop.Repository);
        Console.WriteLine(report.Write(findings));
        if (findings.Count == all.Length)
        {
            await report.SaveAsync(findings);
            workshop.Say($"Written to {report.Path}");
        }

        return 0;
    }
}
