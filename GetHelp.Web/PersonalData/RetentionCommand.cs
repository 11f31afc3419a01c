using GetHelp.Core.Data;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Web.Shell;

namespace GetHelp.Web.PersonalData;

/// <summary><c>retention [--dry-run]</c>: deletes what has been kept long enough, or says what would be.</summary>
public sealed class RetentionCommand : IConsoleCommand
{
    private const string DryRun = "--dry-run";

    public string Name => "retention";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output)
    {
        if (args is not ([] or [DryRun]))
        {
            await output.WriteLineAsync($"Usage: {Name} [{DryRun}]");
            return ConsoleCommands.Misused;
        }

        await services.GetRequiredService<DatabaseSetup>().RunAsync(_ => Task.CompletedTask);
        var retention = services.GetRequiredService<RetentionService>();
        var outcomes = args is [DryRun] ? await retention.LookAsync() : await retention.RunAsync();
        foreach (var (rule, outcome) in RetentionRules.All.Join(outcomes, rule => rule.Name, outcome => outcome.Rule, (rule, outcome) => (rule, outcome)))
        {
            await output.WriteLineAsync($"{RetentionWords.Count(outcome.Count),10}  {rule.What} (kept for {rule.InWords})");
        }

        await output.WriteLineAsync(args is [DryRun] ? "Nothing was deleted: this says what would be." : "Deleted.");
        return outcomes.Any(outcome => outcome.Count is null) ? ConsoleCommands.Refused : ConsoleCommands.Done;
    }
}
