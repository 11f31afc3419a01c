using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace GetHelp.Bench.Hosting;

/// <summary>A web program running in a process of its own, on a free port of this machine's loopback address.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(2);

    private readonly Process process;
    private readonly HttpClient http;
    private readonly Queue<string> lastWords = new();
    private readonly long startedAt;

    private ServerProcess(ProcessStartInfo start, Uri address)
    {
        Address = address;
        http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address, Timeout = LongestStart };
        startedAt = Stopwatch.GetTimestamp();
        process = Process.Start(start)!;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>What the process has used of all cores together since it started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts a published program in the Production environment.</summary>
    /// <param name="probed">With the bench's <see cref="Probe"/> in it; see there.</param>
    public static ServerProcess Start(WebProgram program, IReadOnlyDictionary<string, string>? settings = null, bool probed = false) =>
        Start([program.Assembly], program.Folder, settings, probed);

    /// <summary>Starts the bench again, in another role.</summary>
    public static ServerProcess StartBench(string role) =>
        Start([Assembly.GetExecutingAssembly().Location, role], AppContext.BaseDirectory, settings: null, probed: false);

    /// <summary>A database and an address, all that the portal must be told; and that one client is hundreds here, and that nobody outside is asked.</summary>
    public static ServerProcess StartPortal(WebProgram portal, string database, bool probed = false) => Start(
        portal,
        new Dictionary<string, string>
        {
            ["ConnectionStrings__GetHelp"] = $"Data Source={database}",
            ["Site__BaseAddress"] = "http://127.0.0.1",
            ["Limits__RequestsPerMinute"] = "1000000",
            ["Limits__CircuitsPerPerson"] = "1000",
            ["GoogleWorkspace__Address"] = "",
        },
        probed);

    /// <summary>Asks for a page, again and again, until it is there in full; says how long that was from the start of the process.</summary>
    public async Task<TimeSpan> WhenAnswersAsync(string path, CancellationToken cancellationToken)
    {
        while (Stopwatch.GetElapsedTime(startedAt) < LongestStart && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                {
                    return Stopwatch.GetElapsedTime(startedAt);
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(BetweenTries, cancellationToken);
        }

        throw new InvalidOperationException($"{path} did not answer. The program's last words:\n{string.Join('\n', lastWords)}");
    }

    public async Task<HttpResponseMessage> PostAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content: null, cancellationToken);
        return answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static ServerProcess Start(string[] arguments, string folder, IReadOnlyDictionary<string, string>? settings, bool probed)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var limit in (string[])["RequestsPerMinute", "CircuitsPerPerson", "CircuitsPerClient"])
        {
            start.Environment[$"Limits__{limit}"] = "1000000"; // hundreds of sessions of one person, from this machine
        }

        if (probed)
        {
            // How `dotnet watch` puts its own parts into a program, too.
            start.Environment["DOTNET_STARTUP_HOOKS"] = Assembly.GetExecutingAssembly().Location;
            start.Environment["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = Assembly.GetExecutingAssembly().GetName().Name;
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new(start, address);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (lastWords)
        {
            lastWords.Enqueue(line.Data ?? "");
            if (lastWords.Count > 20)
            {
                lastWords.Dequeue();
            }
        }
    }
}
