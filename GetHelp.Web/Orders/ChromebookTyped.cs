using GetHelp.Core;
using GetHelp.Core.Orders;
using GetHelp.Core.Organisations;

namespace GetHelp.Web.Orders;

/// <summary>What somebody typed of where Chromebooks are enrolled.</summary>
/// <param name="GoesOnWithout">They have read what UNKNOWN means, and say to go on.</param>
public sealed record ChromebookTyped(string? Domain, string? RecoveryAddress, bool GoesOnWithout = false)
{
    public const string DomainField = "google-domain";
    public const string RecoveryField = "recovery-address";
    public const string GoOnField = "go-on-without";

    public ChromebookBinding Binding => new() { Domain = Cleaned, RecoveryAddress = RecoveryAddress?.Trim(), AcceptsNoLicences = GoesOnWithout };

    /// <summary>The same as what is kept of a school.</summary>
    public ChromebookDetails Details => new() { Answer = ChromebookAnswer.Yes, Domain = Cleaned, RecoveryAddress = RecoveryAddress };

    private string Cleaned => ChromebookRules.IsUnknown(Domain) ? ChromebookRules.Unknown : ChromebookRules.Clean(Domain);

    /// <summary>What a form begins with.</summary>
    public static ChromebookTyped Of(ChromebookBinding? known) => new(known?.Domain, known?.RecoveryAddress, known?.AcceptsNoLicences ?? false);

    /// <summary>An order that goes without a domain.</summary>
    public static ChromebookBinding Without => new() { Domain = ChromebookRules.Unknown, AcceptsNoLicences = true };

    /// <summary>The field where it can be put right; null when it is none of these.</summary>
    public static string? FieldOf(Refusal refusal) => refusal switch
    {
        NoGoogleDomain or NotADomain => DomainField,
        UnknownDomainWarning => GoOnField,
        NotARecoveryAddress or RecoveryAddressInside => RecoveryField,
        _ => null,
    };
}
