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

    public bool IsConfigured => BaseAddress is not null;

    /// <summary>An address under the base, whether or not that ends in a slash.</summary>
    public Uri At(string path) => new($"{BaseAddress!.AbsoluteUri.TrimEnd('/')}/{path}");
}

/// <summary>Half a configuration is a mistake that should be seen at start, not at the first order.</summary>
internal sealed class SupplierOptionsRules : IValidateOptions<SupplierOptions>
{
    public ValidateOptionsResult Validate(string? name, SupplierOptions options)
    {
        var wrong = Wrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(SupplierOptions options)
    {
        if (!options.IsConfigured && options.Token is null && options.EventsToken is null)
        {
            yield break;
        }

        if (options.BaseAddress is not { IsAbsoluteUri: true } address || !IsSafe(address))
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

    private static string TokenRule => $"at least {SupplierOptions.TokenMinLength} letters, digits or signs without spaces";

    /// <summary>Tokens, and the names and telephone numbers of people, do not travel in the clear.</summary>
    private static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    private static bool IsToken(string? token) =>
        token is { Length: >= SupplierOptions.TokenMinLength } && token.All(c => c is > ' ' and <= '~');
}
