using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Limits;

/// <summary>What the service lets be done to it, and how much.</summary>
public static class LimitServices
{
    /// <summary>What a browser sends over a circuit at once. The largest thing of ours is a row of the grid that was worked in, a few KB: files are uploaded
    /// to endpoints.</summary>
    public const int LargestMessage = 32 * 1024;

    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddForwardedClients();
        services.AddRequestLimits();
        services.AddSingleton<OpenCircuits>();
        services.AddScoped<CircuitHandler, CountedCircuit>();
        services.AddOptions<CircuitOptions>().Configure<IOptions<LimitOptions>>((circuits, limits) =>
        {
            circuits.DetailedErrors = false; // a browser is told nothing of what is inside
            circuits.DisconnectedCircuitMaxRetained = limits.Value.CircuitsKept;
            circuits.DisconnectedCircuitRetentionPeriod = limits.Value.CircuitsKeptFor;
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(30); // what our scripts do takes milliseconds; a browser that never answers holds no call
            circuits.MaxBufferedUnacknowledgedRenderBatches = 10; // a browser that stops reading costs ten of them, and then it waits
        });
        return services;
    }

    /// <summary>After authentication, so that a person is known, and before anything is done for them.</summary>
    public static WebApplication UseLimits(this WebApplication app)
    {
        app.UseRateLimiter();
        app.UseCircuitGate();
        return app;
    }
}
