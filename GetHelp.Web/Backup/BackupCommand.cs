using GetHelp.Core.Data.Backup;
using GetHelp.Web.Shell;

namespace GetHelp.Web.Backup;

/// <summary><c>backup FILE</c>: a copy of the SQLite database, while the program serves.</summary>
public sealed class BackupCommand : IConsoleCommand
{
    public string Name => "backup";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output)
    {
        if (args is not [var file])
        {
            await output.WriteLineAsync($"Usage: {Name} FILE");
            return ConsoleCommands.Misused;
        }

        var made = services.GetRequiredService<SqliteBackup>().BackUp(file);
        await output.WriteLineAsync(made.Refused ? made.Refusals[0].Message : $"Backed up to {file}: {made.Value:N0} bytes.");
        return made.Refused ? ConsoleCommands.Refused : ConsoleCommands.Done;
    }
}

/// <summary><c>restore FILE</c>: puts such a copy in the database's place, while the program does not run.</summary>
public sealed class RestoreCommand : IConsoleCommand
{
    public string Name => "restore";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output)
    {
        if (args is not [var file])
        {
            await output.WriteLineAsync($"Usage: {Name} FILE");
            return ConsoleCommands.Misused;
        }

        var restored = await services.GetRequiredService<SqliteBackup>().RestoreAsync(file);
        await output.WriteLineAsync(
            restored.Refused ? $"{restored.Refusals[0].Message} Nothing was changed."
            : restored.Value is { } before ? $"Restored {file}. What was there before is in {before}."
            : $"Restored {file}.");
        return restored.Refused ? ConsoleCommands.Refused : ConsoleCommands.Done;
    }
}
