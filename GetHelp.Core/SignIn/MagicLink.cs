using System.Security.Cryptography;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.SignIn;

/// <summary>A link that signs one person in once. The secret itself is only ever in the e-mail: it is made when that is sent, and the
/// database holds its hash alone, so neither the outbox nor a copy of the database can sign anybody in (spec 08 C1, C2).</summary>
public sealed class MagicLink
{
    /// <summary>How long a link works once it has been sent.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public int Id { get; private set; }

    public int UserId { get; init; }

    public User? User { get; init; }

    public required DateTime RequestedAt { get; init; }

    /// <summary>SHA-256 of what the browser in which it was asked for is known again by; null where none asked.</summary>
    public byte[]? BrowserHash { get; init; }

    /// <summary>SHA-256 of the secret; null until the e-mail is sent.</summary>
    public byte[]? SecretHash { get; private set; }

    /// <summary>The address to which the e-mail went: the link is worth nothing to whoever has another one by now.</summary>
    public string? SentTo { get; private set; }

    public DateTime? ExpiresAt { get; private set; }

    public DateTime? UsedAt { get; private set; }

    /// <summary>When a newer link took its place.</summary>
    public DateTime? ReplacedAt { get; private set; }

    /// <summary>Gives the link a secret. Sending again, after an attempt that may have failed, makes the earlier e-mail's secret worthless.</summary>
    /// <exception cref="InvalidOperationException">It has been used.</exception>
    public SignInSecret Arm(DateTime now)
    {
        if (UsedAt is not null)
        {
            throw new InvalidOperationException("A used link is not sent again.");
        }

        var secret = SignInSecret.New();
        SecretHash = secret.Hash();
        SentTo = User!.EmailAddress;
        ExpiresAt = now + Lifetime;
        return secret;
    }

    /// <summary>Why this link does not sign in now; null when it does.</summary>
    public Refusal? WhyNot(DateTime now) => this switch
    {
        { User: null or { DeletedAt: not null } } => new LinkNotRecognised(),
        { SentTo: { } address } when address != User.EmailAddress => new LinkNotRecognised(),
        { UsedAt: not null } => new LinkUsed(UserId),
        { ReplacedAt: not null } => new LinkReplaced(),
        { ExpiresAt: { } expires } when now <= expires => null,
        _ => new LinkExpired(UserId),
    };

    /// <summary>Whether it was asked for in this browser.</summary>
    public bool WasAskedForIn(SignInSecret? browser) =>
        BrowserHash is not null && browser is { } known && CryptographicOperations.FixedTimeEquals(BrowserHash, known.Hash());

    /// <summary>Uses the link up.</summary>
    /// <returns>Whom it signs in.</returns>
    /// <exception cref="InvalidOperationException"><see cref="WhyNot"/> says no.</exception>
    public User Use(DateTime now)
    {
        if (WhyNot(now) is { } refusal)
        {
            throw new InvalidOperationException(refusal.Message);
        }

        UsedAt = now;
        return User!;
    }

    /// <summary>A newer link takes its place.</summary>
    public void Replace(DateTime now) => ReplacedAt ??= now;
}

internal sealed class MagicLinkMapping : IEntityTypeConfiguration<MagicLink>
{
    public void Configure(EntityTypeBuilder<MagicLink> builder)
    {
        builder.Property(l => l.SentTo).HasMaxLength(EmailAddress.MaxLength);
        builder.HasIndex(l => l.SecretHash).IsUnique();
        builder.HasOne(l => l.User).WithMany().HasForeignKey(l => l.UserId);
    }
}
