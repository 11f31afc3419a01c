using GetHelp.Bench.Probe;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(ProbeStartup))]

namespace GetHelp.Bench.Probe;

/// <summary>What the bench adds to a published program while it measures it, so that the program itself needs no door for it: three addresses
/// on its loopback port, before everything else that the program does with a request.</summary>
internal sealed class ProbeStartup : IHostingStartup
{
    public const string Memory = "/bench/memory";
    public const string SignIn = "/bench/sign-in";
    public const string Orders = "/bench/orders";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services => services.AddTransient<IStartupFilter, ProbeAddresses>());

    private sealed class ProbeAddresses : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map(Memory, memory => memory.Run(context => context.Response.WriteAsJsonAsync(MemoryReading.Take())));
            app.Map(SignIn, signIn => signIn.Run(SupportSession.StartAsync));
            app.Map(Orders, orders => orders.Run(new OrderPlacer().PlaceAsync));
            next(app);
        };
    }
}
