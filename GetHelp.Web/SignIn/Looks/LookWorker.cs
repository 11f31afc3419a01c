using GetHelp.Core.SignIn.Looks;
using GetHelp.Web.Shared;
using GetHelp.Web.StartUp;

namespace GetHelp.Web.SignIn.Looks;

/// <summary>Closes looks that ended by themselves, every minute: that they are over needs nobody, that history says so does.</summary>
public sealed class LookWorker(LookService looks, StartUpState startUp, TimeProvider clock, ILogger<LookWorker> log) : RepeatingWorker(startUp, clock, log)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(1);

    protected override Task<int> WorkAsync(CancellationToken stoppingToken) => looks.EndOverdueAsync(stoppingToken);
}
