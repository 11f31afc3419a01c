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
    /// <summary>The most characters that are kept of a file's name.</summary>
    public const int FileNameMaxLength = 255;

    public int Id { get; private set; }

    public required DateTime StartedAt { get; init; }

    public int? StartedByUserId { get; init; }

    public required string StartedBy { get; init; }

    public required string FileName { get; init; }

    public string? TrustsFileName { get; init; }

    public RegisterImportState State { get; private set; }

    /// <summary>How far the last step that was saved is, 0 to 100; <see cref="Register.RegisterImportProgress"/> knows it to the moment.</summary>
    public int Percent { get; private set; }

    /// <summary>Counts, bad rows by line, and schools missing from the file, as JSON; null until read.</summary>
    public string? Report { get; private set; }

    /// <summary>Why nothing came of it.</summary>
    public string? Problem { get; private set; }

    public DateTime? AppliedAt { get; private set; }

    /// <summary>It was read, and waits for a person to say yes.</summary>
    public void Previewed(string report)
    {
        MustBe(RegisterImportState.Reading);
        (State, Percent, Report) = (RegisterImportState.Previewed, 100, report);
    }

    /// <summary>It was applied; the report now says what was done.</summary>
    public void Applied(string report, DateTime now)
    {
        MustBe(RegisterImportState.Applying);
        (State, Percent, Report, AppliedAt) = (RegisterImportState.Applied, 100, report, now);
    }

    /// <summary>Nothing came of it.</summary>
    public void Failed(string problem)
    {
        MustBe(RegisterImportState.Reading, RegisterImportState.Previewed, RegisterImportState.Applying);
        (State, Problem) = (RegisterImportState.Failed, problem);
    }

    private void MustBe(params ReadOnlySpan<RegisterImportState> states)
    {
        if (!states.Contains(State))
        {
            throw new InvalidOperationException($"Import {Id} is {State}.");
        }
    }
}

internal sealed class RegisterImportMapping : IEntityTypeConfiguration<RegisterImport>
{
    public void Configure(EntityTypeBuilder<RegisterImport> builder)
    {
        builder.Property(i => i.FileName).HasMaxLength(RegisterImport.FileNameMaxLength);
        builder.Property(i => i.TrustsFileName).HasMaxLength(RegisterImport.FileNameMaxLength);
    }
}
