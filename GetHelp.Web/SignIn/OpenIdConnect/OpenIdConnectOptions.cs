using GetHelp.Web.Shell;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>The section "OpenIdConnect" of the settings: the provider at which people can sign in. Named as those of
/// Microsoft.AspNetCore.Authentication.OpenIdConnect are, which cannot be had (docs/adr/0003).</summary>
public sealed class OpenIdConnectOptions : OAuthOptions
{
    public const string Section = "OpenIdConnect";

    public OpenIdConnectOptions()
    {
        AuthorizationEndpoint = TokenEndpoint = ""; // the provider tells them
        CallbackPath = "/signin-oidc";
        UsePkce = true;
        Scope.Add("openid");
        Scope.Add("profile");
        Scope.Add("email");
        CorrelationCookie.Name = "ght-openid-";
        CorrelationCookie.SameSite = SameSiteMode.Lax; // the provider sends people back by an address, never by a form
        CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>What people call the provider: the end of "Sign in with …".</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The provider: the address that it signs with, and under which it tells where everything else of it is.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Whether the provider is asked for what the ID token does not say. Most leave the address out of that.</summary>
    public bool GetClaimsFromUserInfoEndpoint { get; set; } = true;

    /// <summary>Where the provider sends people once it has signed them out.</summary>
    public PathString SignedOutCallbackPath { get; set; } = "/signout-callback-oidc";

    /// <summary>What the provider calls what we need to know.</summary>
    public ClaimTable Claims { get; set; } = new();

    internal string MetadataAddress => $"{Authority.TrimEnd('/')}/.well-known/openid-configuration";

    /// <summary>The framework would ask for the addresses. <see cref="OpenIdConnectOptionsRules"/> asks for all else.</summary>
    public override void Validate()
    {
    }

    /// <summary>Off until something is set; half of it set is a mistake that the rules name.</summary>
    internal static bool IsConfigured(IConfiguration configuration) =>
        configuration.GetSection(Section) is var section
        && new[] { nameof(Authority), nameof(ClientId), nameof(ClientSecret) }.Any(key => !string.IsNullOrWhiteSpace(section[key]));
}

/// <summary>What a provider calls what we need to know of somebody; as the standard says, unless told otherwise.</summary>
public sealed class ClaimTable
{
    public string Subject { get; set; } = "sub";

    public string EmailAddress { get; set; } = "email";

    public string EmailVerified { get; set; } = "email_verified";

    public string Name { get; set; } = "name";

    internal IEnumerable<string> All => [Subject, EmailAddress, EmailVerified, Name];
}

/// <summary>A mistake in the settings is seen at start, not when the first person signs in.</summary>
internal sealed class OpenIdConnectOptionsRules : IValidateOptions<OpenIdConnectOptions>
{
    public ValidateOptionsResult Validate(string? name, OpenIdConnectOptions options)
    {
        var wrong = Wrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(OpenIdConnectOptions options)
    {
        if (!Uri.TryCreate(options.Authority, UriKind.Absolute, out var authority) || !authority.KeepsSecrets())
        {
            yield return "OpenIdConnect:Authority must be the https address of the provider (http only on this machine).";
        }

        if (string.IsNullOrWhiteSpace(options.ClientId))
        {
            yield return "OpenIdConnect:ClientId must be the name by which the provider knows this service.";
        }

        if (string.IsNullOrWhiteSpace(options.ClientSecret))
        {
            yield return "OpenIdConnect:ClientSecret must be the secret that goes with OpenIdConnect:ClientId.";
        }

        if (string.IsNullOrWhiteSpace(options.DisplayName))
        {
            yield return "OpenIdConnect:DisplayName must be what people call the provider: it is the end of \"Sign in with\".";
        }

        if (!options.Scope.Contains("openid"))
        {
            yield return "OpenIdConnect:Scope must name openid: without it there is no ID token.";
        }

        if (options.Claims.All.Any(string.IsNullOrWhiteSpace))
        {
            yield return "OpenIdConnect:Claims must name a claim for each of Subject, EmailAddress, EmailVerified and Name.";
        }

        if (!options.CallbackPath.HasValue || !options.SignedOutCallbackPath.HasValue || options.CallbackPath == options.SignedOutCallbackPath)
        {
            yield return "OpenIdConnect:CallbackPath and OpenIdConnect:SignedOutCallbackPath must be two paths of this service.";
        }
    }
}
