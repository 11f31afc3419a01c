using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.SignIn.Identities;

/// <summary>By what a provider knows one person: its name for the account, which stays the same when the address there changes.</summary>
public sealed class ExternalIdentity
{
    /// <summary>The most characters that OpenID Connect lets a subject have.</summary>
    public const int SubjectMaxLength = 255;

    public const int IssuerMaxLength = 500;

    public int Id { get; private set; }

    public required int UserId { get; init; }

    public User? User { get; init; }

    /// <summary>The provider, by the address that it signs with.</summary>
    public required string Issuer { get; init; }

    /// <summary>The account, by the provider's name for it. Means nothing anywhere else.</summary>
    public required string Subject { get; init; }

    /// <summary>When the account first signed this person in.</summary>
    public required DateTime JoinedAt { get; init; }
}

internal sealed class ExternalIdentityMapping : IEntityTypeConfiguration<ExternalIdentity>
{
    public void Configure(EntityTypeBuilder<ExternalIdentity> builder)
    {
        builder.Property(i => i.Issuer).HasMaxLength(ExternalIdentity.IssuerMaxLength);
        builder.Property(i => i.Subject).HasMaxLength(ExternalIdentity.SubjectMaxLength);
        builder.HasIndex(i => new { i.Issuer, i.Subject }).IsUnique();
        builder.HasIndex(i => new { i.UserId, i.Issuer }).IsUnique(); // one account of a provider's for each person
        builder.HasOne(i => i.User).WithMany().HasForeignKey(i => i.UserId);
    }
}
