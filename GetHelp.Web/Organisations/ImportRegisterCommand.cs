using GetHelp.Core.Data;
using GetHelp.Core.Organisations.Register;
using GetHelp.Core.People;
using GetHelp.Web.Shell;

namespace GetHelp.Web.Organisations;

/// <summary>The register import from the command line: <c>import-register FILE [--trusts FILE] [--apply]</c>. What the support page does, by
/// the same service.</summary>
public sealed class ImportRegisterCommand : IConsoleCommand
{
    public string Name => "import-register";

    public async Task<int> RunAsync(IServiceProvider services, string[] args, TextWriter output)
    {
        if (Arguments.Parse(args) is not { } arguments)
        {
            await output.WriteLineAsync($"Usage: {Name} FILE [--trusts FILE] [--apply]");
            return ConsoleCommands.Misused;
        }

        if (arguments.Files.FirstOrDefault(file => !File.Exists(file)) is { } absent)
        {
            await output.WriteLineAsync($"There is no file {absent}.");
            return ConsoleCommands.Misused;
        }

        await services.GetRequiredService<DatabaseSetup>().RunAsync(_ => Task.CompletedTask);
        return await RunAsync(services.GetRequiredService<RegisterImportService>(), arguments, output);
    }

    private static async Task<int> RunAsync(RegisterImportService imports, Arguments arguments, TextWriter output)
    {
        await using var register = File.OpenRead(arguments.Register);
        await using var trusts = arguments.Trusts is { } file ? File.OpenRead(file) : null;
        var started = await imports.StartAsync(Viewer.Service, Upload(register), trusts is null ? null : Upload(trusts));
        if (started.Refused)
        {
            return await RefuseAsync(output, started.Refusals);
        }

        var previewed = await imports.PreviewAsync(Viewer.Service, started.Value);
        if (previewed.Refused)
        {
            return await RefuseAsync(output, previewed.Refusals);
        }

        await RegisterReportText.WriteAsync(output, previewed.Value);
        if (!arguments.Apply)
        {
            await output.WriteLineAsync($"Nothing is changed yet. Apply it with --apply, or at {RegisterLinks.Import(started.Value)}.");
            return ConsoleCommands.Done;
        }

        var applied = await imports.ApplyAsync(Viewer.Service, started.Value);
        if (applied.Refused)
        {
            return await RefuseAsync(output, applied.Refusals);
        }

        await output.WriteLineAsync($"Applied. {applied.Value.InShort()}.");
        return ConsoleCommands.Done;
    }

    private static UploadedFile Upload(FileStream file) => new(Path.GetFileName(file.Name), file);

    private static async Task<int> RefuseAsync(TextWriter output, IReadOnlyList<Core.Refusal> refusals)
    {
        foreach (var refusal in refusals)
        {
            await output.WriteLineAsync(refusal.Message);
        }

        await output.WriteLineAsync("Nothing was changed.");
        return ConsoleCommands.Refused;
    }

    private sealed record Arguments(string Register, string? Trusts, bool Apply)
    {
        public IEnumerable<string> Files => Trusts is null ? [Register] : [Register, Trusts];

        public static Arguments? Parse(string[] args)
        {
            var (files, trusts, apply) = (new List<string>(), (string?)null, false);
            for (var i = 0; i < args.Length; i++)
            {
                switch (args[i])
                {
                    case "--apply":
                        apply = true;
                        break;
                    case "--trusts" when i + 1 < args.Length:
                        trusts = args[++i];
                        break;
                    case var file when !file.StartsWith('-'):
                        files.Add(file);
                        break;
                    default:
                        return null;
                }
            }

            return files is [var register] ? new(register, trusts, apply) : null;
        }
    }
}
