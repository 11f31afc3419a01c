using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn;

/// <summary>Signs people in by a link sent to their address: asked for, looked at (mail scanners do that too), and used once.</summary>
public sealed class SignInService(WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts, TimeProvider clock)
{
    /// <summary>Has a link sent to the person with this address, or says why not. The link comes into being when it is sent.</summary>
    /// <param name="returnUrl">The page that the person wanted; the link takes them there.</param>
    public async Task<Result<EmailAddress>> RequestLinkAsync(string? emailAddress, string? returnUrl = null, CancellationToken cancellationToken = default)
    {
        if (!EmailAddress.TryParse(emailAddress, out var address))
        {
            return new NotAnEmailAddress();
        }

        return await transactions.RunAsync<EmailAddress>(
            Viewer.Service,
            async write =>
            {
                var user = await write.Db.Users.SingleOrDefaultAsync(u => u.EmailAddress == address.Value && u.DeletedAt == null, cancellationToken);
                if (user is null)
                {
                    return new EmailNotRecognised(address.Value);
                }

                var link = new MagicLink { UserId = user.Id, RequestedAt = write.Now };
                write.Db.MagicLinks.Add(link);
                await write.Db.SaveChangesAsync(cancellationToken);
                write.Send(SignInLinkMessage.Kind, new SignInLinkMessage(link.Id, returnUrl), $"{SignInLinkMessage.Kind}-{link.Id}");
                return address;
            },
            cancellationToken);
    }

    /// <summary>Whom a link would sign in, or why it would not. Using nothing up, it can be asked by a machine that follows every link.</summary>
    public async Task<Result<Viewer>> CheckLinkAsync(string? secret, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var link = await FindAsync(db, secret, clock.GetUtcNow().UtcDateTime, cancellationToken);
        return link.Refused ? Result<Viewer>.Refuse(link.Refusals) : link.Value.User!.AsViewer();
    }

    /// <summary>Uses a link up and says who has signed in. Of two uses at once one is refused.</summary>
    public async Task<Result<Viewer>> UseLinkAsync(string? secret, CancellationToken cancellationToken = default)
    {
        var person = await CheckLinkAsync(secret, cancellationToken);
        return person.Refused ? person : await transactions.RunAsync<Viewer>(
            person.Value,
            async write =>
            {
                var link = await FindAsync(write.Db, secret, write.Now, cancellationToken);
                if (link.Refused)
                {
                    return Result<Viewer>.Refuse(link.Refusals);
                }

                return write.SignIn(link.Value.Use(write.Now));
            },
            cancellationToken);
    }

    /// <summary>The link with this secret, if it signs in now.</summary>
    private static async Task<Result<MagicLink>> FindAsync(GetHelpDbContext db, string? text, DateTime now, CancellationToken cancellationToken)
    {
        if (!LinkSecret.TryParse(text, out var secret))
        {
            return new LinkNotRecognised();
        }

        var hash = secret.Hash();
        var link = await db.MagicLinks.Include(l => l.User!.Memberships).SingleOrDefaultAsync(l => l.SecretHash == hash, cancellationToken);
        return link is null ? new LinkNotRecognised()
            : link.WhyNot(now) is { } whyNot ? whyNot
            : link;
    }
}
