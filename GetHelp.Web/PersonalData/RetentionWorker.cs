using System.ComponentModel.DataAnnotations;
using GetHelp.Core.PersonalData.Retention;
using GetHelp.Web.Shared;
using GetHelp.Web.StartUp;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.PersonalData;

/// <summary>When retention is carried out.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>From which hour of London's day: when the fewest people are here.</summary>
    [Range(0, 23)]
    public int Hour { get; set; } = 3;
}

/// <summary>Has retention carried out once a day. It looks every few minutes, on every node: whether it is done is in the database, so a restart
/// neither loses a day nor does one twice.</summary>
public sealed class RetentionWorker(RetentionService retention, IOptions<RetentionOptions> options, StartUpState startUp, TimeProvider clock, ILogger<RetentionWorker> log)
    : RepeatingWorker(startUp, clock, log)
{
    protected override TimeSpan Pause => TimeSpan.FromMinutes(5);

    protected override async Task<int> WorkAsync(CancellationToken stoppingToken) =>
        (await retention.RunIfDueAsync(options.Value.Hour, stoppingToken))?.Sum(outcome => outcome.Count ?? 0) ?? 0;
}
