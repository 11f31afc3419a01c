using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.SignIn.Sessions;

/// <summary>Why a session is over. Names are stored, so a rename is a migration.</summary>
public enum SessionEnd
{
    /// <summary>Nothing was done in it for too long. Follows from the time and is stored nowhere.</summary>
    Unused,

    /// <summary>The person signed out in this browser.</summary>
    SignedOut,

    /// <summary>Somebody, the same person or another, signed in in the same browser.</summary>
    SignedInAgain,

    /// <summary>The person, or support for them, ended it from another browser.</summary>
    EndedElsewhere,

    /// <summary>The person was removed.</summary>
    AccessRemoved,
}

/// <summary>One browser in which somebody is signed in (spec 01 §6.3). The browser alone has the secret; here is its hash, so that a copy of the database
/// lets nobody in (spec 08 C2).</summary>
public sealed class Session
{
    public int Id { get; private set; }

    /// <summary>SHA-256 of the secret in the browser's cookie.</summary>
    public required byte[] SecretHash { get; init; }

    public int UserId { get; init; }

    public User? User { get; init; }

    public required SignInWay Way { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary>When something was last done in it, to the minute.</summary>
    public required DateTime SeenAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    /// <summary>Null unless it was ended before its time.</summary>
    public DateTime? EndedAt { get; init; }

    public SessionEnd? EndedBecause { get; init; }

    /// <summary>The person as whom a support agent sees the service in it, until <see cref="LooksUntil"/>.</summary>
    public int? LooksAsUserId { get; init; }

    public User? LooksAs { get; init; }

    public DateTime? LooksUntil { get; init; }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.HasIndex(s => s.SecretHash).IsUnique();
        builder.HasIndex(s => s.ExpiresAt);
        builder.HasOne(s => s.User).WithMany().HasForeignKey(s => s.UserId);
        builder.HasOne(s => s.LooksAs).WithMany().HasForeignKey(s => s.LooksAsUserId);
    }
}
