using System.Text.RegularExpressions;

namespace GetHelp.Core.PersonalData;

/// <summary>By what a person can be found in what others wrote: what they are called and were called, and by what they are and were reached. What
/// somebody else has too is left out: it would take away what is theirs.</summary>
public sealed record PersonIdentifiers
{
    public required IReadOnlySet<string> Names { get; init; }

    public required IReadOnlySet<string> EmailAddresses { get; init; }

    public required IReadOnlySet<string> Telephones { get; init; }

    public bool IsEmpty => Names.Count + EmailAddresses.Count + Telephones.Count == 0;

    public IEnumerable<string> All => [.. Names, .. EmailAddresses, .. Telephones];

    /// <summary>Whether something can be looked for among other words: one word is found in too many that mean nobody.</summary>
    internal static bool IsName(string text) => text.Contains(' ', StringComparison.Ordinal) && text.Length >= 5 && text != RemovedPerson.Name;

    /// <summary>A number may be written with spaces or without.</summary>
    internal static string Dialled(string telephone) => Regex.Replace(telephone, @"[^\d+]", "", RegexOptions.NonBacktracking);
}

/// <summary>What is there in the place of somebody who was erased.</summary>
public static class RemovedPerson
{
    public const string Name = $"{FirstName} {LastName}";

    public const string FirstName = "Removed";

    public const string LastName = "person";

    public const string EmailAddress = "removed address";

    public const string Telephone = "removed number";

    /// <summary>Unique, as every person's address is, and nobody's: the domain is reserved for that (RFC 2606).</summary>
    internal static string AddressOf(int userId) => $"removed-{userId}@removed.invalid";
}
