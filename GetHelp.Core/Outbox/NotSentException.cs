namespace GetHelp.Core.Outbox;

/// <summary>A message could not be sent for a reason that a sender knows to name. The message is kept, and tried again later.</summary>
/// <param name="message">What happened, in words for support; never a secret.</param>
public sealed class NotSentException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The receiver asked not to be tried again before this has passed.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
