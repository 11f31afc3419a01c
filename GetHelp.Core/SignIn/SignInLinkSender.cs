using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn;

/// <summary>What the outbox holds of a sign-in link: which, never the secret.</summary>
public sealed record SignInLinkMessage(int MagicLinkId, string? ReturnUrl)
{
    public const string Kind = "email.sign-in-link";

    /// <summary>The id of no link. A message about it is sent to nobody.</summary>
    public const int NoLink = 0;
}

/// <summary>Sends sign-in links. The secret is made here, at the last moment, and goes into the e-mail alone.</summary>
public sealed class SignInLinkSender(WriteTransactions transactions, INotifier notifier, LetterPrinter printer) : IOutboxSender
{
    public string Kind => SignInLinkMessage.Kind;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var asked = message.Content<SignInLinkMessage>();
        var armed = await ArmAsync(asked.MagicLinkId, cancellationToken);
        if (!armed.Refused)
        {
            var (person, secret) = armed.Value;
            var letter = new SignInLetter(new(person.FullName, person.EmailAddress), secret, asked.ReturnUrl);
            await notifier.SendAsync(printer.Print(letter), cancellationToken);
        }
    }

    /// <summary>Gives the link its secret and makes the person's older ones worthless. Refused where there is nothing left to send: the
    /// person is gone, has asked again since, or an earlier attempt that seemed to fail did arrive and was used.</summary>
    private Task<Result<(User Person, SignInSecret Secret)>> ArmAsync(int magicLinkId, CancellationToken cancellationToken) =>
        transactions.RunAsync<(User, SignInSecret)>(
            Viewer.Service,
            async write =>
            {
                var link = await write.Db.MagicLinks.Include(l => l.User).SingleOrDefaultAsync(l => l.Id == magicLinkId, cancellationToken);
                if (link is not { UsedAt: null, User: { DeletedAt: null } person })
                {
                    return new NotFound();
                }

                var others = await write.Db.MagicLinks.Where(l => l.UserId == person.Id && l.Id != link.Id && l.UsedAt == null)
                    .Where(l => l.Id > link.Id || (l.SecretHash != null && l.ReplacedAt == null)).ToListAsync(cancellationToken);
                if (others.Exists(other => other.Id > link.Id))
                {
                    return new NotFound();
                }

                others.ForEach(other => other.Replace(write.Now));
                return (person, link.Arm(write.Now));
            },
            cancellationToken);
}
