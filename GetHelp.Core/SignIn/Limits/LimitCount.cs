using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.SignIn.Limits;

/// <summary>What is counted about signing in.</summary>
public enum Limit
{
    LinksToAddress,
    LinksByClient,

    /// <summary>One address that nobody has, from one client: the first time makes it one more of the next.</summary>
    UnknownAddress,
    UnknownAddressesOfClient,
    WrongLinksByClient,
}

/// <summary>How often something was done within an hour that began with the first time. In the database, because web nodes share it.</summary>
public sealed class LimitCount
{
    public Limit Limit { get; private set; }

    /// <summary>The keyed hash of whoever it is counted of: an address is personal data, and counting needs none.</summary>
    public byte[] Who { get; private set; } = [];

    public int Count { get; private set; }

    /// <summary>From then on the count is nothing.</summary>
    public DateTime EndsAt { get; private set; }
}

internal sealed class LimitCountMapping : IEntityTypeConfiguration<LimitCount>
{
    public void Configure(EntityTypeBuilder<LimitCount> builder)
    {
        builder.HasKey(c => new { c.Limit, c.Who });
        builder.Property(c => c.Who).HasMaxLength(32);
        builder.HasIndex(c => c.EndsAt);
    }
}
