using System.Net;
using System.Net.Sockets;
using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Outbox;
using GetHelp.Web.Supplier;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetHelp.Tests.Supplier;

/// <summary>As much of the portal as the supplier sees, on a test's database.</summary>
internal sealed class PortalHost(WebApplication app) : IAsyncDisposable
{
    public const string Token = "test-token-to-the-supplier";

    public const string EventsToken = "test-token-from-the-supplier";

    public IServiceProvider Services => app.Services;

    /// <summary>In memory: for asking it things.</summary>
    public static Task<PortalHost> StartAsync(TestDatabase database) =>
        StartAsync(database, Environments.Production, builder => builder.WebHost.UseTestServer(), Supplier("https://supplier.example.org"));

    /// <summary>On a port, sending, and with the simulator playing the supplier; the clock is the real one.</summary>
    public static Task<PortalHost> StartWithSimulatorAsync(TestDatabase database, string folder, double secondsPerWorkingDay)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        return StartAsync(
            database,
            Environments.Development,
            builder =>
            {
                builder.WebHost.UseUrls(address);
                builder.Services.AddOutboxWorker();
            },
            new(Supplier(address + "/simulator/supplier"))
            {
                ["Site:BaseAddress"] = address,
                ["Simulator:Enabled"] = "true",
                ["Simulator:Folder"] = folder,
                ["Simulator:SecondsPerWorkingDay"] = secondsPerWorkingDay.ToString(),
            });
    }

    public HttpClient Client() => app.GetTestClient();

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static Dictionary<string, string?> Supplier(string address) => new()
    {
        ["Supplier:BaseAddress"] = address,
        ["Supplier:Token"] = Token,
        ["Supplier:EventsToken"] = EventsToken,
    };

    private static async Task<PortalHost> StartAsync(
        TestDatabase database, string environment, Action<WebApplicationBuilder> configure, Dictionary<string, string?> settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ApplicationName = typeof(PortalHost).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton<IOptions<DatabaseOptions>>(Options.Create(database.Options));
        builder.Services.AddGetHelpCore();
        builder.AddSupplier();
        configure(builder);
        var app = builder.Build();
        app.MapSupplier();
        await app.StartAsync();
        return new(app);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
