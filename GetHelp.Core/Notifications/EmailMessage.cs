namespace GetHelp.Core.Notifications;

/// <summary>An e-mail as it leaves, to one person: a printed <see cref="Letter"/>.</summary>
public sealed record EmailMessage
{
    public required string To { get; init; }

    public required string Subject { get; init; }

    /// <summary>Plain text, for who reads nothing else.</summary>
    public required string Body { get; init; }

    /// <summary>The same words.</summary>
    public required string Html { get; init; }
}
