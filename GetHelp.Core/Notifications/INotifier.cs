namespace GetHelp.Core.Notifications;

/// <summary>Brings messages to people. What it throws means that the message was not sent; the outbox tries again.</summary>
public interface INotifier
{
    Task SendAsync(EmailMessage message, CancellationToken cancellationToken);
}
