using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Web.Shared;
using GetHelp.Web.StartUp;

namespace GetHelp.Web.Onboarding;

/// <summary>Asks once an hour about domains that could not be checked when they were given.</summary>
public sealed class UncheckedDomainsWorker(UncheckedDomains domains, StartUpState startUp, TimeProvider clock, ILogger<UncheckedDomainsWorker> log) : RepeatingWorker(startUp, clock, log)
{
    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    protected override Task<int> WorkAsync(CancellationToken stoppingToken) => domains.CheckAsync(stoppingToken);
}
