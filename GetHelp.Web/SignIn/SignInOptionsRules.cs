using GetHelp.Core.SignIn.Limits;
using GetHelp.Web.SignIn.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.SignIn;

/// <summary>Whoever may sign in at the provider alone could not sign in at all where there is none.</summary>
internal sealed class SignInOptionsRules(SignInProvider provider) : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options) => options.OpenIdConnectFor.Count == 0 || provider.IsOn
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail("SignIn:OpenIdConnectFor names who signs in at the provider, and there is none: set OpenIdConnect:Authority and what goes with it.");
}
