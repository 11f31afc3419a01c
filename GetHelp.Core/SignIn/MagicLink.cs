using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.SignIn;

/// <summary>A link that signs one person in once. The secret itself is only ever in the e-mail: it is made when that is sent, and the
/// database holds its hash alone, so neither the outbox nor a copy of the database can sign anybody in (spec 08 C1, C2).</summary>
public sealed class MagicLink
{
    public int Id { get; private set; }

    public int UserId { get; init; }

    public User? User { get; init; }

    public required DateTime RequestedAt { get; init; }

    /// <summary>SHA-256 of the secret; null until the e-mail is sent.</summary>
    public byte[]? SecretHash { get; set; }

    public DateTime? ExpiresAt { get; set; }

    public DateTime? UsedAt { get; set; }
}

internal sealed class MagicLinkMapping : IEntityTypeConfiguration<MagicLink>
{
    public void Configure(EntityTypeBuilder<MagicLink> builder)
    {
        builder.HasIndex(l => l.SecretHash).IsUnique();
        builder.HasOne(l => l.User).WithMany().HasForeignKey(l => l.UserId);
    }
}
