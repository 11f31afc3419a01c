using System.Diagnostics.CodeAnalysis;

/// <summary>The runtime loads the bench into a program that it measures before the program's own first line, and calls this. Nothing is left
/// to do: the web host then finds <see cref="GetHelp.Bench.Probe.ProbeStartup"/> by the assembly's name.</summary>
[SuppressMessage("Design", "CA1050:Declare types in namespaces", Justification = "The runtime looks for this very name.")]
[SuppressMessage("Design", "MA0047:Declare types in namespaces", Justification = "The runtime looks for this very name.")]
internal static class StartupHook
{
    public static void Initialize()
    {
    }
}
