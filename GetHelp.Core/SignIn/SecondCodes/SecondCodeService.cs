using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.SecondCodes;

/// <summary>A code that is awaited, as the page that asks for it shows it.</summary>
/// <param name="EmailAddress">To which it goes.</param>
public sealed record AwaitedCode(string EmailAddress, int EmailsLeft);

/// <summary>Signs in who used a link and types the code that was sent after it.</summary>
public sealed class SecondCodeService(WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts, TimeProvider clock)
{
    /// <summary>What is awaited from this browser, or why nothing is.</summary>
    public async Task<Result<AwaitedCode>> FindAsync(string? secret, CancellationToken cancellationToken = default)
    {
        if (!SignInSecret.TryParse(secret, out var known))
        {
            return new NoCodeAwaited();
        }

        var hash = known.Hash();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var way = await db.SecondCodes.AsNoTracking().Include(c => c.User).SingleOrDefaultAsync(c => c.BrowserHash == hash, cancellationToken);
        return way is null ? new NoCodeAwaited()
            : way.WhyOver(clock.GetUtcNow().UtcDateTime) is { } over ? over
            : new AwaitedCode(way.User!.EmailAddress, SecondCode.MostEmails - way.Emails);
    }

    /// <summary>Signs in with the code that was typed. A wrong one is counted.</summary>
    public async Task<Result<Viewer>> UseAsync(string? secret, string? typed, CancellationToken cancellationToken = default)
    {
        if (!OneTimeCode.TryParse(typed, out var code))
        {
            return new NotACode();
        }

        var person = await WhoAsync(secret, cancellationToken);
        if (person.Refused)
        {
            return person;
        }

        // A wrong try stays counted: so the answer is what the write brings, and the write is not refused.
        var tried = await transactions.RunAsync<Result<Viewer>>(
            person.Value,
            async write => await LockAsync(write, secret, cancellationToken) is not { } way ? Result<Viewer>.Refuse([new NoCodeAwaited()])
                : way.Try(code, write.Now) is { } whyNot ? Result<Viewer>.Refuse([whyNot])
                : (Result<Viewer>)write.SignIn(way.User!, "With a link and a code"),
            cancellationToken);
        return tried.Value;
    }

    /// <summary>Sends another e-mail. The code of the one before does not work from then on.</summary>
    public async Task<Result<AwaitedCode>> SendAgainAsync(string? secret, CancellationToken cancellationToken = default) => await transactions.RunAsync<AwaitedCode>(
        Viewer.Service,
        async write =>
        {
            if (await LockAsync(write, secret, cancellationToken) is not { } way)
            {
                return new NoCodeAwaited();
            }

            if (way.WhyNotSend(write.Now) is { } whyNot)
            {
                return whyNot;
            }

            write.SendCode(way);
            return new AwaitedCode(way.User!.EmailAddress, SecondCode.MostEmails - way.Emails);
        },
        cancellationToken);

    /// <summary>In whose name the write happens.</summary>
    private async Task<Result<Viewer>> WhoAsync(string? secret, CancellationToken cancellationToken)
    {
        if (!SignInSecret.TryParse(secret, out var known))
        {
            return new NoCodeAwaited();
        }

        var hash = known.Hash();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var user = await db.SecondCodes.AsNoTracking().Where(c => c.BrowserHash == hash).Select(c => c.User).SingleOrDefaultAsync(cancellationToken);
        return user is null ? new NoCodeAwaited() : user.AsViewer();
    }

    private static async Task<SecondCode?> LockAsync(WriteTransaction write, string? secret, CancellationToken cancellationToken)
    {
        if (!SignInSecret.TryParse(secret, out var known))
        {
            return null;
        }

        var hash = known.Hash();
        return await write.LockSecondCodeAsync(c => c.BrowserHash == hash, cancellationToken);
    }
}
