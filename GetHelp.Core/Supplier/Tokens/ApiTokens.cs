using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Supplier.Tokens;

/// <summary>A token as its owner sees it. The token itself is not among it: nobody has it any more.</summary>
public sealed record ApiTokenLine(int Id, string Name, DateTime CreatedAt, DateTime ExpiresAt, DateTime? LastUsedAt, DateTime? RevokedAt);

/// <summary>A token that was just made.</summary>
/// <param name="Token">Shown now and never again.</param>
public sealed record NewApiToken(string Name, string Token, DateTime ExpiresAt);

/// <summary>Somebody's system, let in by a token.</summary>
/// <param name="Sender">How support sees whose it is.</param>
public sealed record AdmittedCaller(Viewer Viewer, string Sender);

/// <summary>Makes tokens for the supplier's systems, takes them back, and says whom one lets in. Everybody sees and changes their own alone.</summary>
public sealed class ApiTokens(IDbContextFactory<GetHelpDbContext> contexts, WriteTransactions transactions, TimeProvider clock)
{
    /// <summary>How many days a token can be good for.</summary>
    public static IReadOnlyList<int> Lives { get; } = [30, 90, 365];

    /// <summary>Tells a token of ours from any other secret that is found somewhere.</summary>
    private const string Prefix = "ght_";

    private static readonly TimeSpan UseWorthKeeping = TimeSpan.FromMinutes(1);

    public Task<Result<NewApiToken>> CreateAsync(Viewer viewer, string? name, int days, CancellationToken cancellationToken = default)
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return transactions.RunAsync<NewApiToken>(
            viewer,
            async write =>
            {
                if (viewer is not { Role: Role.Supplier, UserId: { } owner })
                {
                    return new NotAllowed("make tokens");
                }

                var tidy = Reason.OneLine(name);
                if (tidy.Length is < ApiToken.NameMinLength or > ApiToken.NameMaxLength)
                {
                    return new NotATokenName();
                }

                if (!Lives.Contains(days))
                {
                    return new NoTokenLife();
                }

                if (await write.Db.ApiTokens.AnyAsync(t => t.UserId == owner && t.Name == tidy, cancellationToken))
                {
                    return new TokenNameTaken(tidy);
                }

                var expires = write.Now.AddDays(days);
                write.Db.ApiTokens.Add(new() { UserId = owner, Name = tidy, Hash = HashOf(token), CreatedAt = write.Now, ExpiresAt = expires });
                return new NewApiToken(tidy, token, expires);
            },
            cancellationToken);
    }

    /// <summary>Ends a token at once; it stays in the list.</summary>
    public Task<Result<bool>> RevokeAsync(Viewer viewer, int id, CancellationToken cancellationToken = default) =>
        ChangeAsync(viewer, id, (write, token) => token.Revoke(write.Now), cancellationToken);

    /// <summary>Ends a token at once, and forgets it.</summary>
    public Task<Result<bool>> DeleteAsync(Viewer viewer, int id, CancellationToken cancellationToken = default) =>
        ChangeAsync(viewer, id, (write, token) => write.Db.ApiTokens.Remove(token), cancellationToken);

    /// <summary>The viewer's own, newest first.</summary>
    public async Task<IReadOnlyList<ApiTokenLine>> ListAsync(Viewer viewer, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ApiTokens.AsNoTracking().Where(t => t.UserId == viewer.UserId).OrderByDescending(t => t.Id)
            .Select(t => new ApiTokenLine(t.Id, t.Name, t.CreatedAt, t.ExpiresAt, t.LastUsedAt, t.RevokedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Whom a token lets in; null when it is none of ours, has ended, or its owner is gone or no longer of the supplier.</summary>
    public async Task<AdmittedCaller?> AdmitAsync(string token, CancellationToken cancellationToken = default)
    {
        var (hash, now) = (HashOf(token), clock.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var known = await db.ApiTokens.AsNoTracking().Include(t => t.User).SingleOrDefaultAsync(t => t.Hash == hash, cancellationToken);
        if (known is null || !known.IsGood(now) || known.User is not { DeletedAt: null, Role: Role.Supplier } owner)
        {
            return null;
        }

        if (!(now - known.LastUsedAt < UseWorthKeeping))
        {
            await KeepUseAsync(known.Id, cancellationToken);
        }

        // Schools read who did something: it was the supplier, whoever there made the token.
        return new(Viewer.Supplier with { UserId = owner.Id }, $"{owner.FullName}: {known.Name}");
    }

    private Task KeepUseAsync(int id, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(
            Viewer.Service,
            async write => await write.Db.ApiTokens.Where(t => t.Id == id).ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedAt, write.Now), cancellationToken) > 0,
            cancellationToken);

    private Task<Result<bool>> ChangeAsync(Viewer viewer, int id, Action<WriteTransaction, ApiToken> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(
            viewer,
            async write =>
            {
                if (viewer.UserId is null || await write.Db.ApiTokens.SingleOrDefaultAsync(t => t.Id == id && t.UserId == viewer.UserId, cancellationToken) is not { } token)
                {
                    return new NotFound();
                }

                change(write, token);
                return true;
            },
            cancellationToken);

    private static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Too short or too long.</summary>
public sealed record NotATokenName : Refusal
{
    public override string Message => $"Enter a name of {ApiToken.NameMinLength} to {ApiToken.NameMaxLength} characters, such as the name of the system that will use it.";
}

/// <summary>The owner has another token of this name.</summary>
public sealed record TokenNameTaken(string Name) : Refusal
{
    public override string Message => $"You have a token called {Name} already. Choose another name, or delete that one first.";
}

/// <summary>Not one of <see cref="ApiTokens.Lives"/>.</summary>
public sealed record NoTokenLife : Refusal
{
    public override string Message => "Choose how long the token is good for.";
}
