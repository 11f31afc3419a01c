using System.Diagnostics;
using System.Text.Json;

namespace GetHelp.Bench.Hosting;

/// <summary>A script of clients/ running in Node.js: many sessions without a browser. It is told what to do a line of JSON at a time, and
/// answers each with a line.</summary>
internal sealed class Clients : IAsyncDisposable
{
    private readonly Process process;
    private readonly CancellationTokenRegistration stopped;

    private Clients(Process process, CancellationToken cancellationToken) =>
        (this.process, stopped) = (process, cancellationToken.Register(() => process.Kill(entireProcessTree: true)));

    public static async Task InstallAsync(Workshop workshop)
    {
        workshop.Say("Installing the clients (npm ci)");
        await Commands.RunAsync("npm", ["ci", "--no-audit", "--no-fund"], Folder(workshop));
    }

    public static Clients Start(Workshop workshop, string script, CancellationToken cancellationToken) =>
        new(Process.Start(new ProcessStartInfo("node", [script]) { WorkingDirectory = Folder(workshop), UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!, cancellationToken);

    public async Task<T> AskAsync<T>(object question)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(question, JsonSerializerOptions.Web));
        var answer = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The clients ended without an answer; what they said is above.");
        return JsonSerializer.Deserialize<T>(answer, JsonSerializerOptions.Web)!;
    }

    public async ValueTask DisposeAsync()
    {
        await stopped.DisposeAsync();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static string Folder(Workshop workshop) => Path.Combine(workshop.Repository, "GetHelp.Bench", "clients");
}
