using GetHelp.Core.Data;
using GetHelp.Core.Orders;

namespace GetHelp.Core.People;

/// <summary>Lets colleagues order for an organisation, stops them, and removes people from it.</summary>
public sealed class WhoOrdersService(WriteTransactions transactions)
{
    /// <summary>Lets one of the organisation's people order on an account, and tells them by e-mail.</summary>
    /// <returns>Whether that changed anything.</returns>
    public Task<Result<bool>> AllowAsync(
        Viewer viewer, OrganisationId organisation, int userId, Account account, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            viewer,
            organisation,
            userId,
            (people, colleague) =>
            {
                if (people.Now.WhyNotAllow(viewer, colleague, account) is { } refusal)
                {
                    return refusal;
                }

                if (!colleague.MayOrder(account))
                {
                    people.Allow(colleague, account);
                }

                return !colleague.MayOrder(account);
            },
            cancellationToken);

    /// <summary>Stops one of the organisation's people from ordering on an account. What they have ordered stays.</summary>
    /// <returns>Whether that changed anything.</returns>
    public Task<Result<bool>> StopAsync(
        Viewer viewer, OrganisationId organisation, int userId, Account account, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            viewer,
            organisation,
            userId,
            (people, colleague) =>
            {
                if (people.Now.WhyNotStop(viewer, colleague, account) is { } refusal)
                {
                    return refusal;
                }

                if (colleague.MayOrder(account))
                {
                    people.Stop(colleague, account);
                }

                return colleague.MayOrder(account);
            },
            cancellationToken);

    /// <summary>Removes somebody from the organisation. Their orders stay, for the colleagues to look after. When it was the first person, the
    /// next one is the first from that moment.</summary>
    public Task<Result<bool>> RemoveAsync(Viewer viewer, OrganisationId organisation, int userId, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            viewer,
            organisation,
            userId,
            async (people, colleague) =>
            {
                if (people.Now.WhyNotRemove(viewer, colleague) is { } refusal)
                {
                    return refusal;
                }

                await people.RemoveAsync(colleague, cancellationToken);
                return true;
            },
            cancellationToken);

    private Task<Result<bool>> ChangeAsync(
        Viewer viewer, OrganisationId organisation, int userId, Func<LockedPeople, Colleague, Result<bool>> change, CancellationToken cancellationToken) =>
        ChangeAsync(viewer, organisation, userId, (people, colleague) => Task.FromResult(change(people, colleague)), cancellationToken);

    /// <summary>Decided on what is locked, the asker's own rights too: of two who stop each other at once, one does.</summary>
    private Task<Result<bool>> ChangeAsync(
        Viewer viewer, OrganisationId organisation, int userId, Func<LockedPeople, Colleague, Task<Result<bool>>> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (await write.LockPeopleForAsync(organisation, cancellationToken) is not { } people || people.Now.Find(userId) is not { } colleague)
                {
                    return new NotFound();
                }

                var changed = await change(people, colleague);
                if (!changed.Refused)
                {
                    people.LetFirstOrder();
                }

                return changed;
            },
            cancellationToken);
}
