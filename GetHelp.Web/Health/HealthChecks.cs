using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using GetHelp.Web.StartUp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Health;

/// <summary>Whether the database is ready and answers. Without it there is no service.</summary>
internal sealed class DatabaseHealth(StartUpState startUp, IDbContextFactory<GetHelpDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!startUp.IsReady)
        {
            return HealthCheckResult.Unhealthy("being made ready");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("does not answer");
    }
}

/// <summary>Whether messages leave. That the supplier or the mail server is away takes no node out of service: nothing is lost by waiting, and
/// another node would not reach them either.</summary>
internal sealed class OutboxHealth(StartUpState startUp, OutboxAge outbox, IOptions<HealthOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var age = startUp.IsReady ? await outbox.ReadAsync(cancellationToken) : TimeSpan.Zero;
        return age > options.Value.OutboxMayWait
            ? HealthCheckResult.Degraded($"a message has waited for {age.TotalMinutes:N0} minutes")
            : HealthCheckResult.Healthy();
    }
}
