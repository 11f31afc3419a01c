namespace GetHelp.Core.Organisations;

/// <summary>Whether a school will need Chromebooks.</summary>
public enum ChromebookAnswer
{
    Yes,
    No,
    DoNotKnow,
}

/// <summary>What a school said about Chromebooks (spec 02 §7).</summary>
public sealed record ChromebookDetails
{
    /// <summary>The longest name that a domain can have.</summary>
    public const int DomainMaxLength = 253;

    /// <summary>Null when nobody has said.</summary>
    public ChromebookAnswer? Answer { get; init; }

    /// <summary>The Google domain that its Chromebooks are enrolled on; only with yes.</summary>
    public string? Domain { get; init; }

    /// <summary>An address outside the domain, to get back in by; only with yes.</summary>
    public string? RecoveryAddress { get; init; }

    /// <summary>Whether nothing is left to be asked (spec 02 §7).</summary>
    public bool IsComplete => Answer == ChromebookAnswer.No || this is { Answer: ChromebookAnswer.Yes, Domain: not null, RecoveryAddress: not null };
}
