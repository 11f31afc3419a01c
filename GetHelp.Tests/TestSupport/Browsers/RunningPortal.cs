using System.Net;
using System.Net.Sockets;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using GetHelp.Web.StartUp;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Tests.TestSupport.Browsers;

/// <summary>The whole program as a developer starts it, on a real port and with the supplier played, but with a database of its own.</summary>
public sealed class RunningPortal : WebApplicationFactory<Program>
{
    /// <summary>How long a working day of the supplier lasts: long enough to see an order before the next thing happens to it.</summary>
    private const string SecondsPerWorkingDay = "0.5";

    private readonly TestDatabase database;
    private readonly DirectoryInfo supplierFolder = Directory.CreateTempSubdirectory("gethelp-simulator-");
    private readonly (string Key, string Value)[] settings;
    private readonly Action<IServiceCollection>? configure;

    private RunningPortal(TestDatabase database, int port, (string Key, string Value)[] settings, Action<IServiceCollection>? configure)
    {
        (this.database, Port, this.settings, this.configure) = (database, port, settings, configure);
        UseKestrel(port);
    }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    public TestDatabase Database => database;

    public Given Given => database.Given;

    /// <param name="settings">What is set another way than for all stories.</param>
    public static Task<RunningPortal> StartAsync(params (string Key, string Value)[] settings) => StartAsync(configure: null, settings);

    /// <param name="configure">Who is played by the story itself.</param>
    /// <param name="settings">What is set another way than for all stories.</param>
    public static async Task<RunningPortal> StartAsync(Action<IServiceCollection>? configure, params (string Key, string Value)[] settings)
    {
        var port = FreePort();
        var portal = new RunningPortal(await TestDatabase.CreateAsync(), port, settings, configure);
        portal.StartServer();
        await portal.Services.GetRequiredService<StartUpState>().WhenReadyAsync(CancellationToken.None);
        return portal;
    }

    /// <summary>An order that somebody places elsewhere in this portal while the story goes on.</summary>
    public async Task<OrderNumber> OrderAsync(School school, Viewer by, params LineAsked[] lines)
    {
        var orders = Services.GetRequiredService<OrderService>();
        var placed = await orders.PlaceAsync(by, new() { Key = Guid.NewGuid(), Urn = school.Urn, Lines = lines });
        return placed.Value;
    }

    /// <summary>An order of long ago, of which the played supplier hears nothing.</summary>
    public async Task<OrderNumber> OldOrderAsync(School school, Viewer by, params LineAsked[] lines)
    {
        var number = await Given.OrderAsync(school, by, lines);
        await database.ReadAsync(db => db.Outbox.Where(m => m.IdempotencyKey == $"order-{number}").ExecuteDeleteAsync());
        return number;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await database.DisposeAsync();
        supplierFolder.Delete(recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        Configure(builder);
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        if (configure is not null)
        {
            builder.ConfigureServices(configure);
        }
    }

    private void Configure(IWebHostBuilder builder) => builder
        .UseEnvironment("Development")
        .UseSetting("Logging:LogLevel:Default", "Warning")
        .UseSetting("ConnectionStrings:GetHelp", database.Options.ConnectionString)
        .UseSetting("RegisterImport:Folder", database.Uploads)
        .UseSetting("Demonstration:Fill", "false")
        .UseSetting("Site:BaseAddress", Address.ToString())
        .UseSetting("Supplier:BaseAddress", new Uri(Address, "simulator/supplier").ToString())
        .UseSetting("Supplier:CapsAddress", new Uri(Address, "simulator/supplier/caps").ToString())
        .UseSetting("Supplier:AccountsAddress", new Uri(Address, "simulator/supplier/accounts").ToString())
        .UseSetting("Simulator:ConfirmsAccounts", "false") // a story says itself when somebody's account is ready
        .UseSetting("Simulator:SecondsPerWorkingDay", SecondsPerWorkingDay)
        .UseSetting("Simulator:Folder", supplierFolder.FullName);

    /// <summary>A program must know its own address before it has one.</summary>
    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
