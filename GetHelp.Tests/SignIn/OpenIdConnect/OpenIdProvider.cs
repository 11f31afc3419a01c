using System.Diagnostics;
using GetHelp.Tests.TestSupport;
using GetHelp.Tests.TestSupport.Browsers;
using Xunit;

namespace GetHelp.Tests.SignIn.OpenIdConnect;

/// <summary>The certified provider of the npm package oidc-provider, as a process of its own. Whoever signs in there types who they are, and any password.</summary>
internal sealed class OpenIdProvider : IDisposable
{
    private const string Program = "provider.mjs";

    private static readonly string Folder = Path.Combine(Repository.Root.FullName, "GetHelp.Tests", "SignIn", "OpenIdConnect", "Provider");

    private readonly Process process;

    private OpenIdProvider(Process process) => this.process = process;

    /// <summary>Null where it can be started.</summary>
    public static string? WhyNot =>
        Node is null ? "There is no Node.js here, so nobody signed in at a real provider. docs/running.md says how to have one."
        : !Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")) ? "oidc-provider is not installed, so nobody signed in at a real provider. docs/running.md says how to have it."
        : null;

    /// <summary>The name, and not the number, of this machine: another site than the portal's.</summary>
    public static string AddressAt(int port) => $"http://localhost:{port}";

    private static string? Node { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node")).FirstOrDefault(File.Exists);

    /// <param name="portal">The address of the portal that it knows.</param>
    public static async Task<OpenIdProvider> StartAsync(int port, Uri portal)
    {
        var started = Process.Start(new ProcessStartInfo(Node!, [Program, $"{port}", portal.GetLeftPart(UriPartial.Authority)])
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        while (await started.StandardOutput.ReadLineAsync() is { } said)
        {
            if (said == "listening")
            {
                return new(started);
            }
        }

        throw new InvalidOperationException($"The provider ended with {started.ExitCode} before it listened.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

/// <summary>A story that wants a browser and a provider, and is skipped, saying so, where one of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ProviderFactAttribute : FactAttribute
{
    public ProviderFactAttribute() => Skip = Chromium.WhyNot ?? OpenIdProvider.WhyNot;
}
