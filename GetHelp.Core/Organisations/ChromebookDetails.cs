namespace GetHelp.Core.Organisations;

/// <summary>Whether a school will need Chromebooks.</summary>
public enum ChromebookAnswer
{
    Yes,
    No,
    DoNotKnow,
}

/// <summary>Whether a domain is one of Google Workspace, where alone Chromebooks can be enrolled.</summary>
public enum DomainCheck
{
    /// <summary>Nobody could be asked yet; it is asked again later.</summary>
    NotChecked,
    IsWorkspace,
    IsNotWorkspace,
}

/// <summary>What a school said about Chromebooks (spec 02 §7).</summary>
public sealed record ChromebookDetails
{
    /// <summary>The longest name that a domain can have.</summary>
    public const int DomainMaxLength = 253;

    /// <summary>Null when nobody has said.</summary>
    public ChromebookAnswer? Answer { get; init; }

    /// <summary>The Google domain that its Chromebooks are enrolled on, or UNKNOWN when nobody could find it out; only with yes.</summary>
    public string? Domain { get; init; }

    public DomainCheck Check { get; init; }

    /// <summary>An address outside the domain, to get back in by; only with yes.</summary>
    public string? RecoveryAddress { get; init; }

    /// <summary>A domain that Chromebooks can be ordered on without another word: neither missing nor UNKNOWN.</summary>
    public string? KnownDomain => Orders.ChromebookRules.IsUnknown(Domain) ? null : Domain;

    /// <summary>Whether nothing is left to be asked (spec 02 §7).</summary>
    public bool IsComplete => Answer == ChromebookAnswer.No || (this is { Answer: ChromebookAnswer.Yes, Domain: not null } && (KnownDomain is null || RecoveryAddress is not null));
}
