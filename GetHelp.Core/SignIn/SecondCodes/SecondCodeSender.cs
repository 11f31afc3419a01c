using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.SecondCodes;

/// <summary>What the outbox holds of a code: whose way it is on and which e-mail of it, never the code.</summary>
public sealed record SecondCodeMessage(int SecondCodeId, int Email)
{
    public const string Kind = "email.sign-in-code";
}

/// <summary>Sends codes. Each is made here, at the last moment, and goes into the e-mail alone.</summary>
public sealed class SecondCodeSender(WriteTransactions transactions, INotifier notifier, LetterPrinter printer) : IOutboxSender
{
    public string Kind => SecondCodeMessage.Kind;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var armed = await ArmAsync(message.Content<SecondCodeMessage>(), cancellationToken);
        if (!armed.Refused)
        {
            await notifier.SendAsync(printer.Print(armed.Value), cancellationToken);
        }
    }

    /// <summary>Refused where there is nothing left to send: another e-mail was asked for since, or the person is signed in, or did not go on.</summary>
    private Task<Result<SecondCodeLetter>> ArmAsync(SecondCodeMessage asked, CancellationToken cancellationToken) => transactions.RunAsync<SecondCodeLetter>(
        Viewer.Service,
        async write =>
        {
            var way = await write.LockSecondCodeAsync(c => c.Id == asked.SecondCodeId, cancellationToken);
            return way is null || way.Emails != asked.Email || way.WhyOver(write.Now) is not null
                ? new NotFound()
                : new SecondCodeLetter(new(way.User!.FullName, way.User.EmailAddress), way.Arm(write.Now));
        },
        cancellationToken);
}
