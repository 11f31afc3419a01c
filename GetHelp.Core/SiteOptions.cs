using System.ComponentModel.DataAnnotations;

namespace GetHelp.Core;

/// <summary>The section "Site" of the settings.</summary>
public sealed class SiteOptions
{
    public const string Section = "Site";

    /// <summary>Where people reach the service, as links in e-mails begin: https://order.example.org.</summary>
    [Required(ErrorMessage = "Site:BaseAddress is missing: set it to the address at which people reach the service.")]
    public Uri BaseAddress { get; set; } = null!;

    /// <summary>Where people write for help; shown on the contact page.</summary>
    public string? SupportEmail { get; set; }
}
