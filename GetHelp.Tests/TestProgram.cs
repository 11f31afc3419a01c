using GetHelp.Tests.Allocations.Load;

namespace GetHelp.Tests;

/// <summary>The tests are run by the test platform; started as a program this assembly is what a test starts to kill it.</summary>
internal static class TestProgram
{
    public static async Task<int> Main(string[] args) => args is [KilledProcess.Command] ? await KilledProcess.RunAsync() : 2;
}
