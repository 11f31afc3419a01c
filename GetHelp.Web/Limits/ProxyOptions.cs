using System.Net;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Limits;

/// <summary>The section "Proxy" of the settings.</summary>
public sealed class ProxyOptions
{
    public const string Section = "Proxy";

    private static readonly string[] ThisMachine = ["127.0.0.0/8", "::1"];

    /// <summary>The proxies whose word is taken for where a request comes from: addresses, or networks as 10.0.0.0/8. Where none is named, those on this
    /// machine. Of anybody else X-Forwarded-For is not read: everybody can write it.</summary>
    public string[]? Known { get; set; }

    /// <exception cref="FormatException">Something is neither an address nor a network.</exception>
    public IEnumerable<IPNetwork> Networks => (Known ?? ThisMachine).Select(text => TryParse(text, out var network) ? network : throw new FormatException($"{text} is no network."));

    internal static bool TryParse(string text, out IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return IPNetwork.TryParse(text, out network);
    }
}

internal sealed class ProxyOptionsRules : IValidateOptions<ProxyOptions>
{
    public ValidateOptionsResult Validate(string? name, ProxyOptions options)
    {
        var wrong = (options.Known ?? []).Where(text => !ProxyOptions.TryParse(text, out _)).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Proxy:Known must be addresses of proxies, or networks as 10.0.0.0/8, and these are neither: {string.Join(", ", wrong)}.");
    }
}
