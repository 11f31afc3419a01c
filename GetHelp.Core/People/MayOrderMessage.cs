using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>What the outbox holds for somebody who may order from now on.</summary>
/// <param name="By">Who said so, by name.</param>
public sealed record MayOrderMessage(int UserId, OrganisationId Organisation, Account Account, string By)
{
    public const string Kind = "email.may-order";

    /// <summary>Each time is another message: somebody may be stopped and let order again.</summary>
    internal static void Send(WriteTransaction write, OrganisationId organisation, Colleague to, Account account) =>
        write.Send(Kind, new MayOrderMessage(to.UserId, organisation, account, write.Viewer.Name), $"{Kind}-{Guid.NewGuid():N}");
}

/// <summary>Tells people that they may order, if they still may when it is sent.</summary>
public sealed class MayOrderSender(IDbContextFactory<GetHelpDbContext> contexts, INotifier notifier, LetterPrinter printer) : IOutboxSender
{
    public string Kind => MayOrderMessage.Kind;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var said = message.Content<MayOrderMessage>();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await OrganisationPeople.ReadAsync(db, said.Organisation, cancellationToken) is { } people
            && people.Find(said.UserId) is { } person
            && person.MayOrder(said.Account))
        {
            await notifier.SendAsync(printer.Print(MayOrderLetter.Of(person, people, said)), cancellationToken);
        }
    }
}
