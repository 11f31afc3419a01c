using GetHelp.Bench;
using GetHelp.Bench.LiveBoard;

// The bench also plays the plain hub, in a process of its own.
if (args is [PlainHub.Role])
{
    await PlainHub.RunAsync();
    return 0;
}

return await new BenchRun(BenchOptions.Parse(args)).RunAsync();
