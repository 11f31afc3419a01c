namespace GetHelp.Core.Notifications;

/// <summary>An e-mail as we write it: plain text, one person.</summary>
public sealed record EmailMessage
{
    public required string To { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }
}
