using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.Notifications;
using GetHelp.Core.People;
using GetHelp.Core.SignIn.Sessions;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.Identities;

/// <summary>Signs in whom a provider vouches for. A person is found by the account that signed them in before; the first time, and never again, by the
/// address that the provider has made sure of. What the provider says of an address or a name changes nothing here, and nobody is created.</summary>
public sealed class ExternalSignInService(WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts)
{
    public async Task<Result<Viewer>> SignInAsync(ProviderAccount account, CancellationToken cancellationToken = default)
    {
        var person = await WhoAsync(account, cancellationToken);
        return person.Refused ? person : await transactions.RunAsync<Viewer>(
            person.Value,
            async write =>
            {
                var owner = await FindAsync(write.Db, account, cancellationToken);
                if (owner.Refused)
                {
                    return Result<Viewer>.Refuse(owner.Refusals);
                }

                if (owner.Value.IsNew)
                {
                    Join(write, owner.Value.User, account);
                }

                return write.SignIn(owner.Value.User, $"With {account.Provider}");
            },
            cancellationToken);
    }

    /// <summary>Has none of the accounts that joined sign this person in any more, and signs them out everywhere: where one was somebody else's, or they have
    /// another one now. The account that has their address joins at its next signing in. Support does this.</summary>
    /// <returns>Whether there was one.</returns>
    public Task<Result<bool>> ForgetAsync(Viewer viewer, int userId, CancellationToken cancellationToken = default) => transactions.RunAsync<bool>(
        viewer,
        async write =>
        {
            if (!viewer.IsSupport)
            {
                return new NotAllowed("change how other people sign in");
            }

            if (!await write.ForgetIdentitiesAsync(userId, cancellationToken))
            {
                return false;
            }

            await write.EndAsync(sessions => sessions.Where(s => s.UserId == userId), SessionEnd.EndedElsewhere, cancellationToken);
            write.Record(HistoryKind.IdentityForgotten, new() { PersonId = userId });
            write.Tell(Topic.Person(userId));
            return true;
        },
        cancellationToken);

    /// <summary>In whose name the write happens.</summary>
    private async Task<Result<Viewer>> WhoAsync(ProviderAccount account, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var owner = await FindAsync(db, account, cancellationToken);
        return owner.Refused ? Result<Viewer>.Refuse(owner.Refusals) : owner.Value.User.AsViewer();
    }

    private static async Task<Result<Owner>> FindAsync(GetHelpDbContext db, ProviderAccount account, CancellationToken cancellationToken)
    {
        var known = await db.ExternalIdentities.Include(i => i.User!.Memberships)
            .SingleOrDefaultAsync(i => i.Issuer == account.Issuer && i.Subject == account.Subject, cancellationToken);
        return known switch
        {
            null => await FindByAddressAsync(db, account, cancellationToken),
            { User: { DeletedAt: null } user } => new Owner(user, IsNew: false),
            _ => new AccessEnded(),
        };
    }

    private static async Task<Result<Owner>> FindByAddressAsync(GetHelpDbContext db, ProviderAccount account, CancellationToken cancellationToken)
    {
        if (account.VerifiedAddress is not { } address)
        {
            return new AddressNotVerified(account.Provider);
        }

        return await db.Users.Include(u => u.Memberships).SingleOrDefaultAsync(u => u.EmailAddress == address.Value, cancellationToken) switch
        {
            null => new PersonNotKnown(account.Provider),
            { DeletedAt: not null } => new AccessEnded(),
            var user => await MayJoinAsync(db, user, account, cancellationToken),
        };
    }

    private static async Task<Result<Owner>> MayJoinAsync(GetHelpDbContext db, User user, ProviderAccount account, CancellationToken cancellationToken) =>
        await db.ExternalIdentities.Where(i => i.UserId == user.Id && i.Issuer == account.Issuer).Select(i => i.Subject).SingleOrDefaultAsync(cancellationToken) switch
        {
            null => new Owner(user, IsNew: true),
            var subject when subject == account.Subject => new Owner(user, IsNew: false), // it joined a moment ago, in another tab
            _ => new AnotherAccountJoined(account.Provider),
        };

    /// <summary>From now on this account is theirs. Of two that are at it at once the database lets one in, and the other is decided again.</summary>
    private static void Join(WriteTransaction write, User user, ProviderAccount account)
    {
        write.Db.ExternalIdentities.Add(new() { UserId = user.Id, Issuer = account.Issuer, Subject = account.Subject, JoinedAt = write.Now });
        write.Record(HistoryKind.IdentityJoined, detail: account.Provider);
        var letter = new IdentityJoinedLetter(new(user.FullName, user.EmailAddress), account.Provider, account.NameInALine);
        write.Email(letter, $"email.identity-joined-{Guid.NewGuid():N}");
    }

    /// <param name="IsNew">Found by their address: the account has never signed them in.</param>
    private sealed record Owner(User User, bool IsNew);
}
