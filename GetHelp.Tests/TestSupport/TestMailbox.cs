using System.Collections.Concurrent;
using GetHelp.Core.Notifications;

namespace GetHelp.Tests.TestSupport;

/// <summary>Keeps what was sent. Told to, it fails instead, or fails after the message has gone.</summary>
public sealed class TestMailbox : INotifier
{
    private readonly ConcurrentQueue<EmailMessage> sent = new();

    public IReadOnlyList<EmailMessage> Sent => [.. sent];

    public bool FailsAfterSending { get; set; }

    public Task SendAsync(EmailMessage message, CancellationToken cancellationToken)
    {
        sent.Enqueue(message);
        return FailsAfterSending ? throw new TimeoutException("The mail server took the message and then did not answer.") : Task.CompletedTask;
    }
}
