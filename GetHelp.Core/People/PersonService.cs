using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Orders;
using GetHelp.Core.SignIn;
using GetHelp.Core.SignIn.Identities;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.People;

/// <summary>What is to be another way about a person.</summary>
public sealed record PersonChange
{
    /// <summary>What the form began with. What was left alone is not changed back.</summary>
    public required PersonDetails Before { get; init; }

    public required PersonDetails Details { get; init; }

    /// <summary>Whether they may order, for each account about which something was said.</summary>
    public IReadOnlyDictionary<Account, bool> Orders { get; init; } = new Dictionary<Account, bool>();
}

/// <summary>Changes people: their details, and whether they order for one organisation.</summary>
public sealed class PersonService(WriteTransactions transactions)
{
    /// <summary>Changes one of an organisation's people. Another e-mail address makes the links that were sent to the old one worthless, and the account
    /// that joined by it; both addresses hear of it.</summary>
    /// <returns>Whether that changed anything.</returns>
    public Task<Result<bool>> ChangeAsync(
        Viewer viewer, OrganisationId organisation, int userId, PersonChange change, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (await write.LockPeopleForAsync(organisation, cancellationToken) is not { } people
                    || await FindAsync(write, people, userId, cancellationToken) is not { } user)
                {
                    return new NotFound();
                }

                var details = change.Details.Tidy().Upon(user.Details, change.Before.Tidy());
                var refusals = new List<Refusal>(details.WhyNot());
                if (refusals.Count == 0)
                {
                    refusals.AddRange(await WhyNotAsync(write, people, user, details, cancellationToken));
                }

                refusals.AddRange(people.Order(userId, change.Orders));
                return refusals.Count > 0
                    ? Result<bool>.Refuse(refusals)
                    : await ApplyAsync(write, people, user, details, cancellationToken) | people.HasChanged;
            },
            cancellationToken);

    private static async Task<User?> FindAsync(WriteTransaction write, LockedPeople people, int userId, CancellationToken cancellationToken) =>
        people.Now.Find(userId) is null ? null
        : await write.LockPersonAsync(userId, cancellationToken);

    private static async Task<IReadOnlyList<Refusal>> WhyNotAsync(
        WriteTransaction write, LockedPeople people, User user, PersonDetails details, CancellationToken cancellationToken)
    {
        var changesAddress = details.EmailAddress != user.EmailAddress;
        if (!changesAddress && details.Name == user.FullName)
        {
            return [];
        }

        return people.Now.WhyNotChangeIdentity(write.Viewer, people.Now.Find(user.Id)!) is { } refusal ? [refusal]
            : changesAddress && await write.Db.Users.AnyAsync(u => u.EmailAddress == details.EmailAddress, cancellationToken) ? [new AddressTaken(details.EmailAddress)]
            : [];
    }

    private static async Task<bool> ApplyAsync(
        WriteTransaction write, LockedPeople people, User user, PersonDetails details, CancellationToken cancellationToken)
    {
        var before = user.Details;
        if (details == before)
        {
            return false;
        }

        user.Change(details);
        if (details.EmailAddress != before.EmailAddress)
        {
            await write.ForgetLinksAsync(user.Id, cancellationToken);
            await write.ForgetIdentitiesAsync(user.Id, cancellationToken);
            TellBoth(write, people, user, before);
        }

        foreach (var organisation in user.Memberships.Select(m => m.Organisation))
        {
            write.Record(HistoryKind.PersonChanged, organisation.Subject() with { PersonId = user.Id }, PersonChangeInWords.Write(before, details));
            write.Tell(organisation.Topics);
        }

        write.Tell(Topic.Person(user.Id));
        return true;
    }

    /// <summary>Whoever was never here has an invitation to go by: it follows them to the right address.</summary>
    private static void TellBoth(WriteTransaction write, LockedPeople people, User user, PersonDetails before)
    {
        AddressChanged.TellOld(write, before);
        if (user.LastSignedInAt is null)
        {
            people.InviteAgain(people.Now.Find(user.Id)!);
        }
        else
        {
            AddressChanged.TellNew(write, before, user.Details);
        }
    }
}
