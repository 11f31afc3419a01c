using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace GetHelp.Core.Notifications;

/// <summary>A letter as HTML: one sheet, no pictures, nothing fetched, as wide as the screen and no wider than a page. Tables hold it together,
/// because the oldest mail programs in use know no other layout.</summary>
internal static class LetterHtml
{
    private const string Table = """<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" """;

    /// <summary>Letters of every language stay as they are: the message says that it is UTF-8.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Of(Letter letter, Uri portal) => $"""
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encoder.Encode(letter.Subject)}</title>
        </head>
        <body style="{LetterStyle.Page}">
        {Table}style="{LetterStyle.Desk}"><tr><td align="center" style="{LetterStyle.Margin}">
        {Table}style="{LetterStyle.Sheet}"><tr><td align="left" style="{LetterStyle.Text}">
        {string.Join('\n', Parts(letter, portal))}
        </td></tr></table>
        </td></tr></table>
        </body>
        </html>

        """;

    private static IEnumerable<string> Parts(Letter letter, Uri portal) =>
        [Paragraph(letter.Greeting), .. letter.Parts.Select(part => Of(part, portal)), $"""<p style="{LetterStyle.Closing}">{Lines(Letter.Closing)}</p>"""];

    private static string Of(LetterPart part, Uri portal) => part switch
    {
        Paragraph paragraph => Paragraph(paragraph.Text),
        Quotation quotation => $"""<blockquote style="{LetterStyle.Quotation}">{Lines(quotation.Text)}</blockquote>""",
        Bullets bullets => $"""<ul style="{LetterStyle.Bullets}">{string.Concat(bullets.Items.Select(Bullet))}</ul>""",
        LetterLink link => Link(link.Label, link.On(portal)),
        _ => throw new UnreachableException(),
    };

    private static string Paragraph(string text) => $"""<p style="{LetterStyle.Paragraph}">{Lines(text)}</p>""";

    private static string Bullet(string item) => $"""{'\n'}<li style="{LetterStyle.Bullet}">{Lines(item)}</li>""";

    /// <summary>The words are a button, the address below is for reading: one link, not two to the same place.</summary>
    private static string Link(string label, Uri address) => $"""
        <p style="{LetterStyle.Action}"><a href="{Encoder.Encode(address.AbsoluteUri)}" style="{LetterStyle.Button}">{Lines(label)}</a></p>
        <p style="{LetterStyle.Address}">{Encoder.Encode(address.AbsoluteUri)}</p>
        """;

    private static string Lines(string text) => string.Join("<br>\n", text.ReplaceLineEndings("\n").Split('\n').Select(Encoder.Encode));
}
