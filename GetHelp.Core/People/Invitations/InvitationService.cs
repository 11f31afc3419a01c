using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People.Invitations;

/// <summary>Lets people into an organisation. Part of a larger write: <see cref="Inviting.InviteAsync"/>.</summary>
public sealed class InvitationService(WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts)
{
    /// <summary>Invites somebody, or adds who uses this service already, and tells them by e-mail.</summary>
    public Task<Result<Invited>> InviteAsync(
        Viewer viewer, OrganisationId organisation, Invitation invitation, CancellationToken cancellationToken = default) =>
        transactions.RunAsync(viewer, write => write.InviteAsync(organisation, invitation, cancellationToken), cancellationToken);

    /// <summary>Sends the invitation again to somebody who has not signed in yet.</summary>
    /// <returns>To whom, by name.</returns>
    public Task<Result<string>> InviteAgainAsync(
        Viewer viewer, OrganisationId organisation, int userId, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<string>(
            viewer,
            async write =>
            {
                if (await write.LockPeopleForAsync(organisation, cancellationToken) is not { } people || people.Now.Find(userId) is not { } colleague)
                {
                    return new NotFound();
                }

                if (InvitationRules.WhyNotInviteAgain(colleague, write.Now) is { } refusal)
                {
                    return refusal;
                }

                people.InviteAgain(colleague);
                return colleague.Name;
            },
            cancellationToken);

    /// <summary>What would be said to an invitation as things are: for a form, before anything is sent.</summary>
    public async Task<IReadOnlyList<Refusal>> WhyNotAsync(
        Viewer viewer, OrganisationId organisation, Invitation invitation, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Inviting.WhyNotInviteAsync(db, viewer, organisation, invitation.Person, cancellationToken);
    }
}
