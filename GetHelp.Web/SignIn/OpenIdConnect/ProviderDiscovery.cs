using GetHelp.Web.Shell;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>What the provider tells of itself, read when it is first needed and twice a day. The library's own ConfigurationManager reads again in the
/// background, and so turns away the first person who comes after the provider has changed its keys (docs/adr/0003).</summary>
internal sealed class ProviderDiscovery(IOptionsMonitor<OpenIdConnectOptions> options, ProviderBackchannel backchannel, TimeProvider clock, ILogger<ProviderDiscovery> log) : IDisposable
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);

    /// <summary>A token with a key that there never was must not have the provider asked at each signing in.</summary>
    public static readonly TimeSpan AskedAgainAfter = TimeSpan.FromMinutes(1);

    /// <summary>So long whoever comes after a failure is told of it at once, and does not wait behind all who came before.</summary>
    public static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turn = new(1);
    private Known? known;
    private Failure? failure;

    /// <exception cref="ProviderException">The provider could not be asked, and never was.</exception>
    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken) =>
        known is { } fresh && Age(fresh) < KeptFor ? fresh.Provider : (await ReadAsync(KeptFor, cancellationToken)).Provider;

    /// <summary>As the provider is now, for whoever met a key that is not among those known; the same as before where that was asked a moment ago.</summary>
    public async Task<OpenIdConnectConfiguration> GetAgainAsync(CancellationToken cancellationToken) => (await ReadAsync(AskedAgainAfter, cancellationToken)).Provider;

    public void Dispose() => turn.Dispose();

    /// <summary>One asks, and those who waited meanwhile take what came.</summary>
    private async Task<Known> ReadAsync(TimeSpan oldest, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (known is null && failure is { } last && clock.GetUtcNow() - last.At < LeftAlone)
            {
                throw new ProviderException(last.Why.Why, last.Why.Message);
            }

            if (known is null || (Age(known) >= oldest && clock.GetUtcNow() - known.TriedAt >= AskedAgainAfter))
            {
                known = await AskAsync(cancellationToken);
            }

            return known;
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Known> AskAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        try
        {
            var settings = options.Get(OpenIdConnectServices.Scheme);
            var provider = await OpenIdConnectConfigurationRetriever.GetAsync(settings.MetadataAddress, backchannel, cancellationToken);
            return WhyNot(provider, settings) is { } whyNot ? throw ProviderException.NotTrusted(whyNot) : new(provider, now, now);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var why = Why(exception);
            if (known is { } old)
            {
                log.LogWarning(why, "The provider could not be asked about itself; what it told at {ReadAt:u} is used on", old.ReadAt);
                return old with { TriedAt = now };
            }

            failure = new(why, clock.GetUtcNow());
            throw why;
        }
    }

    /// <summary>The library wraps what went wrong while it read.</summary>
    private static ProviderException Why(Exception exception) => exception as ProviderException ?? exception.InnerException as ProviderException
        ?? ProviderException.NotTrusted("What the provider tells of itself cannot be read", exception);

    private TimeSpan Age(Known what) => clock.GetUtcNow() - what.ReadAt;

    /// <summary>What would let somebody else answer in the provider's place.</summary>
    private static string? WhyNot(OpenIdConnectConfiguration provider, OpenIdConnectOptions settings) => provider switch
    {
        _ when provider.Issuer?.TrimEnd('/') != settings.Authority.TrimEnd('/') => "The provider says that it is another one than OpenIdConnect:Authority",
        _ when !IsSafe(provider.AuthorizationEndpoint) || !IsSafe(provider.TokenEndpoint) || !IsSafe(provider.JwksUri) => "The provider does not tell safe addresses to sign in at, to get tokens from and to read its keys at",
        _ when !IsSafeOrNone(provider.UserInfoEndpoint) || !IsSafeOrNone(provider.EndSessionEndpoint) => "The provider does not tell safe addresses to ask about people at and to sign out at",
        _ when provider.SigningKeys.Count == 0 => "The provider tells no key with which it signs",
        _ => null,
    };

    private static bool IsSafeOrNone(string? address) => string.IsNullOrEmpty(address) || IsSafe(address);

    private static bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.KeepsSecrets();

    private sealed record Failure(ProviderException Why, DateTimeOffset At);

    /// <param name="TriedAt">When it was last asked for, which may have been in vain.</param>
    private sealed record Known(OpenIdConnectConfiguration Provider, DateTimeOffset ReadAt, DateTimeOffset TriedAt);
}
