using System.Security.Cryptography;
using System.Text;
using GetHelp.Core.Data;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GetHelp.Core.SignIn.Limits;

/// <summary>Counts who asks for links and who tries them, and says when it is enough. Counted in the database, each in one statement, so that web
/// nodes share it and no restart forgets it.</summary>
public sealed class SignInLimits(
    WriteTransactions transactions, IDbContextFactory<GetHelpDbContext> contexts, ILimitKey key, IOptions<SignInOptions> options, TimeProvider clock)
{
    /// <summary>It begins with the first time: so within any hour it can be twice what the settings say, and never more.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Counts that a link was asked for, and says when that is one too many. The client is counted first: who asks too often uses up
    /// nobody's address.</summary>
    /// <param name="write">It has to be committed, whatever this answers.</param>
    /// <param name="client">Null where nobody is counted.</param>
    internal async Task<TooMany?> CountLinkAsync(WriteTransaction write, EmailAddress address, ClientAddress? client, CancellationToken cancellationToken)
    {
        if (client is not { } from)
        {
            return null;
        }

        var byClient = await CountAsync(write, Limit.LinksByClient, from.Reveal(), cancellationToken);
        if (byClient.Count > options.Value.LinksPerClient)
        {
            return new TooManyLinksFromHere(byClient.EndsAt);
        }

        var toAddress = await CountAsync(write, Limit.LinksToAddress, address.Value, cancellationToken);
        return toAddress.Count > options.Value.LinksPerAddress ? new TooManyLinksToAddress(toAddress.EndsAt, options.Value.LinksPerAddress) : null;
    }

    /// <summary>Whether a client is still told that an address is nobody's: not once it has asked for several, which is how one finds out whose there are.</summary>
    internal async Task<bool> TellsAsync(WriteTransaction write, ClientAddress? client, CancellationToken cancellationToken)
    {
        if (client is not { } from)
        {
            return true;
        }

        var hash = Hash(Limit.UnknownAddressesOfClient, from.Reveal());
        var unknown = await write.Db.FindCountAsync(Limit.UnknownAddressesOfClient, hash, write.Now, cancellationToken);
        return (unknown?.Count ?? 0) < options.Value.UnknownAddressesTold;
    }

    /// <summary>Counts that an address is nobody's. The same one again is not another one.</summary>
    internal async Task CountUnknownAsync(WriteTransaction write, EmailAddress address, ClientAddress? client, CancellationToken cancellationToken)
    {
        if (client is { } from && await CountAsync(write, Limit.UnknownAddress, $"{from.Reveal()} {address.Value}", cancellationToken) is { Count: 1 })
        {
            await CountAsync(write, Limit.UnknownAddressesOfClient, from.Reveal(), cancellationToken);
        }
    }

    /// <summary>Whether this client has tried so many secrets that it may try no more for now.</summary>
    internal async Task<TooMany?> WhyNotTryAsync(ClientAddress? client, CancellationToken cancellationToken)
    {
        if (client is not { } from)
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var hash = Hash(Limit.WrongLinksByClient, from.Reveal());
        var wrong = await db.FindCountAsync(Limit.WrongLinksByClient, hash, clock.GetUtcNow().UtcDateTime, cancellationToken);
        return wrong?.Count >= options.Value.WrongLinksPerClient ? new TooManyWrongLinks(wrong.EndsAt) : null;
    }

    /// <summary>Counts that a secret was none of ours.</summary>
    internal Task CountWrongLinkAsync(ClientAddress? client, CancellationToken cancellationToken) => client is not { } from ? Task.CompletedTask : transactions.RunAsync<Counted>(
        Viewer.Service,
        async write => await CountAsync(write, Limit.WrongLinksByClient, from.Reveal(), cancellationToken),
        cancellationToken);

    private Task<Counted> CountAsync(WriteTransaction write, Limit limit, string who, CancellationToken cancellationToken) =>
        write.CountAsync(limit, Hash(limit, who), Window, cancellationToken);

    /// <summary>The same address under another limit is another hash: counts tell nothing of each other.</summary>
    private byte[] Hash(Limit limit, string who) => HMACSHA256.HashData(key.Key.Span, Encoding.UTF8.GetBytes($"{limit} {who}"));
}
