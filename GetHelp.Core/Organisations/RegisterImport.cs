using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Organisations;

/// <summary>Where an import of the register is.</summary>
public enum RegisterImportState
{
    /// <summary>Being read and compared.</summary>
    Reading,

    /// <summary>Read; waits for a person to say yes.</summary>
    Previewed,

    Applying,

    Applied,

    /// <summary>Could not be read at all; see the problem.</summary>
    Failed,
}

/// <summary>One run of the register import, from the upload to its result.</summary>
public sealed class RegisterImport
{
    public int Id { get; private set; }

    public required DateTime StartedAt { get; init; }

    public int? StartedByUserId { get; init; }

    public required string StartedBy { get; init; }

    public required string FileName { get; init; }

    public string? TrustsFileName { get; init; }

    public RegisterImportState State { get; set; }

    /// <summary>How far the current step is, 0 to 100.</summary>
    public int Percent { get; set; }

    /// <summary>Counts, bad rows by line, and schools missing from the file, as JSON; null until read.</summary>
    public string? Report { get; set; }

    /// <summary>Why the whole file was refused.</summary>
    public string? Problem { get; set; }

    public DateTime? AppliedAt { get; set; }
}

internal sealed class RegisterImportMapping : IEntityTypeConfiguration<RegisterImport>
{
    public void Configure(EntityTypeBuilder<RegisterImport> builder)
    {
        builder.Property(i => i.FileName).HasMaxLength(255);
        builder.Property(i => i.TrustsFileName).HasMaxLength(255);
    }
}
