using System.Text.Json.Serialization;

namespace GetHelp.Core.Notifications;

/// <summary>Whom a letter is to: the name in its greeting, and the address to which it goes.</summary>
public sealed record Recipient(string Name, string EmailAddress);

/// <summary>What an e-mail says, written once: <see cref="LetterPrinter"/> makes plain text and HTML of it, with the same words. The frame,
/// greeting and closing, is here and nowhere else. Letters are kept in the outbox as they are written.</summary>
public sealed record Letter
{
    internal const string Closing = "Get help with technology";

    public required Recipient To { get; init; }

    public required string Subject { get; init; }

    /// <summary>Between greeting and closing.</summary>
    public required IReadOnlyList<LetterPart> Parts { get; init; }

    internal string Greeting => $"Dear {To.Name}";
}

/// <summary>Something that stands by itself in a letter. A text alone is a <see cref="Paragraph"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "part")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Bullets), "bullets")]
[JsonDerivedType(typeof(Quotation), "quotation")]
[JsonDerivedType(typeof(LetterLink), "link")]
public abstract record LetterPart
{
    public static implicit operator LetterPart(string text) => new Paragraph(text);
}

public sealed record Paragraph(string Text) : LetterPart;

public sealed record Bullets(IReadOnlyList<string> Items) : LetterPart;

/// <summary>What a person wrote, as they wrote it: their line breaks are kept.</summary>
public sealed record Quotation(string Text) : LetterPart;

/// <summary>Something to do in the portal. The address is written out under it: people who were taught to mistrust e-mails can see where it leads.</summary>
/// <param name="Label">What happens there: "Follow the order".</param>
/// <param name="Path">Path and query in the portal: a letter leads nowhere else.</param>
public sealed record LetterLink(string Label, string Path) : LetterPart
{
    public string Path { get; } = Path.StartsWith('/') && !Path.StartsWith("//", StringComparison.Ordinal)
        ? Path
        : throw new ArgumentException($"A letter links to a path of the portal, not to '{Path}'.", nameof(Path));

    internal Uri On(Uri portal) => new(portal, Path);
}
