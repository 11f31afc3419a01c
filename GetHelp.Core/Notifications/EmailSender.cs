using GetHelp.Core.Data;
using GetHelp.Core.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Core.Notifications;

/// <summary>Sends letters that were written whole with what causes them. (A sign-in link is not one: its secret is made when it is sent.)</summary>
public sealed class EmailSender(INotifier notifier, LetterPrinter printer) : IOutboxSender
{
    public const string MessageKind = "email";

    public string Kind => MessageKind;

    public Task SendAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        notifier.SendAsync(printer.Print(message.Content<Letter>()), cancellationToken);
}

public static class EmailServices
{
    public static IServiceCollection AddEmails(this IServiceCollection services) => services
        .AddSingleton<LetterPrinter>()
        .AddSingleton<IOutboxSender, EmailSender>();

    /// <summary>Has a letter sent after the commit. Nobody is written to who was erased: an order keeps no address of theirs.</summary>
    /// <param name="idempotencyKey">Unique among all messages: the same cause must give the same key.</param>
    public static void Email<TLetter>(this WriteTransaction write, TLetter letter, string idempotencyKey)
        where TLetter : ILetterTemplate
    {
        if (letter.Write() is { To.EmailAddress.Length: > 0 } written)
        {
            write.Send(EmailSender.MessageKind, written, idempotencyKey);
        }
    }
}
