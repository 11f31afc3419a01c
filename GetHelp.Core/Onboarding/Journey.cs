using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Onboarding;

/// <summary>The journeys there are. Names are stored, so a rename is a migration.</summary>
public enum JourneyKind
{
    Welcome,
    Chromebooks,
    DonatedDevices,
}

public enum JourneyState
{
    Open,
    Completed,
    Abandoned,
}

/// <summary>Somebody on their way through a journey's questions: what they answered so far, kept as it is given, so that a lost connection, a
/// refresh, the Back button or another device loses nothing. Nothing of it counts before the journey is completed.</summary>
public sealed class Journey : IVersioned
{
    /// <summary>One that nobody has touched for so long is removed.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private const string NoAnswers = "{}";
    private const string NoList = "[]";

    public int Id { get; private set; }

    public required JourneyKind Kind { get; init; }

    /// <summary>Who began it.</summary>
    public required int OwnerId { get; init; }

    public int? SchoolId { get; init; }

    public int? ResponsibleBodyId { get; init; }

    /// <summary>The <see cref="JourneyKey"/> of an open journey; null when it has ended. Unique, so that two who begin together share one.</summary>
    public required string? OpenKey { get; set; }

    /// <summary>The journey's answers record, as JSON.</summary>
    public string Answers { get; private set; } = NoAnswers;

    /// <summary>The questions that were answered, each by whom and when, as JSON.</summary>
    public string Path { get; private set; } = NoList;

    /// <summary>What people typed and have not continued with, as JSON.</summary>
    public string Typed { get; private set; } = NoList;

    public JourneyState State { get; private set; }

    /// <summary>Who completed or abandoned it.</summary>
    public string? EndedBy { get; private set; }

    public int? EndedById { get; private set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime ChangedAt { get; private set; }

    public int Version { get; private set; }

    internal void Answer(string answers, string path, string typed, DateTime now)
    {
        (Answers, Path) = (answers, path);
        Keep(typed, now);
    }

    internal void Keep(string typed, DateTime now)
    {
        MustBeOpen();
        (Typed, ChangedAt) = (typed, now);
    }

    internal void Complete(Viewer by, DateTime now) => End(JourneyState.Completed, by, now);

    internal void Abandon(Viewer by, DateTime now) => End(JourneyState.Abandoned, by, now);

    /// <summary>What was answered is in its place now, or nowhere: no second copy of it stays here.</summary>
    private void End(JourneyState state, Viewer by, DateTime now)
    {
        MustBeOpen();
        (State, EndedBy, EndedById, ChangedAt, OpenKey) = (state, by.Name, by.UserId, now, null);
        (Answers, Path, Typed) = (NoAnswers, NoList, NoList);
    }

    private void MustBeOpen()
    {
        if (State != JourneyState.Open)
        {
            throw new InvalidOperationException($"Journey {Id} is {State}.");
        }
    }
}

/// <summary>Which journey of whom: its organisation's, shared by colleagues, or one person's alone.</summary>
public readonly record struct JourneyKey(JourneyKind Kind, OrganisationId Organisation, int? PersonId)
{
    public const int MaxLength = 100;

    public override string ToString() =>
        $"{Kind} of {(Organisation.SchoolId is { } school ? $"school {school}" : $"responsible body {Organisation.ResponsibleBodyId}")}{(PersonId is { } person ? $" for person {person}" : "")}";
}

internal sealed class JourneyMapping : IEntityTypeConfiguration<Journey>
{
    public void Configure(EntityTypeBuilder<Journey> builder)
    {
        builder.Property(j => j.OpenKey).HasMaxLength(JourneyKey.MaxLength);
        builder.HasIndex(j => j.OpenKey).IsUnique();
        builder.HasIndex(j => new { j.Kind, j.OwnerId, j.SchoolId });
        builder.HasIndex(j => j.ChangedAt);
        builder.HasOne<User>().WithMany().HasForeignKey(j => j.OwnerId);
        builder.HasOne<School>().WithMany().HasForeignKey(j => j.SchoolId);
        builder.HasOne<ResponsibleBody>().WithMany().HasForeignKey(j => j.ResponsibleBodyId);
    }
}
