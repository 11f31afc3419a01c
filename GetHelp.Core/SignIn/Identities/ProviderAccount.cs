using GetHelp.Core.History;
using GetHelp.Core.People;

namespace GetHelp.Core.SignIn.Identities;

/// <summary>What a provider says, and has signed, of whoever signed in there.</summary>
public sealed record ProviderAccount
{
    private const int NameMaxLength = 100;

    /// <summary>What people call the provider: "DfE Sign-in".</summary>
    public required string Provider { get; init; }

    /// <inheritdoc cref="ExternalIdentity.Issuer"/>
    public required string Issuer { get; init; }

    /// <inheritdoc cref="ExternalIdentity.Subject"/>
    public required string Subject { get; init; }

    public string? EmailAddress { get; init; }

    /// <summary>Whether the provider has made sure that the address is theirs.</summary>
    public bool IsEmailVerified { get; init; }

    /// <summary>What the person is called there.</summary>
    public string? Name { get; init; }

    /// <summary>Whether this can be kept at all: a subject that is too long, or that no database takes, is no provider's.</summary>
    public bool IsWhole => IsKept(Issuer, ExternalIdentity.IssuerMaxLength) && IsKept(Subject, ExternalIdentity.SubjectMaxLength);

    /// <summary>The name as a letter can put it; null where there is none.</summary>
    internal string? NameInALine => Reason.OneLine(Name) is { Length: > 0 } name ? name[..Math.Min(name.Length, NameMaxLength)] : null;

    /// <summary>The address by which somebody can be found; null where the provider has none that it made sure of.</summary>
    internal EmailAddress? VerifiedAddress => IsEmailVerified && People.EmailAddress.TryParse(EmailAddress, out var address) ? address : null;

    private static bool IsKept(string text, int most) => text.Length > 0 && text.Length <= most && !text.Any(char.IsControl);
}
