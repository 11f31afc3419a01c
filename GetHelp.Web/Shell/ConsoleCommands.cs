using GetHelp.Web.Backup;
using GetHelp.Web.Organisations;
using GetHelp.Web.PersonalData;

namespace GetHelp.Web.Shell;

/// <summary>Something that the program does at the command line instead of serving.</summary>
public interface IConsoleCommand
{
    /// <summary>The first word of the command line.</summary>
    string Name { get; }

    /// <param name="args">What follows the name.</param>
    /// <returns>The exit code: 0 for done, 1 for refused, 2 for misused.</returns>
    Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output);
}

/// <summary>Which commands there are.</summary>
public static class ConsoleCommands
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int Misused = 2;

    private static readonly IConsoleCommand[] All = [new ImportRegisterCommand(), new BackupCommand(), new RestoreCommand(), new RetentionCommand()];

    /// <summary>Null when the program is asked to serve.</summary>
    public static IConsoleCommand? AskedFor(string[] args) => args is [var name, ..] ? Array.Find(All, command => command.Name == name) : null;
}
