using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Allocations.Queries;

/// <summary>A file that shows why more devices are needed. Its bytes are apart (<see cref="EvidenceContent"/>): only a download reads them.</summary>
public sealed class EvidenceFile
{
    /// <summary>The largest file that is taken.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    public int Id { get; private set; }

    /// <summary>The draft it was added to, until that is sent.</summary>
    public int? DraftId { get; private set; }

    /// <summary>The query it belongs to, once that was sent.</summary>
    public int? AllocationQueryId { get; private set; }

    /// <summary>As its owner calls it, made safe by <see cref="EvidenceName"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is, by its content.</summary>
    public required EvidenceType Type { get; init; }

    /// <summary>In bytes.</summary>
    public required int Length { get; init; }

    public EvidenceContent? Content { get; init; }

    /// <summary>Leaves the draft for the query that it became.</summary>
    internal void GoWith(AllocationQuery query)
    {
        DraftId = null;
        query.Files.Add(this);
    }
}

/// <summary>The bytes of a file of evidence, in a table of their own: in the same transaction and the same backup as all else, and in nobody's way.</summary>
public sealed class EvidenceContent
{
    public int EvidenceFileId { get; private set; }

    public required byte[] Bytes { get; init; }
}

internal sealed class EvidenceFileMapping : IEntityTypeConfiguration<EvidenceFile>
{
    public void Configure(EntityTypeBuilder<EvidenceFile> builder)
    {
        builder.Property(f => f.Name).HasMaxLength(EvidenceName.MaxLength);
        builder.HasOne(f => f.Content).WithOne().HasForeignKey<EvidenceContent>(c => c.EvidenceFileId).OnDelete(DeleteBehavior.Cascade);
        builder.ToTable(t => t.HasCheckConstraint("CK_EvidenceFiles_OneOwner", "(\"DraftId\" IS NULL) <> (\"AllocationQueryId\" IS NULL)"));
    }
}

internal sealed class EvidenceContentMapping : IEntityTypeConfiguration<EvidenceContent>
{
    public void Configure(EntityTypeBuilder<EvidenceContent> builder) => builder.HasKey(c => c.EvidenceFileId);
}
