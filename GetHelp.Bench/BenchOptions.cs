namespace GetHelp.Bench;

/// <summary>What is asked for on the command line: names of benchmarks, and the register to import.</summary>
internal sealed record BenchOptions
{
    /// <summary>Only these; all of them if empty.</summary>
    public IReadOnlyList<string> Names { get; private init; } = [];

    /// <summary>A register as the Department publishes it; the demonstration's extract without one.</summary>
    public string? Register { get; private init; }

    public static BenchOptions Parse(string[] args)
    {
        var names = new List<string>();
        string? register = null;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--register" && i + 1 < args.Length)
            {
                register = Path.GetFullPath(args[++i]);
            }
            else
            {
                names.Add(args[i]);
            }
        }

        return new() { Names = names, Register = register };
    }
}
