using System.Net;
using System.Net.Sockets;
using GetHelp.Core;
using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Outbox;
using GetHelp.Web.StartUp;
using GetHelp.Web.Supplier;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace GetHelp.Tests.Supplier;

/// <summary>As much of the portal as the supplier sees, on a port of this machine, sending, and with the simulator playing the supplier. The
/// clock is the real one.</summary>
internal sealed class PortalHost(WebApplication app) : IAsyncDisposable
{
    public const string Token = "test-token-to-the-supplier";

    public const string EventsToken = "test-token-from-the-supplier";

    public static async Task<PortalHost> StartWithSimulatorAsync(
        TestDatabase database, string folder, double secondsPerWorkingDay, string environment = "Development")
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Site:BaseAddress"] = address,
            ["Supplier:BaseAddress"] = address + "/simulator/supplier",
            ["Supplier:Token"] = Token,
            ["Supplier:EventsToken"] = EventsToken,
            ["Supplier:CapsAddress"] = address + "/simulator/supplier/caps",
            ["Supplier:CapsUser"] = "test",
            ["Supplier:CapsPassword"] = "test-password",
            ["Supplier:AccountsAddress"] = address + "/simulator/supplier/accounts",
            ["Supplier:AccountsUser"] = "test",
            ["Supplier:AccountsPassword"] = "test-password",
            ["Simulator:Enabled"] = "true",
            ["Simulator:Folder"] = folder,
            ["Simulator:SecondsPerWorkingDay"] = secondsPerWorkingDay.ToString(),
            ["Simulator:AnswersRequests"] = "true",
        });
        builder.Services.AddSingleton<IOptions<DatabaseOptions>>(Options.Create(database.Options));
        builder.Services.AddGetHelpCore();
        builder.Services.Configure<SiteOptions>(site => site.BaseAddress = new(address));
        builder.Services.AddSingleton<INotifier, TestMailbox>();
        builder.Services.AddSingleton<IGoogleWorkspace, FakeWorkspace>();
        builder.Services.AddSingleton<ILimitKey, TestLimitKey>();
        builder.Services.AddSingleton<StartUpState>();
        builder.Services.AddOutboxWorker();
        builder.AddSupplier();

        var app = builder.Build();
        app.MapSupplier();
        await app.StartAsync();
        app.Services.GetRequiredService<StartUpState>().Ready();
        return new(app);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.Single());

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
