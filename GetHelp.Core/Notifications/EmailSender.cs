using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Notifications;

/// <summary>Sends e-mails that were written whole with what causes them. (A sign-in link is not one: its secret is made when it is sent.)</summary>
public sealed class EmailSender(INotifier notifier) : IOutboxSender
{
    public const string MessageKind = "email";

    public string Kind => MessageKind;

    public Task SendAsync(OutboxMessage message, CancellationToken cancellationToken) => notifier.SendAsync(message.Content<EmailMessage>(), cancellationToken);
}

public static class EmailServices
{
    public static IServiceCollection AddEmails(this IServiceCollection services) => services.AddSingleton<IOutboxSender, EmailSender>();

    /// <summary>Has an e-mail sent after the commit.</summary>
    /// <param name="idempotencyKey">Unique among all messages: the same cause must give the same key.</param>
    public static void Email(this WriteTransaction write, EmailMessage message, string idempotencyKey) =>
        write.Send(EmailSender.MessageKind, message, idempotencyKey);
}
