using GetHelp.Core.Data;
using GetHelp.Core.People;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Core.SignIn.SecondCodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.SignIn;

/// <summary>Signs people in by a link sent to their address: asked for, looked at (mail scanners do that too), and used once.</summary>
public sealed class SignInService(
    WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts, SignInLimits limits, IOptions<SignInOptions> options, TimeProvider clock)
{
    /// <summary>Has a link sent to the person with this address, or says why not. The link comes into being when it is sent.</summary>
    public async Task<Result<LinkAsked>> RequestLinkAsync(LinkRequest asked, CancellationToken cancellationToken = default)
    {
        if (!EmailAddress.TryParse(asked.EmailAddress, out var address))
        {
            return new NotAnEmailAddress();
        }

        // What was counted stays, whatever the answer is: so the answer is what the write brings, and the write is not refused.
        var written = await transactions.RunAsync<Result<LinkAsked>>(
            Viewer.Service, async write => await AskAsync(write, address, asked, cancellationToken), cancellationToken);
        return written.Value;
    }

    /// <summary>Whom a link would sign in, or why it would not. Using nothing up, it can be asked by a machine that follows every link.</summary>
    public async Task<Result<OpenedLink>> CheckLinkAsync(LinkAttempt attempt, CancellationToken cancellationToken = default)
    {
        if (await limits.WhyNotTryAsync(attempt.Client, cancellationToken) is { } enough)
        {
            return enough;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var link = await FindAsync(db, attempt, clock.GetUtcNow().UtcDateTime, cancellationToken);
        if (link.Refusals is [LinkNotRecognised] && SignInSecret.TryParse(attempt.Secret, out _))
        {
            await limits.CountWrongLinkAsync(attempt.Client, cancellationToken);
        }

        return link.Refused ? Result<OpenedLink>.Refuse(link.Refusals) : new OpenedLink
        {
            Id = link.Value.Id,
            Person = link.Value.User!.AsViewer(),
            RequestedAt = link.Value.RequestedAt,
            AskedForElsewhere = !link.Value.WasAskedForIn(attempt.Browser),
        };
    }

    /// <summary>Uses a link up and says who has signed in, or who has still to type a code. Of two uses at once one is refused.</summary>
    public async Task<Result<UsedLink>> UseLinkAsync(LinkAttempt attempt, CancellationToken cancellationToken = default)
    {
        var opened = await CheckLinkAsync(attempt, cancellationToken);
        return opened.Refused ? Result<UsedLink>.Refuse(opened.Refusals)
            : attempt.Seen is { } seen && seen != opened.Value.Id ? new AnotherLinkOpened()
            : opened.Value.AskedForElsewhere && !attempt.SaysWhoAsked ? new NotSaidWhoAsked()
            : await transactions.RunAsync<UsedLink>(opened.Value.Person, write => UseAsync(write, attempt, cancellationToken), cancellationToken);
    }

    private async Task<Result<LinkAsked>> AskAsync(WriteTransaction write, EmailAddress address, LinkRequest asked, CancellationToken cancellationToken)
    {
        if (await limits.CountLinkAsync(write, address, asked.Client, cancellationToken) is { } enough)
        {
            return enough;
        }

        var tells = await limits.TellsAsync(write, asked.Client, cancellationToken);
        if (await write.Db.Users.SingleOrDefaultAsync(u => u.EmailAddress == address.Value && u.DeletedAt == null, cancellationToken) is { } user)
        {
            await SendAsync(write, user, asked, cancellationToken);
            return new LinkAsked(address, IsSent: tells);
        }

        await limits.CountUnknownAsync(write, address, asked.Client, cancellationToken);
        if (tells)
        {
            return new EmailNotRecognised(address.Value);
        }

        SendNothing(write, asked);
        return new LinkAsked(address, IsSent: false);
    }

    private static async Task SendAsync(WriteTransaction write, User user, LinkRequest asked, CancellationToken cancellationToken)
    {
        var link = new MagicLink { UserId = user.Id, RequestedAt = write.Now, BrowserHash = asked.Browser?.Hash() };
        write.Db.MagicLinks.Add(link);
        await write.Db.SaveChangesAsync(cancellationToken);
        write.Send(SignInLinkMessage.Kind, new SignInLinkMessage(link.Id, asked.ReturnUrl), $"{SignInLinkMessage.Kind}-{link.Id}");
    }

    /// <summary>A message about no link, of which nothing comes: how long an answer takes must not say what it does not.</summary>
    private static void SendNothing(WriteTransaction write, LinkRequest asked) =>
        write.Send(SignInLinkMessage.Kind, new SignInLinkMessage(SignInLinkMessage.NoLink, asked.ReturnUrl), $"{SignInLinkMessage.Kind}-none-{Guid.NewGuid()}");

    private async Task<Result<UsedLink>> UseAsync(WriteTransaction write, LinkAttempt attempt, CancellationToken cancellationToken)
    {
        var link = await FindAsync(write.Db, attempt, write.Now, cancellationToken);
        if (link.Refused)
        {
            return Result<UsedLink>.Refuse(link.Refusals);
        }

        var user = link.Value.Use(write.Now);
        return options.Value.AsksForCode(user.Role)
            ? new UsedLink(user.AsViewer(), await write.AwaitCodeAsync(user, cancellationToken))
            : new UsedLink(write.SignIn(user), Code: null);
    }

    /// <summary>The link with this secret, if it signs in now.</summary>
    private async Task<Result<MagicLink>> FindAsync(GetHelpDbContext db, LinkAttempt attempt, DateTime now, CancellationToken cancellationToken)
    {
        if (!SignInSecret.TryParse(attempt.Secret, out var secret))
        {
            return new LinkNotRecognised();
        }

        var hash = secret.Hash();
        var link = await db.MagicLinks.Include(l => l.User!.Memberships).SingleOrDefaultAsync(l => l.SecretHash == hash, cancellationToken);
        return link is null ? new LinkNotRecognised()
            : link.WhyNot(now) is { } whyNot ? whyNot
            : options.Value.AsksForProvider(link.User!.Role) ? new LinkNotEnough()
            : link;
    }
}
