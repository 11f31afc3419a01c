using GetHelp.Core.People;
using GetHelp.Core.SignIn.Limits;

namespace GetHelp.Core.SignIn;

/// <summary>Somebody asks for a link.</summary>
public sealed record LinkRequest
{
    public required string? EmailAddress { get; init; }

    /// <summary>The page that the person wanted; the link takes them there.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>What the browser that asks is known again by. In any other one the link is confirmed once more.</summary>
    public SignInSecret? Browser { get; init; }

    /// <summary>From where it is asked; null where nobody is counted, as in Development's mailbox.</summary>
    public ClientAddress? Client { get; init; }
}

/// <summary>What somebody who asked is told.</summary>
/// <param name="IsSent">Whether it may be said that a link is on its way. Not to a client that has asked for several addresses that nobody
/// has: it is told the same of all, and neither what is done nor how long that takes says more.</param>
public sealed record LinkAsked(EmailAddress EmailAddress, bool IsSent);

/// <summary>Somebody opens a link, or says yes to it.</summary>
public sealed record LinkAttempt
{
    public required string? Secret { get; init; }

    /// <inheritdoc cref="LinkRequest.Browser"/>
    public SignInSecret? Browser { get; init; }

    /// <inheritdoc cref="LinkRequest.Client"/>
    public ClientAddress? Client { get; init; }

    /// <summary>The link that was on the page when yes was said; null where there was no page.</summary>
    public int? Seen { get; init; }

    /// <summary>Said by somebody in another browser than the one that asked.</summary>
    public bool SaysWhoAsked { get; init; }
}

/// <summary>A link that was used up.</summary>
/// <param name="Code">What this browser has to show together with a code that is on its way; null where the person is signed in.</param>
public sealed record UsedLink(Viewer Person, SignInSecret? Code);

/// <summary>A link that signs in now.</summary>
public sealed record OpenedLink
{
    public required int Id { get; init; }

    public required Viewer Person { get; init; }

    public required DateTime RequestedAt { get; init; }

    /// <summary>In another browser than this one, so that using it takes one more yes.</summary>
    public required bool AskedForElsewhere { get; init; }
}
