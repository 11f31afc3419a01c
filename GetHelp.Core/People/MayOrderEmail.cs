using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

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
public sealed class MayOrderSender(IDbContextFactory<GetHelpDbContext> contexts, INotifier notifier, IOptions<SiteOptions> site) : IOutboxSender
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
            await notifier.SendAsync(Email(person, people, said), cancellationToken);
        }
    }

    private EmailMessage Email(Colleague person, OrganisationPeople people, MayOrderMessage said) => new()
    {
        To = person.EmailAddress,
        Subject = $"You can order devices for {people.Name}",
        Body = $"""
            Dear {person.Name}

            {Because(person, people, said)}

            To see how many devices are left to order, sign in with this email address:

            {new Uri(site.Value.BaseAddress, "/home")}

            If you should not be ordering, ask a colleague who orders to change it.

            Get help with technology
            """,
    };

    private static string Because(Colleague person, OrganisationPeople people, MayOrderMessage said) => person.IsFirst
        ? $"You are now the first person of {people.Name} in this service. You can order devices for it{people.On(said.Account)}, and say which colleagues can."
        : $"{said.By} has said that you can order devices for {people.Name}{people.On(said.Account)}.";
}
