using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.Outbox;
using GetHelp.Core.People;
using GetHelp.Core.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Accounts;

/// <summary>An outbox message: this line of the ledger is to be sent.</summary>
public sealed record AccountChanged(long Id)
{
    /// <summary>The kind of outbox message that carries one.</summary>
    public const string Kind = "supplier.account";

    public static string Key(long id) => $"account-{id}";
}

/// <summary>Sends account changes to the supplier: each one itself, and those of one person in their order, because the next leaves only when the
/// one before it was taken. (The original sent whatever was newest, so that changes in between were lost and the last was told several times.)</summary>
public sealed class AccountSender(IAccountReceiver supplier, IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions) : IOutboxSender
{
    public string Kind => AccountChanged.Kind;

    public async Task SendAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (await FindAsync(message.Content<AccountChanged>().Id, cancellationToken) is not { SentAt: null } change)
        {
            return; // sent by somebody who could not say so in time
        }

        if (!supplier.IsConfigured)
        {
            throw new NotSentException("It is not known where the supplier takes accounts: they wait until Supplier:AccountsAddress, Supplier:AccountsUser and Supplier:AccountsPassword are set.");
        }

        var answer = await supplier.SendAsync(AccountJson.Write(change), cancellationToken);
        var reply = AccountReply.Of(answer.Status, answer.Body);
        if (!reply.HasIt)
        {
            throw new NotSentException($"The supplier did not take the account: {reply.Said}") { RetryAfter = answer.RetryAfter };
        }

        await KeepAsync(change, answer.TransactionId, cancellationToken);
    }

    private async Task<AccountChange?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.AccountChanges.AsNoTracking().Include(c => c.Previous).SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
    }

    /// <summary>Keeps that it was taken, and lets the person's next change go. The person is held, so no change is added between the two.</summary>
    private Task KeepAsync(AccountChange sent, string? transactionId, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(
            Viewer.Service,
            async write =>
            {
                await AccountLedger.HoldAsync(write.Db, [sent.UserId], cancellationToken);
                var waiting = await write.Db.AccountChanges.Where(c => c.UserId == sent.UserId && c.SentAt == null && c.Id >= sent.Id).OrderBy(c => c.Id).Take(2).ToListAsync(cancellationToken);
                if (waiting is not [var change, .. var others] || change.Id != sent.Id)
                {
                    return false; // somebody else has kept it
                }

                change.Sent(write.Now, transactionId);
                await write.ForgetErasedAsync(change, cancellationToken);
                foreach (var next in others)
                {
                    write.Send(AccountChanged.Kind, new AccountChanged(next.Id), AccountChanged.Key(next.Id));
                }

                write.Tell(Topic.Accounts);
                return true;
            },
            cancellationToken);
}
