using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>What became of an address that the supplier confirmed.</summary>
public enum ConfirmationOutcome
{
    /// <summary>The person can order from now on.</summary>
    Confirmed,

    /// <summary>It had been confirmed before.</summary>
    ConfirmedAgain,

    /// <summary>Nothing is to be done: the supplier was told to remove this account meanwhile.</summary>
    Removed,

    /// <summary>The person is no longer in the service.</summary>
    Left,

    /// <summary>No account is known under this address.</summary>
    Unknown,
}

/// <summary>One address that was pasted, and what became of it.</summary>
/// <param name="Now">The person's address, where it has changed since the supplier was told of it.</param>
public sealed record ConfirmedAddress(string EmailAddress, ConfirmationOutcome Outcome, string? Now = null)
{
    public bool IsProcessed => Outcome is ConfirmationOutcome.Confirmed or ConfirmationOutcome.ConfirmedAgain or ConfirmationOutcome.Removed;
}

/// <summary>What became of each address.</summary>
public sealed record ConfirmationSummary(IReadOnlyList<ConfirmedAddress> Addresses)
{
    public IReadOnlyList<ConfirmedAddress> Processed => [.. Addresses.Where(one => one.IsProcessed)];

    public IReadOnlyList<ConfirmedAddress> Unprocessed => [.. Addresses.Where(one => !one.IsProcessed)];
}

/// <summary>The supplier says who has an account in its shop by now (spec 03 §5): from then on they can order.</summary>
public sealed class AccountConfirmations(WriteTransactions transactions)
{
    /// <param name="pasted">Addresses, one on a line. All of them are looked at, or none where one cannot be read.</param>
    public Task<Result<ConfirmationSummary>> ConfirmAsync(Viewer viewer, string? pasted, CancellationToken cancellationToken = default) =>
        transactions.RunAsync<ConfirmationSummary>(
            viewer,
            async write =>
            {
                if (viewer.Role != Role.Supplier)
                {
                    return new NotAllowed("confirm accounts");
                }

                var addresses = PastedAddresses.Read(pasted);
                if (addresses.Refused)
                {
                    return Result<ConfirmationSummary>.Refuse(addresses.Refusals);
                }

                var known = await KnownAddresses.ReadAsync(write.Db, addresses.Value, cancellationToken);
                return new ConfirmationSummary([.. addresses.Value.Select(address => Confirm(write, address, known.Find(address)))]);
            },
            cancellationToken);

    private static ConfirmedAddress Confirm(WriteTransaction write, string address, KnownAccount? account)
    {
        var outcome = account switch
        {
            null => ConfirmationOutcome.Unknown,
            { Person.DeletedAt: not null, Last: AccountChangeKind.Remove } => ConfirmationOutcome.Removed,
            { Person.DeletedAt: not null } => ConfirmationOutcome.Left, // the original gave them an account all the same
            { Person.TechSourceAccountConfirmedAt: not null } => ConfirmationOutcome.ConfirmedAgain,
            _ => ConfirmationOutcome.Confirmed,
        };
        if (outcome is ConfirmationOutcome.Confirmed or ConfirmationOutcome.ConfirmedAgain)
        {
            account!.Person.TechSourceAccountConfirmed(write.Now);
        }

        if (outcome == ConfirmationOutcome.Confirmed)
        {
            Record(write, account!.Person);
        }

        return new(address, outcome, account is null || account.Person.EmailAddress == address ? null : account.Person.EmailAddress);
    }

    /// <summary>In the history of each organisation, whose people read there who can order.</summary>
    private static void Record(WriteTransaction write, User person)
    {
        write.Openings.Account(person.Id);
        write.Tell(Topic.Person(person.Id), Topic.Accounts);
        foreach (var organisation in person.Memberships.Select(m => new OrganisationId { SchoolId = m.SchoolId, ResponsibleBodyId = m.ResponsibleBodyId }))
        {
            write.Record(HistoryKind.TechSourceAccountConfirmed, organisation.Subject() with { PersonId = person.Id }, $"{person.FullName} has an account with the supplier");
            write.Tell(organisation.People);
        }
    }
}

/// <summary>Whose account an address means.</summary>
/// <param name="Last">What the supplier was told last of it; null when it was told nothing.</param>
internal sealed record KnownAccount(User Person, AccountChangeKind? Last);

/// <summary>The people behind addresses: those who have them now, and those who had them when the supplier was told.</summary>
internal sealed class KnownAddresses(Dictionary<string, KnownAccount> now, Dictionary<string, KnownAccount> before)
{
    /// <summary>Whoever has the address now comes first: it may have been somebody else's.</summary>
    public KnownAccount? Find(string address) => now.GetValueOrDefault(address) ?? before.GetValueOrDefault(address);

    /// <summary>A constant number of statements, however many addresses there are.</summary>
    public static async Task<KnownAddresses> ReadAsync(GetHelpDbContext db, IReadOnlyList<string> addresses, CancellationToken cancellationToken)
    {
        var renamed = await db.AccountChanges.AsNoTracking()
            .Where(c => c.Previous != null && addresses.Contains(c.Previous.Details.EmailAddress))
            .OrderBy(c => c.Id).Select(c => new { c.Previous!.Details.EmailAddress, c.UserId }).ToListAsync(cancellationToken);
        var ids = renamed.ConvertAll(change => change.UserId);
        var people = await db.Users.Include(u => u.Memberships).Where(u => addresses.Contains(u.EmailAddress) || ids.Contains(u.Id)).ToListAsync(cancellationToken);
        var last = await LastAsync(db, people.ConvertAll(person => person.Id), cancellationToken);
        var accounts = people.ToDictionary(person => person.Id, person => new KnownAccount(person, last.TryGetValue(person.Id, out var kind) ? kind : null));
        return new(
            accounts.Values.ToDictionary(account => account.Person.EmailAddress),
            renamed.GroupBy(change => change.EmailAddress).ToDictionary(group => group.Key, group => accounts[group.Last().UserId]));
    }

    private static Task<Dictionary<int, AccountChangeKind>> LastAsync(GetHelpDbContext db, List<int> people, CancellationToken cancellationToken) => db.AccountChanges
        .Where(c => people.Contains(c.UserId) && !db.AccountChanges.Any(later => later.UserId == c.UserId && later.Id > c.Id))
        .ToDictionaryAsync(c => c.UserId, c => c.Kind, cancellationToken);
}
