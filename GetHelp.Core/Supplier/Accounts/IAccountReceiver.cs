using GetHelp.Core.Outbox;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>Where the supplier takes account changes.</summary>
public interface IAccountReceiver
{
    /// <summary>Whether it is known where; until it is, changes wait.</summary>
    bool IsConfigured { get; }

    /// <exception cref="NotSentException">There was no answer.</exception>
    Task<AccountAnswer> SendAsync(string document, CancellationToken cancellationToken);
}

/// <summary>What the supplier answered.</summary>
/// <param name="TransactionId">Its own name for having taken the change.</param>
/// <param name="RetryAfter">It asked not to be asked again before this has passed.</param>
public sealed record AccountAnswer(int Status, string Body, string? TransactionId = null, TimeSpan? RetryAfter = null);
