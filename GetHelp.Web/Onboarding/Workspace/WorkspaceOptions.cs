using Microsoft.Extensions.Options;

namespace GetHelp.Web.Onboarding.Workspace;

/// <summary>The section "GoogleWorkspace" of the settings.</summary>
public sealed class WorkspaceOptions
{
    public const string Section = "GoogleWorkspace";

    /// <summary>Stands in the address for the domain that is asked about.</summary>
    public const string Placeholder = "{domain}";

    /// <summary>Where Google shows the sign-in page of a domain. Empty, and no domain can be checked: answers are kept unchecked.</summary>
    public string Address { get; set; } = $"https://www.google.com/a/{Placeholder}/ServiceLogin";

    /// <summary>What the title of that page begins with when Google signs in for the domain itself.</summary>
    public string SignInTitle { get; set; } = "Sign in";

    public bool IsConfigured => Address.Length > 0;

    public Uri Of(string domain) => new(Address.Replace(Placeholder, Uri.EscapeDataString(domain), StringComparison.Ordinal));
}

internal sealed class WorkspaceOptionsRules : IValidateOptions<WorkspaceOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkspaceOptions options) => !options.IsConfigured || IsAddress(options)
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"GoogleWorkspace:Address must be an http or https address with {WorkspaceOptions.Placeholder} in its path, or empty.");

    private static bool IsAddress(WorkspaceOptions options) =>
        options.Address.Contains(WorkspaceOptions.Placeholder, StringComparison.Ordinal)
        && Uri.TryCreate(options.Address.Replace(WorkspaceOptions.Placeholder, "example.org", StringComparison.Ordinal), UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && !address.Host.Contains("example.org", StringComparison.Ordinal);
}
