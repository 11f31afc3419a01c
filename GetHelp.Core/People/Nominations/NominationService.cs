using GetHelp.Core.Data;
using GetHelp.Core.People.Invitations;

namespace GetHelp.Core.People.Nominations;

/// <summary>Lets several colleagues order on an account at once: who is not here is invited, who uses this service for others joins, who is here already
/// is let order, and each is told by e-mail. All of them or none.</summary>
public sealed class NominationService(WriteTransactions transactions)
{
    public Task<Result<ColleaguesNominated>> NominateAsync(
        Viewer viewer, OrganisationId organisation, Nomination nomination, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<ColleaguesNominated>(
            viewer,
            async write =>
            {
                if (await write.LockPeopleForAsync(organisation, cancellationToken) is not { } people || !people.Now.Accounts.Contains(nomination.Account))
                {
                    return new NotFound();
                }

                return people.Now.WhyNotNominate(viewer, nomination) is { Count: > 0 } refusals
                    ? Result<ColleaguesNominated>.Refuse(refusals)
                    : await NominateAllAsync(write, people, nomination, cancellationToken);
            },
            cancellationToken);

    private static async Task<Result<ColleaguesNominated>> NominateAllAsync(
        WriteTransaction write, LockedPeople people, Nomination nomination, CancellationToken cancellationToken)
    {
        var nominated = new SortedDictionary<int, Nominated>();
        var refusals = new List<Refusal>();

        // In the order of their addresses: of two forms that share people each holds the same person first.
        foreach (var nominee in nomination.Nominees.OrderBy(nominee => nominee.Person.Tidy().EmailAddress, StringComparer.Ordinal))
        {
            var one = await NominateAsync(write, people, nominee, nomination, cancellationToken);
            refusals.AddRange(one.Refusals.Select(refusal => new NomineeRefused(nominee.Row, refusal)));
            if (!one.Refused)
            {
                nominated[nominee.Row] = one.Value;
            }
        }

        return refusals.Count > 0 ? Result<ColleaguesNominated>.Refuse(refusals) : new ColleaguesNominated([.. nominated.Values]);
    }

    private static async Task<Result<Nominated>> NominateAsync(
        WriteTransaction write, LockedPeople people, Nominee nominee, Nomination nomination, CancellationToken cancellationToken)
    {
        if (people.Now.FindBy(nominee) is { } colleague)
        {
            return Allow(people, colleague, nomination);
        }

        var invited = await write.LetInAsync(people, new() { Person = nominee.Person, OrdersOn = [nomination.Account] }, cancellationToken);
        return invited.Refused ? Result<Nominated>.Refuse(invited.Refusals)
            : invited.Value.NotOrdering.Count > 0 ? Result<Nominated>.Refuse(invited.Value.NotOrdering)
            : new Nominated(invited.Value.UserId, invited.Value.Name, invited.Value.WasKnown ? NominationOutcome.Joined : NominationOutcome.Invited);
    }

    private static Result<Nominated> Allow(LockedPeople people, Colleague colleague, Nomination nomination)
    {
        if (colleague.MayOrder(nomination.Account))
        {
            return new Nominated(colleague.UserId, colleague.Name, NominationOutcome.OrderedBefore);
        }

        people.Allow(colleague, nomination.Account);
        return new Nominated(colleague.UserId, colleague.Name, NominationOutcome.Allowed);
    }
}
