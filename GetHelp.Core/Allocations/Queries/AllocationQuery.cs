using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>Where a request for more devices is. Names are stored, so a rename is a migration.</summary>
public enum AllocationQueryState
{
    /// <summary>Support has not answered yet.</summary>
    Open,

    /// <summary>In full or in part.</summary>
    Granted,

    Refused,

    /// <summary>Whoever asked needs no answer any more.</summary>
    Withdrawn,
}

/// <summary>A school, or its responsible body, asks for more devices than are set aside. On pages: "request for more devices".</summary>
public sealed class AllocationQuery : IVersioned
{
    public int Id { get; private set; }

    /// <summary>That of the draft it was sent from: sending the same draft again finds this query.</summary>
    public required Guid Key { get; init; }

    public required int SchoolId { get; init; }

    public School? School { get; init; }

    /// <summary>The responsible body that asked for its school; null when the school asked itself.</summary>
    public int? ResponsibleBodyId { get; init; }

    public required int AskedByUserId { get; init; }

    public required string AskedBy { get; init; }

    public required DateTime AskedAt { get; init; }

    public required string Reasons { get; init; }

    public AllocationQueryState State { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>What support says to whoever asked.</summary>
    public string? Answer { get; private set; }

    public List<AllocationQueryLine> Lines { get; init; } = [];

    public List<EvidenceFile> Files { get; init; } = [];

    public int Version { get; private set; }

    internal HistorySubject Subject => new() { SchoolId = SchoolId, AllocationQueryId = Id };

    /// <summary>Whether this viewer belongs to the organisation that asked: they may read its evidence, and withdraw it.</summary>
    public bool IsBy(Viewer viewer) => IsBy(viewer, SchoolId, ResponsibleBodyId);

    internal static bool IsBy(Viewer viewer, int schoolId, int? responsibleBodyId) =>
        responsibleBodyId is { } body ? viewer.ResponsibleBodyIds.Contains(body) : viewer.SchoolIds.Contains(schoolId);

    /// <summary>Grants so many more devices of each category.</summary>
    public void Grant(IReadOnlyDictionary<DeviceCategory, int> granted, Viewer by, DateTime at, string? answer)
    {
        End(AllocationQueryState.Granted, by, at, answer);
        foreach (var line in Lines)
        {
            line.Granted = granted.GetValueOrDefault(line.Category);
        }
    }

    public void Refuse(Viewer by, DateTime at, string answer) => End(AllocationQueryState.Refused, by, at, answer);

    public void Withdraw(Viewer by, DateTime at) => End(AllocationQueryState.Withdrawn, by, at, answer: null);

    private void End(AllocationQueryState state, Viewer by, DateTime at, string? answer)
    {
        State = State == AllocationQueryState.Open ? state : throw new InvalidOperationException($"The query is {State} already.");
        (DecidedBy, DecidedAt, Answer) = (by.Name, at, answer);
        Lines.ForEach(line => line.IsOpen = false);
    }
}

/// <summary>What a query asks for in one category.</summary>
public sealed class AllocationQueryLine
{
    public int AllocationQueryId { get; private set; }

    public DeviceCategory Category { get; init; }

    /// <summary>The query's, once more: the database sees to it that a school has one open query in a category.</summary>
    public required int SchoolId { get; init; }

    /// <summary>How many more devices are asked for.</summary>
    public required int Asked { get; init; }

    /// <summary>How many more devices were granted.</summary>
    public int Granted { get; internal set; }

    public bool IsOpen { get; internal set; } = true;
}

internal sealed class AllocationQueryMapping : IEntityTypeConfiguration<AllocationQuery>
{
    public void Configure(EntityTypeBuilder<AllocationQuery> builder)
    {
        builder.Property(q => q.Reasons).HasMaxLength(AllocationQueryRules.MostReasons);
        builder.Property(q => q.Answer).HasMaxLength(AllocationQueryRules.LongestAnswer);
        builder.HasIndex(q => q.Key).IsUnique();
        builder.HasIndex(q => new { q.State, q.Id });
        builder.HasOne(q => q.School).WithMany().HasForeignKey(q => q.SchoolId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ResponsibleBody>().WithMany().HasForeignKey(q => q.ResponsibleBodyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(q => q.AskedByUserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(q => q.Lines).WithOne().HasForeignKey(l => l.AllocationQueryId);
        builder.HasMany(q => q.Files).WithOne().HasForeignKey(f => f.AllocationQueryId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AllocationQueryLineMapping : IEntityTypeConfiguration<AllocationQueryLine>
{
    public void Configure(EntityTypeBuilder<AllocationQueryLine> builder)
    {
        builder.HasKey(l => new { l.AllocationQueryId, l.Category });
        builder.HasIndex(l => new { l.SchoolId, l.Category }).IsUnique().HasFilter("\"IsOpen\"").HasDatabaseName("IX_AllocationQueryLines_OneOpen");
        builder.ToTable(t => t.HasCheckConstraint("CK_AllocationQueryLines_Granted", "\"Granted\" >= 0 AND \"Granted\" <= \"Asked\""));
    }
}
