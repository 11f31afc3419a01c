using System.Diagnostics;

namespace GetHelp.Core.Notifications;

/// <summary>A letter as plain text: parts with an empty line between them, addresses on lines of their own.</summary>
internal static class LetterText
{
    public static string Of(Letter letter, Uri portal) =>
        string.Join("\n\n", [letter.Greeting, .. letter.Parts.Select(part => Of(part, portal)), Letter.Closing]).ReplaceLineEndings("\n");

    private static string Of(LetterPart part, Uri portal) => part switch
    {
        Paragraph paragraph => paragraph.Text,
        Quotation quotation => quotation.Text,
        Bullets bullets => string.Join('\n', bullets.Items.Select(item => $"- {item}")),
        LetterLink link => $"{link.Label}:\n\n{link.On(portal).AbsoluteUri}",
        _ => throw new UnreachableException(),
    };
}
