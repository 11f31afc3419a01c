using GetHelp.Core.People;

namespace GetHelp.Core.SignIn.Sessions;

/// <summary>A support agent sees the service as somebody else for a while.</summary>
public sealed record Look(Viewer Person, DateTime Until);

/// <summary>A session as it is now, and who is looking in it.</summary>
public sealed record SessionState
{
    public required int Id { get; init; }

    /// <summary>Who signed in.</summary>
    public required Viewer Owner { get; init; }

    /// <summary>As whom they look; null when as themselves.</summary>
    public Look? Look { get; init; }

    public required DateTime SeenAt { get; init; }

    public required DateTime ExpiresAt { get; init; }

    /// <summary>Why it is over; null while it is not.</summary>
    public SessionEnd? End { get; init; }

    /// <summary>Who asks, in this session; null when it is over. Whoever looks as somebody does not go through that person's welcome for them.</summary>
    public Viewer? Viewer => End is not null ? null : Look is null ? Owner : Look.Person with { LookedAtBy = Owner.Name, NewAtSchoolIds = new HashSet<int>() };

    /// <summary>The same at another moment, if nobody did anything in between.</summary>
    internal SessionState AsOf(DateTime now) => this with
    {
        End = End ?? (now < ExpiresAt ? null : SessionEnd.Unused),
        Look = now < Look?.Until ? Look : null,
    };
}
