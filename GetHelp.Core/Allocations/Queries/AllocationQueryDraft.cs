using GetHelp.Core.Data;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>A request for more devices that somebody is writing: what they typed, as they typed it, and the evidence added so far. It is kept
/// whether or not it can be sent yet, because a browser forgets the files that it was given.</summary>
public sealed class AllocationQueryDraft : IVersioned
{
    /// <summary>A draft that nobody has touched for so long is thrown away.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(28);

    public int Id { get; private set; }

    /// <summary>Goes with the draft to the query that it becomes.</summary>
    public required Guid Key { get; init; }

    public required int UserId { get; init; }

    public required int SchoolId { get; init; }

    public string LaptopsAndTablets { get; private set; } = "";

    public string Routers { get; private set; } = "";

    public string Reasons { get; private set; } = "";

    /// <summary>What was said against the files that came last: one message a line.</summary>
    public string RefusedFiles { get; private set; } = "";

    public DateTime ChangedAt { get; private set; }

    public List<EvidenceFile> Files { get; init; } = [];

    public int Version { get; private set; }

    public void Write(TypedQuery typed, IEnumerable<Refusal> refusedFiles, DateTime at)
    {
        (LaptopsAndTablets, Routers, Reasons) = (Cut(typed.LaptopsAndTablets, 50), Cut(typed.Routers, 50), Cut(typed.Reasons, 4 * AllocationQueryRules.MostReasons));
        RefusedFiles = string.Join('\n', refusedFiles.Select(refusal => refusal.Message));
        ChangedAt = at;
    }

    // Longer than any answer that could be sent: nobody typed it.
    private static string Cut(string? typed, int most) => typed is null ? "" : typed.Length <= most ? typed : typed[..most];
}

/// <summary>The answers of a draft, as somebody typed them.</summary>
public sealed record TypedQuery
{
    public string? LaptopsAndTablets { get; init; }

    public string? Routers { get; init; }

    public string? Reasons { get; init; }
}

internal sealed class AllocationQueryDraftMapping : IEntityTypeConfiguration<AllocationQueryDraft>
{
    public void Configure(EntityTypeBuilder<AllocationQueryDraft> builder)
    {
        builder.HasIndex(d => new { d.UserId, d.SchoolId }).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.UserId);
        builder.HasOne<School>().WithMany().HasForeignKey(d => d.SchoolId);
        builder.HasMany(d => d.Files).WithOne().HasForeignKey(f => f.DraftId).OnDelete(DeleteBehavior.Cascade);
    }
}
