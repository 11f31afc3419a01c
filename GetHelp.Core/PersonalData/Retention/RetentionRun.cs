using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.PersonalData.Retention;

/// <summary>What one rule came to.</summary>
/// <param name="Rule">Its name.</param>
/// <param name="Count">How much is too old, or went; null where it could not be carried out.</param>
public sealed record RetentionOutcome(string Rule, int? Count);

/// <summary>The retention of one day. Its day is unique, so of several nodes one carries it out.</summary>
public sealed class RetentionRun : IVersioned
{
    /// <summary>One that has not ended by then was left by a process that is gone.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private const string NoReport = "[]";

    public int Id { get; private set; }

    /// <summary>London's; null of one that was asked for at the command line.</summary>
    public DateOnly? Day { get; init; }

    public required DateTime StartedAt { get; set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>The <see cref="RetentionOutcome"/>s, as JSON.</summary>
    public string Report { get; private set; } = NoReport;

    public int Version { get; private set; }

    public IReadOnlyList<RetentionOutcome> Outcomes => PortalJson.Read<IReadOnlyList<RetentionOutcome>>(Report);

    public bool IsLeft(DateTime now) => EndedAt is null && StartedAt + Longest <= now;

    internal void End(IReadOnlyList<RetentionOutcome> outcomes, DateTime now) => (Report, EndedAt) = (PortalJson.Write(outcomes), now);
}

internal sealed class RetentionRunMapping : IEntityTypeConfiguration<RetentionRun>
{
    public void Configure(EntityTypeBuilder<RetentionRun> builder)
    {
        builder.Ignore(r => r.Outcomes);
        builder.HasIndex(r => r.Day).IsUnique();
    }
}
