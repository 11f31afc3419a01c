using GetHelp.Core.Data;
using GetHelp.Core.Notifications;
using GetHelp.Core.Orders;
using GetHelp.Core.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

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
public sealed class InvitationSender(IDbContextFactory<GetHelpDbContext> contexts, INotifier notifier, IOptions<SiteOptions> site) : IOutboxSender
{
    public string Kind => InvitationMessage.Kind;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var invited = message.Content<InvitationMessage>();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var people = await OrganisationPeople.ReadAsync(db, invited.Organisation, cancellationToken);
        if (people?.Find(invited.UserId) is { } person)
        {
            await notifier.SendAsync(invited.WasKnown ? Added(person, people, invited) : Invitation(person, people, invited), cancellationToken);
        }
    }

    private EmailMessage Invitation(Colleague person, OrganisationPeople people, InvitationMessage invited) => new()
    {
        To = person.EmailAddress,
        Subject = $"{people.Name}: your invitation to Get help with technology",
        Body = $"""
            Dear {person.Name}

            {invited.By} has invited you to use Get help with technology for {people.Name}. It is where laptops, tablets and 4G routers for children and young people are ordered.

            {MayOrder(person, people)}

            There is no password. Sign in with this email address, and we send you a link each time:

            {Address("/sign-in")}

            If you have nothing to do with {people.Name}, you need do nothing, or tell us: {Address("/contact")}

            Get help with technology
            """,
    };

    private EmailMessage Added(Colleague person, OrganisationPeople people, InvitationMessage invited) => new()
    {
        To = person.EmailAddress,
        Subject = $"{people.Name} is among your organisations now",
        Body = $"""
            Dear {person.Name}

            {invited.By} has added you to the people of {people.Name} in Get help with technology. You keep what you have there already.

            {MayOrder(person, people)}

            Sign in with this email address, as before, to find it among your organisations:

            {Address("/home")}

            If you have nothing to do with {people.Name}, tell us: {Address("/contact")}

            Get help with technology
            """,
    };

    private static string MayOrder(Colleague person, OrganisationPeople people) => (person.OrdersOn.Count, person.OrdersOn.Count == people.Accounts.Count) switch
    {
        _ when person.IsFirst => "You can order devices for it, see its orders and deliveries, and say which colleagues can order.",
        (0, _) => $"You can see what is set aside for it, its orders and its deliveries. You cannot order: {WhoCan(people)}",
        (_, true) => "You can order devices for it, and see its orders and deliveries.",
        _ => $"You can order devices for it{people.On(person.OrdersOn[0])}, and see its orders and deliveries.",
    };

    private static string WhoCan(OrganisationPeople people) =>
        people.People.Where(person => person.OrdersOn.Count > 0).Select(person => person.Name).ToList() is { Count: > 0 } names
            ? $"if you should, ask {names.InWords("or")}."
            : "if you should, ask our support team.";

    private Uri Address(string path) => new(site.Value.BaseAddress, path);
}
