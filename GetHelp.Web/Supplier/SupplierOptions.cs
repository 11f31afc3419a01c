using GetHelp.Web.Shell;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier;

/// <summary>The section "Supplier" of the settings. Empty, orders wait in the outbox until it is filled in.</summary>
public sealed class SupplierOptions
{
    public const string Section = "Supplier";

    public const int TokenMinLength = 20;

    /// <summary>Where the supplier takes orders: they are posted to "orders" under this.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>The bearer token by which the supplier knows us.</summary>
    public string? Token { get; set; }

    /// <summary>The bearer token by which we know the supplier when it tells what became of an order.</summary>
    public string? EventsToken { get; set; }

    /// <summary>Where the supplier takes cap updates; null and they wait in the outbox.</summary>
    public Uri? CapsAddress { get; set; }

    /// <summary>The user and password (Basic authentication) by which the supplier knows us there.</summary>
    public string? CapsUser { get; set; }

    /// <inheritdoc cref="CapsUser"/>
    public string? CapsPassword { get; set; }

    /// <summary>Where the supplier takes who is to have an account in its shop; null and changes wait in the outbox.</summary>
    public Uri? AccountsAddress { get; set; }

    /// <inheritdoc cref="CapsUser"/>
    public string? AccountsUser { get; set; }

    /// <inheritdoc cref="CapsUser"/>
    public string? AccountsPassword { get; set; }

    /// <summary>The largest cap usage message that is read.</summary>
    public int UsageMaxBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>How many cap usage messages one address may send in a second.</summary>
    public int UsageRequestsPerSecond { get; set; } = 4;

    public bool IsConfigured => BaseAddress is not null;

    /// <summary>An address under the base, whether or not that ends in a slash.</summary>
    public Uri At(string path) => new($"{BaseAddress!.AbsoluteUri.TrimEnd('/')}/{path}");
}

/// <summary>Half a configuration is a mistake that should be seen at start, not at the first order.</summary>
internal sealed class SupplierOptionsRules : IValidateOptions<SupplierOptions>
{
    public ValidateOptionsResult Validate(string? name, SupplierOptions options)
    {
        var wrong = Wrong(options)
            .Concat(WrongOf("Caps", "cap updates", options.CapsAddress, options.CapsUser, options.CapsPassword))
            .Concat(WrongOf("Accounts", "user accounts", options.AccountsAddress, options.AccountsUser, options.AccountsPassword))
            .ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(SupplierOptions options)
    {
        if (!options.IsConfigured && options.Token is null && options.EventsToken is null)
        {
            yield break;
        }

        if (options.BaseAddress?.KeepsSecrets() is not true)
        {
            yield return "Supplier:BaseAddress must be the https address under which the supplier takes orders (http only on this machine).";
        }

        if (!IsToken(options.Token))
        {
            yield return $"Supplier:Token must be the token by which the supplier knows us: {TokenRule}.";
        }

        if (!IsToken(options.EventsToken))
        {
            yield return $"Supplier:EventsToken must be the token that the supplier sends with its order events: {TokenRule}.";
        }
        else if (options.EventsToken == options.Token)
        {
            yield return "Supplier:EventsToken must differ from Supplier:Token: each side keeps a secret of its own.";
        }
    }

    /// <summary>An address to which something is posted with a user and a password (Basic authentication).</summary>
    /// <param name="name">How the three settings begin.</param>
    private static IEnumerable<string> WrongOf(string name, string taken, Uri? where, string? user, string? password)
    {
        if (where is null && user is null && password is null)
        {
            yield break;
        }

        if (where?.KeepsSecrets() is not true)
        {
            yield return $"Supplier:{name}Address must be the https address at which the supplier takes {taken} (http only on this machine).";
        }

        if (string.IsNullOrWhiteSpace(user) || user.Contains(':', StringComparison.Ordinal))
        {
            yield return $"Supplier:{name}User must be the user by which the supplier knows us there, without a colon.";
        }

        if (string.IsNullOrWhiteSpace(password))
        {
            yield return $"Supplier:{name}Password must be the password that goes with Supplier:{name}User.";
        }
    }

    private static string TokenRule => $"at least {SupplierOptions.TokenMinLength} letters, digits or signs without spaces";

    private static bool IsToken(string? token) =>
        token is { Length: >= SupplierOptions.TokenMinLength } && token.All(c => c is > ' ' and <= '~');
}
