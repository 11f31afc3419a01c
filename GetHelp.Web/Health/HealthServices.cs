using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GetHelp.Web.Health;

/// <summary>Two addresses for whoever runs the service: is the program alive, and can it serve. They tell nothing of what is in the database.</summary>
public static class HealthServices
{
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<HealthOptions>(configuration.GetSection(HealthOptions.Section));
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", HealthStatus.Unhealthy, tags: [], Patience)
            .AddCheck<OutboxHealth>("outbox", HealthStatus.Degraded, tags: [], Patience);
        return services;
    }

    /// <summary>Before the page that asks people to wait: a program that starts is alive, and says that it is not ready.</summary>
    public static IApplicationBuilder UseHealth(this IApplicationBuilder app) => app
        .UseHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false })
        .UseHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = WriteAsync });

    /// <summary>A line each: "outbox: Degraded, a message has waited for 20 minutes".</summary>
    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        var lines = report.Entries.Select(entry => $"{entry.Key}: {entry.Value.Status}{(entry.Value.Description is { } more ? $", {more}" : "")}");
        return http.Response.WriteAsync(string.Join('\n', lines.Prepend($"{report.Status}")) + "\n", http.RequestAborted);
    }
}
