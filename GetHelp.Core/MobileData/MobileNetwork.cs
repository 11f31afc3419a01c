using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.MobileData;

/// <summary>A mobile network whose people answer requests for mobile data (spec 05 §1).</summary>
public sealed class MobileNetwork
{
    /// <summary>The most characters that a brand may have.</summary>
    public const int BrandMaxLength = 100;

    public int Id { get; private set; }

    /// <summary>What its customers know it as; no two have the same.</summary>
    public required string Brand { get; init; }
}

internal sealed class MobileNetworkMapping : IEntityTypeConfiguration<MobileNetwork>
{
    public void Configure(EntityTypeBuilder<MobileNetwork> builder)
    {
        builder.Property(n => n.Brand).HasMaxLength(MobileNetwork.BrandMaxLength);
        builder.HasIndex(n => n.Brand).IsUnique();
    }
}
