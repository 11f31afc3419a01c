namespace GetHelp.Web.Health;

/// <summary>The section "Health" of the settings.</summary>
public sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>How long a message may wait in the outbox before somebody should look.</summary>
    public TimeSpan OutboxMayWait { get; set; } = TimeSpan.FromMinutes(15);
}
