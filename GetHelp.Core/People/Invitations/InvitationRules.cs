using GetHelp.Core.Orders;

namespace GetHelp.Core.People.Invitations;

/// <summary>Who invites whom (spec 01 §4, spec 08 C7, C8): any of an organisation's people, and support. Nobody is kept out because as many people
/// order as may: they are invited without ordering.</summary>
public static class InvitationRules
{
    /// <summary>How soon the same person may be sent the same invitation again.</summary>
    public static readonly TimeSpan BetweenInvitations = TimeSpan.FromMinutes(15);

    /// <summary>Why somebody who is invited now would not order on this account; null when they would. The first of all may always order.</summary>
    public static Refusal? WhyNotOrder(this OrganisationPeople people, Viewer viewer, Account account) =>
        people.People.Count == 0 ? null : people.WhyNotAllowAnother(viewer, account);

    /// <summary>Why the person with this address, who is known or is not, cannot be invited.</summary>
    internal static Refusal? WhyNotInvite(this OrganisationPeople people, string address, User? known) =>
        people.People.FirstOrDefault(person => person.EmailAddress == address) is { } colleague ? new AlreadyHere(colleague.Name, people.Name)
        : known is { Role: not Role.Member } ? new NotAMembersAddress(address)
        : null;

    /// <summary>Why a colleague cannot be sent the invitation again; null when they can.</summary>
    public static Refusal? WhyNotInviteAgain(Colleague colleague, DateTime now) =>
        colleague.LastSignedInAt is not null ? new HasSignedIn(colleague.Name)
        : colleague.InvitedAt is { } at && now < at + BetweenInvitations ? new InvitedJustNow(colleague.Name, at + BetweenInvitations)
        : null;
}
