using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.SignIn;

/// <summary>A key with which sessions and forms are protected. All web nodes share them, and a restart signs nobody out.</summary>
public sealed class ProtectionKey
{
    public int Id { get; private set; }

    /// <summary>As the framework calls it.</summary>
    public required string Name { get; init; }

    /// <summary>As the framework writes it, encrypted where a certificate is configured.</summary>
    public required string Xml { get; init; }

    public required DateTime CreatedAt { get; init; }
}

internal sealed class ProtectionKeyMapping : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder) => builder.Property(k => k.Name).HasMaxLength(200);
}
