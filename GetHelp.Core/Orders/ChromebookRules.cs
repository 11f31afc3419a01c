using System.Globalization;
using GetHelp.Core.Organisations;
using GetHelp.Core.People;

namespace GetHelp.Core.Orders;

/// <summary>Where the Chromebooks of an order are enrolled: one Google domain, and an address outside it (seed: the ordering guide).</summary>
public sealed record ChromebookBinding
{
    /// <summary>The domain, or <see cref="ChromebookRules.Unknown"/>.</summary>
    public required string Domain { get; init; }

    public string? RecoveryAddress { get; init; }

    /// <summary>Somebody has read what ordering without a domain means, and says to go on.</summary>
    public bool AcceptsNoLicences { get; init; }

    public bool IsUnknown => ChromebookRules.IsUnknown(Domain);

    /// <summary>The same, as it is kept: without spaces around it, in lower case.</summary>
    internal ChromebookBinding Tidied() => IsUnknown
        ? new() { Domain = ChromebookRules.Unknown, AcceptsNoLicences = AcceptsNoLicences }
        : new() { Domain = ChromebookRules.Tidy(Domain), RecoveryAddress = RecoveryAddress?.Trim().ToLowerInvariant() };

    /// <summary>What a school said; null when it said no domain.</summary>
    public static ChromebookBinding? Of(ChromebookDetails details) =>
        details.Domain is { } domain ? new() { Domain = domain, RecoveryAddress = details.RecoveryAddress } : null;
}

/// <summary>What an order that holds Chromebooks needs to say of its Google domain.</summary>
public static class ChromebookRules
{
    /// <summary>Typed instead of a domain when nobody could find it out: the last resort. No licences come with such an order.</summary>
    public const string Unknown = "UNKNOWN";

    private static readonly IdnMapping Idn = new();

    public static bool IsUnknown(string? domain) => string.Equals(domain?.Trim(), Unknown, StringComparison.OrdinalIgnoreCase);

    /// <summary>Why Chromebooks cannot be ordered with this binding; empty when they can, and for an order without Chromebooks.</summary>
    public static IReadOnlyList<Refusal> WhyNot(IEnumerable<LineAsked> lines, ChromebookBinding? binding) =>
        !lines.Any(line => line is { Product: Product.Chromebook, Quantity: > 0 }) ? [] : WhyNot(binding);

    /// <summary>Why this is no domain with a recovery address; empty when it is.</summary>
    public static IReadOnlyList<Refusal> WhyNot(ChromebookBinding? binding) => binding switch
    {
        null or { IsUnknown: true } or { Domain: null or "" } => WhyNotDomain(binding),
        _ => [.. WhyNotDomain(binding), .. WhyNotAddress(binding)],
    };

    /// <summary>Why this is no domain; empty when it is, and for UNKNOWN once somebody has read what that means.</summary>
    public static IReadOnlyList<Refusal> WhyNotDomain(ChromebookBinding? binding) => binding switch
    {
        null or { Domain: null or "" } => [new NoGoogleDomain()],
        { IsUnknown: true, AcceptsNoLicences: true } => [],
        { IsUnknown: true } => [new UnknownDomainWarning()],
        _ => IsDomain(Tidy(binding.Domain)) ? [] : [new NotADomain(binding.Domain)],
    };

    /// <summary>Why this address is no way back into the domain; empty when it is.</summary>
    public static IReadOnlyList<Refusal> WhyNotAddress(ChromebookBinding binding)
    {
        var domain = Tidy(binding.Domain);
        return !EmailAddress.TryParse(binding.RecoveryAddress, out var address) ? [new NotARecoveryAddress()]
            : IsWithin(address.Domain, domain) || IsWithin(domain, address.Domain) ? [new RecoveryAddressInside(domain)]
            : [];
    }

    /// <summary>Whether a host name is a domain or lies under it. Compared label by label: notschool.org is not in school.org (spec 08 F11).</summary>
    public static bool IsWithin(string host, string domain)
    {
        var (name, under) = (Ascii(host), Ascii(domain));
        return name is not null && under is not null && (name == under || name.EndsWith("." + under, StringComparison.Ordinal));
    }

    /// <summary>The domain in what somebody copied from a browser or a mail programme: without scheme, path, port, www. or what stands before an @.</summary>
    public static string Clean(string? typed)
    {
        var host = typed?.Trim() ?? "";
        host = host[(host.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..];
        host = host.Split('/', '?', '#')[0];
        host = host[(host.LastIndexOf('@') + 1)..].Split(':')[0];
        return Tidy(host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host);
    }

    internal static string Tidy(string domain) => domain.Trim().TrimEnd('.').ToLowerInvariant();

    /// <summary>An e-mail address may be at any domain: what may stand after its @ is what a domain is.</summary>
    private static bool IsDomain(string domain) =>
        domain.Length <= ChromebookDetails.DomainMaxLength && EmailAddress.TryParse($"a@{domain}", out var address) && address.Domain == domain && Ascii(domain) is not null;

    /// <summary>As name servers spell it, so that two spellings of one name are equal; null when it is no name.</summary>
    private static string? Ascii(string host)
    {
        try
        {
            return Idn.GetAscii(Tidy(host)).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>Chromebooks without a word of where they are to be enrolled.</summary>
public sealed record NoGoogleDomain : Refusal
{
    public override string Message => "Enter the Google domain that the Chromebooks will be enrolled on, such as school.example.org.";
}

/// <summary>Not a domain's name.</summary>
public sealed record NotADomain(string Typed) : Refusal
{
    public override string Message => $"“{Typed.Trim()}” is not a Google domain. Enter it without www. or @, such as school.example.org.";
}

/// <summary>No address to get back in by.</summary>
public sealed record NotARecoveryAddress : Refusal
{
    public override string Message => "Enter a recovery email address, such as name@example.org.";
}

/// <summary>Who has lost the domain has lost its mail too.</summary>
public sealed record RecoveryAddressInside(string Domain) : Refusal
{
    public override string Message => $"The recovery email address must be outside {Domain}, so that it can be read when {Domain} cannot.";
}

/// <summary>What UNKNOWN means, before it is accepted.</summary>
public sealed record UnknownDomainWarning : Refusal
{
    public override string Message =>
        "Chromebooks ordered without a Google domain come without Google Education licences and cannot be managed or made safe for children. Ask your technical contact first. If nobody can find the domain out, confirm that you want to go on without it.";
}
