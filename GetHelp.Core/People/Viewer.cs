namespace GetHelp.Core.People;

/// <summary>What a person is in the service beside the organisations they belong to (spec 01 §3.5).</summary>
public enum Role
{
    /// <summary>Someone of a school or a responsible body; what they may do follows from their memberships.</summary>
    Member,

    /// <summary>A support agent of the Department.</summary>
    Support,

    /// <summary>Support's third line: a support agent who may also change what the register says of schools (spec 01 §5).</summary>
    SupportThirdLine,

    /// <summary>Someone, or something, of the supplier.</summary>
    Supplier,

    /// <summary>Someone of a mobile network, who answers requests for mobile data.</summary>
    Network,

    /// <summary>The service itself: a worker, an import, the demonstration data.</summary>
    Service,
}

/// <summary>Who is asking: an argument of every query and every command. Core refuses by it; pages merely hide.</summary>
public sealed record Viewer
{
    /// <summary>Null when no person asks: the supplier's systems, or the service itself.</summary>
    public int? UserId { get; init; }

    /// <summary>How history names this viewer.</summary>
    public required string Name { get; init; }

    /// <summary>The support agent who looks as this person, and changes nothing; null when the person themselves asks.</summary>
    public string? LookedAtBy { get; init; }

    public string EmailAddress { get; init; } = "";

    public string? Telephone { get; init; }

    public required Role Role { get; init; }

    public bool HasSeenPrivacyNotice { get; init; }

    /// <summary>Whether the supplier has confirmed the account in its shop, TechSource, without which nobody orders.</summary>
    public bool HasTechSourceAccount { get; init; }

    /// <summary>Schools the person belongs to.</summary>
    public IReadOnlySet<int> SchoolIds { get; init; } = new HashSet<int>();

    /// <summary>Those of the schools whose welcome the person has still to go through.</summary>
    public IReadOnlySet<int> NewAtSchoolIds { get; init; } = new HashSet<int>();

    /// <summary>Those of the schools for which the person may place orders.</summary>
    public IReadOnlySet<int> OrdersForSchoolIds { get; init; } = new HashSet<int>();

    /// <summary>Responsible bodies the person belongs to.</summary>
    public IReadOnlySet<int> ResponsibleBodyIds { get; init; } = new HashSet<int>();

    /// <summary>Those of the responsible bodies for whose schools the person may place orders (the education account).</summary>
    public IReadOnlySet<int> OrdersForResponsibleBodyIds { get; init; } = new HashSet<int>();

    /// <summary>Those of the responsible bodies on whose social care account the person may place orders.</summary>
    public IReadOnlySet<int> OrdersForSocialCareOfIds { get; init; } = new HashSet<int>();

    /// <summary>The mobile network that the person is of; null for everybody else.</summary>
    public int? MobileNetworkId { get; init; }

    /// <summary>Whether the person is of support, of whichever line.</summary>
    public bool IsSupport => Role is Role.Support or Role.SupportThirdLine;

    /// <summary>Whether the person may also do what only support's third line may.</summary>
    public bool IsThirdLine => Role == Role.SupportThirdLine;

    /// <summary>Whether the person has still to read how their details are used: those of an organisation have, before anything else (spec 01 §6.4).</summary>
    public bool NeedsPrivacyNotice => LookedAtBy is null && Role == Role.Member && !HasSeenPrivacyNotice && SchoolIds.Count + ResponsibleBodyIds.Count > 0;

    /// <summary>Whether every organisation and every order is this viewer's to see. The supplier's people have pages of their own, with what
    /// delivering needs and no more (docs/adr/0017).</summary>
    public bool SeesEverything => IsSupport || Role == Role.Service;

    /// <summary>Equal for two viewers exactly when they may see the same.</summary>
    public string Sight => SeesEverything
        ? "everything"
        : $"schools {string.Join(',', SchoolIds.Order())}; responsible bodies {string.Join(',', ResponsibleBodyIds.Order())}";

    /// <summary>The service acting on its own.</summary>
    public static Viewer Service { get; } = new() { Name = "Get help with technology", Role = Role.Service };

    /// <summary>The supplier's systems, once their token was recognised.</summary>
    public static Viewer Supplier { get; } = new() { Name = "The supplier", Role = Role.Supplier };
}
