using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using GetHelp.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>OpenID Connect on the framework's handler of OAuth, which brings the code flow, state, the cookie that ties it to one browser, and PKCE. Added
/// here: the provider tells its addresses itself, a nonce, the ID token, and what the provider knows beyond it (docs/adr/0003).</summary>
internal sealed class OpenIdConnectHandler(
    IOptionsMonitor<OpenIdConnectOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    ProviderDiscovery discovery,
    ProviderBackchannel backchannel,
    IdTokenValidator validator,
    IOptions<SiteOptions> site) : OAuthHandler<OpenIdConnectOptions>(options, logger, encoder)
{
    /// <summary>The name of the ID token among what came of a signing in.</summary>
    public const string IdToken = "id_token";

    private const string NonceKey = ".nonce";

    private OpenIdConnectConfiguration? provider;

    private OpenIdConnectConfiguration Provider => provider!;

    /// <summary>The address of ours at which the provider knows us, whatever name a request came under.</summary>
    private string RedirectUri => new Uri(site.Value.BaseAddress, Options.CallbackPath.Value).AbsoluteUri;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            provider = await discovery.GetAsync(Context.RequestAborted);
        }
        catch (ProviderException exception)
        {
            await Events.RemoteFailure(new(Context, Scheme, Options, exception) { Properties = properties });
            return;
        }

        properties.Items[NonceKey] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32)); // in the state, which is encrypted and used once
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var question = QueryHelpers.ParseQuery(base.BuildChallengeUrl(properties, RedirectUri));
        question["nonce"] = properties.Items[NonceKey];
        return QueryHelpers.AddQueryString(Provider.AuthorizationEndpoint, question);
    }

    /// <summary>What the provider says of a failure stays out of it: anybody can write that into an address.</summary>
    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        try
        {
            return Request.Query["error"].Count > 0 ? throw Refused(Request.Query["error"]!) : await base.HandleRemoteAuthenticateAsync();
        }
        catch (ProviderException exception)
        {
            return HandleRequestResult.Fail(exception, Options.StateDataFormat.Unprotect(Request.Query["state"]));
        }
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        provider = await discovery.GetAsync(Context.RequestAborted);
        CheckIssuer();
        context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var verifier);
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = Options.ClientId,
            ["client_secret"] = Options.ClientSecret,
            ["code"] = context.Code,
            ["redirect_uri"] = RedirectUri,
            [OAuthConstants.CodeVerifierKey] = verifier ?? "",
        };
        return OAuthTokenResponse.Success(await backchannel.RedeemAsync(Provider.TokenEndpoint, form, Context.RequestAborted));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var received = new ReceivedTokens(
            tokens.Response!.RootElement.GetString(IdToken) ?? throw ProviderException.NotTrusted("The provider sent no ID token"),
            tokens.AccessToken!,
            properties.Items.TryGetValue(NonceKey, out var nonce) ? nonce ?? "" : "");
        var person = await validator.ValidateAsync(received, Options.ClientId, Context.RequestAborted);
        await AddUserInfoAsync(person, received.AccessToken);
        properties.StoreTokens([new() { Name = IdToken, Value = received.IdToken }]);
        return new(new ClaimsPrincipal(person), properties, Scheme.Name);
    }

    /// <summary>Where the answer says who answers (RFC 9207), it is the provider that was asked.</summary>
    private void CheckIssuer()
    {
        if (Request.Query["iss"] is [{ } said, ..] && said != Provider.Issuer)
        {
            throw ProviderException.NotTrusted("The answer came from another provider than the one that was asked");
        }
    }

    /// <summary>What the ID token says is signed and stands; this fills in what it leaves out, of the same person and of nobody else.</summary>
    private async Task AddUserInfoAsync(ClaimsIdentity person, string accessToken)
    {
        if (!Options.GetClaimsFromUserInfoEndpoint || string.IsNullOrEmpty(Provider.UserInfoEndpoint) || Options.Claims.All.All(claim => person.HasClaim(c => c.Type == claim)))
        {
            return;
        }

        using var known = await backchannel.GetUserInfoAsync(Provider.UserInfoEndpoint, accessToken, Context.RequestAborted);
        var subject = person.FindFirst(JwtRegisteredClaimNames.Sub)!;
        if (known.RootElement.GetString(JwtRegisteredClaimNames.Sub) != subject.Value)
        {
            throw ProviderException.NotTrusted("The user info is somebody else's");
        }

        foreach (var (claim, value) in Options.Claims.All.Select(claim => (claim, Text(known.RootElement, claim))))
        {
            if (value is not null && !person.HasClaim(c => c.Type == claim))
            {
                person.AddClaim(new(claim, value, ClaimValueTypes.String, subject.Issuer));
            }
        }
    }

    private static string? Text(JsonElement known, string claim) =>
        known.TryGetProperty(claim, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;

    private static ProviderException Refused(string error) => error switch
    {
        "access_denied" or "login_required" or "consent_required" or "interaction_required" => new(WhyNotSignedIn.Denied, "The provider says that this was not allowed"),
        "server_error" or "temporarily_unavailable" => new(WhyNotSignedIn.Unavailable, "The provider says that it is unwell"),
        _ => ProviderException.NotTrusted("The provider says that what it was asked is wrong"),
    };
}
