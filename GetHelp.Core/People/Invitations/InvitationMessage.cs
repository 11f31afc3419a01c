using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Outbox;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People.Invitations;

/// <summary>What the outbox holds for somebody who was let into an organisation.</summary>
/// <param name="By">Who let them in, by name.</param>
/// <param name="WasKnown">Used this service before, for another organisation.</param>
public sealed record InvitationMessage(int UserId, OrganisationId Organisation, string By, bool WasKnown)
{
    public const string Kind = "email.invitation";

    /// <summary>Each time is another message: an invitation may be sent again.</summary>
    internal static void Send(WriteTransaction write, OrganisationId organisation, int userId, bool wasKnown) =>
        write.Send(Kind, new InvitationMessage(userId, organisation, write.Viewer.Name, wasKnown), $"{Kind}-{Guid.NewGuid():N}");
}

/// <summary>Tells people that they were let into an organisation, if they still are when it is sent.</summary>
public sealed class InvitationSender(IDbContextFactory<GetHelpDbContext> contexts, INotifier notifier, LetterPrinter printer) : IOutboxSender
{
    public string Kind => InvitationMessage.Kind;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var invited = message.Content<InvitationMessage>();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var people = await OrganisationPeople.ReadAsync(db, invited.Organisation, cancellationToken);
        if (people?.Find(invited.UserId) is { } person)
        {
            await notifier.SendAsync(invited.WasKnown ? printer.Print(AddedLetter.Of(person, people, invited)) : printer.Print(InvitationLetter.Of(person, people, invited)), cancellationToken);
        }
    }
}
