using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>What came for a code.</summary>
/// <param name="Nonce">What this signing in was begun with: a token of another one does not have it.</param>
internal sealed record ReceivedTokens(string IdToken, string AccessToken, string Nonce);

/// <summary>Believes an ID token, or not: signed by the provider, for us alone, now, and for this signing in.</summary>
internal sealed class IdTokenValidator(ProviderDiscovery discovery, TimeProvider clock)
{
    /// <summary>By how much the provider's clock may differ from ours.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Signatures that only the provider can make. Not HS256: its key would be the secret that we have too, or a key that everybody may read.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    private static readonly OpenIdConnectProtocolValidator Protocol = new() { RequireStateValidation = false, RequireTimeStampInNonce = false };

    /// <returns>What the token says of its person.</returns>
    /// <exception cref="ProviderException">It is not to be believed.</exception>
    public async Task<ClaimsIdentity> ValidateAsync(ReceivedTokens received, string clientId, CancellationToken cancellationToken)
    {
        var provider = await discovery.GetAsync(cancellationToken);
        var result = await CheckAsync(received.IdToken, clientId, provider);
        if (result.Exception is SecurityTokenInvalidSignatureException)
        {
            result = await CheckAsync(received.IdToken, clientId, await discovery.GetAgainAsync(cancellationToken)); // its keys may have changed
        }

        if (!result.IsValid)
        {
            throw Refused(result.Exception);
        }

        var token = (JsonWebToken)result.SecurityToken;
        CheckParty(token, clientId);
        CheckProtocol(token, received, clientId);
        return result.ClaimsIdentity;
    }

    private Task<TokenValidationResult> CheckAsync(string idToken, string clientId, OpenIdConnectConfiguration provider) => Tokens.ValidateTokenAsync(idToken, new()
    {
        ValidIssuer = provider.Issuer,
        ValidAudience = clientId,
        IssuerSigningKeys = provider.SigningKeys,
        ValidAlgorithms = Algorithms,
        LifetimeValidator = (notBefore, expires, token, _) => IsNow(notBefore, expires, ((JsonWebToken)token).IssuedAt),
    });

    /// <summary>The library would ask the machine's clock.</summary>
    private bool IsNow(DateTime? notBefore, DateTime? expires, DateTime issued)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && issued <= now + Skew && (notBefore is not { } start || start <= now + Skew);
    }

    /// <summary>A token for others too says who asked for it, and that is us.</summary>
    private static void CheckParty(JsonWebToken token, string clientId)
    {
        if (token.Audiences.Count() > 1 && token.Azp != clientId)
        {
            throw ProviderException.NotTrusted("The ID token was refused: it is for several, and was not asked for by us");
        }
    }

    private static void CheckProtocol(JsonWebToken token, ReceivedTokens received, string clientId)
    {
        try
        {
            Protocol.ValidateTokenResponse(new()
            {
                ClientId = clientId,
                Nonce = received.Nonce,
                ValidatedIdToken = JwtSecurityTokenConverter.Convert(token),
                ProtocolMessage = new() { IdToken = received.IdToken, AccessToken = received.AccessToken },
            });
        }
        catch (OpenIdConnectProtocolException exception)
        {
            throw Refused(exception);
        }
    }

    /// <summary>The library's sentences name what stands in the token; its kinds of exception do not.</summary>
    private static ProviderException Refused(Exception exception) => ProviderException.NotTrusted($"The ID token was refused: {exception.GetType().Name}");
}
