using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.Supplier.Tokens;

/// <summary>What a system of the supplier shows to be let in. Only its hash is kept: the token itself is seen once, by whoever makes it.</summary>
public sealed class ApiToken
{
    public const int NameMinLength = 2;

    public const int NameMaxLength = 64;

    public int Id { get; private set; }

    /// <summary>Whose it is: it can do no more than they can, and nothing once they are gone.</summary>
    public required int UserId { get; init; }

    public User? User { get; private set; }

    /// <summary>What it is for; unique among its owner's.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256, in hexadecimal.</summary>
    public required string Hash { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    public DateTime? RevokedAt { get; private set; }

    /// <summary>To the minute: not every call is worth a write.</summary>
    public DateTime? LastUsedAt { get; private set; }

    public bool IsGood(DateTime now) => RevokedAt is null && ExpiresAt > now;

    internal void Revoke(DateTime now) => RevokedAt ??= now;
}

internal sealed class ApiTokenMapping : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiTokens");
        builder.Property(t => t.Name).HasMaxLength(ApiToken.NameMaxLength);
        builder.Property(t => t.Hash).HasMaxLength(64);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => new { t.UserId, t.Name }).IsUnique();
        builder.HasOne(t => t.User).WithMany().HasForeignKey(t => t.UserId);
    }
}
