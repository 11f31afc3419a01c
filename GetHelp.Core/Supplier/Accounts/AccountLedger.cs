using GetHelp.Core.Data;
using GetHelp.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>Keeps the user ledger: after each write it looks at the people whom the write concerns, and adds what the supplier is to be told of them.
/// One change at most for each person and write, however many things the write did (spec 08 D3).</summary>
public sealed class AccountLedger : IBeforeCommit
{
    public async Task FollowAsync(WriteTransaction write, CancellationToken cancellationToken)
    {
        if (!write.Accounts.Any || await write.Accounts.UserIdsAsync(write.Db, cancellationToken) is not { Count: > 0 } people)
        {
            return;
        }

        await HoldAsync(write.Db, people, cancellationToken);
        var last = await LastAsync(write.Db, people, cancellationToken);
        var holders = await AccountHolders.ReadAsync(write.Db, people, cancellationToken);
        var changes = holders.Select(person => Change(write.Now, person.UserId, person.Holder, last.GetValueOrDefault(person.UserId))).OfType<AccountChange>().ToList();
        if (changes.Count > 0)
        {
            await KeepAsync(write, changes, last, cancellationToken);
        }
    }

    /// <summary>Two writes that concern one person are decided one after the other. SQLite holds the whole database already.</summary>
    internal static async Task HoldAsync(GetHelpDbContext db, IReadOnlyCollection<int> people, CancellationToken cancellationToken)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"""SELECT 1 FROM "Users" WHERE "Id" = ANY({people.ToArray()}) ORDER BY "Id" FOR NO KEY UPDATE""", cancellationToken);
        }
    }

    private static Task<Dictionary<int, AccountChange>> LastAsync(GetHelpDbContext db, IReadOnlyCollection<int> people, CancellationToken cancellationToken) => db.AccountChanges.AsNoTracking()
        .Where(c => people.Contains(c.UserId) && !db.AccountChanges.Any(later => later.UserId == c.UserId && later.Id > c.Id))
        .ToDictionaryAsync(c => c.UserId, cancellationToken);

    /// <summary>Null when there is nothing to tell of a person.</summary>
    private static AccountChange? Change(DateTime now, int userId, AccountHolder holder, AccountChange? last)
    {
        var told = last is null ? null : new AccountTold(last.Kind, last.Details);
        return AccountRule.Decide(told, holder) is { } kind
            ? new() { UserId = userId, Kind = kind, At = now, Details = AccountRule.DetailsOf(kind, told, holder), PreviousId = last?.Id }
            : null;
    }

    /// <summary>A person's changes leave one after the other: one leaves now where none before it waits. Whoever sends that one lets it go.</summary>
    private static async Task KeepAsync(WriteTransaction write, List<AccountChange> changes, Dictionary<int, AccountChange> last, CancellationToken cancellationToken)
    {
        write.Db.AccountChanges.AddRange(changes);
        await write.Db.SaveChangesAsync(cancellationToken); // gives them their numbers
        foreach (var change in changes.Where(change => last.GetValueOrDefault(change.UserId) is null or { SentAt: not null }))
        {
            write.Send(AccountChanged.Kind, new AccountChanged(change.Id), AccountChanged.Key(change.Id));
        }

        write.Tell(Topic.Accounts);
        await write.Db.SaveChangesAsync(cancellationToken);
    }
}
