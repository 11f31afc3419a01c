using System.Security.Cryptography;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GetHelp.Core.SignIn.SecondCodes;

/// <summary>Somebody's way from a link that was used to being signed in, where their role asks for a code in a second e-mail as well. It is tied to the
/// browser in which the link was used; the code is made when the e-mail is sent, and kept as a hash.</summary>
public sealed class SecondCode
{
    /// <summary>How long a code works once it has been sent.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How long there is from the link to being signed in, however many codes are sent.</summary>
    public static readonly TimeSpan TimeToSignIn = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan BetweenEmails = TimeSpan.FromMinutes(1);

    public const int MostEmails = 3;

    /// <summary>Of all the codes that are sent for one link together: another e-mail gives no more tries.</summary>
    public const int MostTries = 5;

    private const int SaltBytes = 16;

    public int Id { get; private set; }

    public required int UserId { get; init; }

    public User? User { get; init; }

    /// <summary>SHA-256 of the secret that the browser holds.</summary>
    public required byte[] BrowserHash { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary>How many e-mails were asked for.</summary>
    public int Emails { get; private set; }

    public DateTime AskedAt { get; private set; }

    /// <summary>Null until an e-mail is sent.</summary>
    public byte[]? Salt { get; private set; }

    public byte[]? CodeHash { get; private set; }

    public DateTime? ExpiresAt { get; private set; }

    public int Tries { get; private set; }

    public DateTime? UsedAt { get; private set; }

    public int TriesLeft => MostTries - Tries;

    /// <summary>Why this way is at its end, so that a new link is needed; null where it goes on.</summary>
    public Refusal? WhyOver(DateTime now) => this switch
    {
        { User: null or { DeletedAt: not null } } or { UsedAt: not null } => new NoCodeAwaited(),
        { TriesLeft: <= 0 } => new CodeTriedTooOften(),
        _ when now > StartedAt + TimeToSignIn => new NoCodeAwaited(),
        _ => null,
    };

    /// <summary>Why no other e-mail is sent now; null when one is.</summary>
    public Refusal? WhyNotSend(DateTime now) =>
        WhyOver(now) ?? (Emails >= MostEmails ? new CodeSentTooOften()
            : Emails > 0 && now < AskedAt + BetweenEmails ? new CodeSentJustNow()
            : null);

    /// <summary>Another e-mail is to be sent: the code of the one before is worth nothing from now on.</summary>
    public void Ask(DateTime now)
    {
        (Emails, AskedAt) = (Emails + 1, now);
        Salt = CodeHash = null;
    }

    /// <summary>Gives it the code that the e-mail carries.</summary>
    public OneTimeCode Arm(DateTime now)
    {
        var code = OneTimeCode.New();
        Salt = RandomNumberGenerator.GetBytes(SaltBytes);
        CodeHash = code.Hash(Salt);
        ExpiresAt = now + Lifetime;
        return code;
    }

    /// <summary>Somebody typed a code: it counts, right or wrong, and the right one is used up.</summary>
    /// <returns>Why it does not sign in; null when it does.</returns>
    public Refusal? Try(OneTimeCode code, DateTime now)
    {
        if (WhyOver(now) is { } over)
        {
            return over;
        }

        if (CodeHash is null || now > ExpiresAt)
        {
            return new CodeExpired();
        }

        Tries++;
        if (!CryptographicOperations.FixedTimeEquals(CodeHash, code.Hash(Salt!)))
        {
            return TriesLeft > 0 ? new CodeWrong(TriesLeft) : new CodeTriedTooOften();
        }

        UsedAt = now;
        return null;
    }
}

internal sealed class SecondCodeMapping : IEntityTypeConfiguration<SecondCode>
{
    public void Configure(EntityTypeBuilder<SecondCode> builder)
    {
        builder.HasIndex(c => c.BrowserHash).IsUnique();
        builder.HasOne(c => c.User).WithMany().HasForeignKey(c => c.UserId);
    }
}
