using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace GetHelp.Bench;

/// <summary>Puts what was found into docs/benchmarks.md. The figures are written by the run; the notes on what was tried, by people, in Notes/.</summary>
internal sealed class Report(string repository)
{
    public string Path { get; } = System.IO.Path.Combine(repository, "docs", "benchmarks.md");

    public async Task SaveAsync(IReadOnlyList<(IBenchmark Benchmark, Finding Finding)> findings)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        await File.WriteAllTextAsync(Path, Write(findings));
    }

    public string Write(IReadOnlyList<(IBenchmark Benchmark, Finding Finding)> findings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Benchmarks

            Written by `dotnet run -c Release --project GetHelp.Bench`, which runs them all; `-- live-board` runs one and only prints.
            Each figure stands beside a floor that was measured in the same run on the same machine, so that the ratio says more than
            the milliseconds do. To import the register itself instead of the demonstration's extract: `-- --register FILE`.

            {Machine.Describe()}

            | | portal | floor | ratio | aim |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var (benchmark, finding) in findings)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {finding.Title} (`{benchmark.Name}`) | {finding.Ours.Value} | {finding.Floor.Value} | {finding.Ratio:0.00} | {finding.Aim:0.0} |");
        }

        foreach (var (benchmark, finding) in findings)
        {
            Write(text, benchmark, finding);
        }

        return text.ToString();
    }

    private void Write(StringBuilder text, IBenchmark benchmark, Finding finding)
    {
        text.Append(CultureInfo.InvariantCulture, $"""

            ## {finding.Title}

            {finding.How}

            | | |
            | --- | --- |

            """);
        foreach (var figure in finding.Details.Prepend(finding.Floor).Prepend(finding.Ours))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {figure.What} | {figure.Value} |");
        }

        var notes = System.IO.Path.Combine(repository, "GetHelp.Bench", "Notes", benchmark.Name + ".md");
        if (File.Exists(notes))
        {
            text.AppendLine().AppendLine(File.ReadAllText(notes).Trim());
        }
    }

    /// <summary>Where and when it was measured.</summary>
    private static class Machine
    {
        public static string Describe() =>
            $"Measured on {TimeProvider.System.GetUtcNow():d MMMM yyyy}: {Environment.ProcessorCount} cores ({Processor()}), "
            + $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:0} GB of memory, {RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}. {Load()}";

        /// <summary>Ratios bear a busy machine, percentiles less: the reader should know.</summary>
        private static string Load() => File.Exists("/proc/loadavg")
            ? $"At the end of the run the load average over 15 minutes was {File.ReadAllText("/proc/loadavg").Split(' ')[2]}, the benchmarks' own work included."
            : "";

        private static string Processor() =>
            File.Exists("/proc/cpuinfo")
                ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown"
                : RuntimeInformation.ProcessArchitecture.ToString();
    }
}
