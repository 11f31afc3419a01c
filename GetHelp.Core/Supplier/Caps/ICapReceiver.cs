using GetHelp.Core.Outbox;

namespace GetHelp.Core.Supplier.Caps;

/// <summary>Where the supplier takes cap updates.</summary>
public interface ICapReceiver
{
    /// <summary>Whether it is known where; until it is, messages wait.</summary>
    bool IsConfigured { get; }

    /// <summary>Sends the document once.</summary>
    /// <exception cref="NotSentException">There was no answer.</exception>
    Task<CapAnswer> SendAsync(string document, CancellationToken cancellationToken);
}

/// <summary>What the supplier answered.</summary>
/// <param name="RetryAfter">It asked not to be asked again before this has passed.</param>
public sealed record CapAnswer(int Status, string Body, TimeSpan? RetryAfter = null);
