using Microsoft.Extensions.Options;

namespace GetHelp.Core.Notifications;

/// <summary>Makes of a letter what is sent: plain text and HTML, with links to the portal as people reach it.</summary>
public sealed class LetterPrinter(IOptions<SiteOptions> site)
{
    public EmailMessage Print<TLetter>(TLetter letter)
        where TLetter : ILetterTemplate => Print(letter.Write());

    public EmailMessage Print(Letter letter) => new()
    {
        To = letter.To.EmailAddress,
        Subject = letter.Subject,
        Body = LetterText.Of(letter, site.Value.BaseAddress),
        Html = LetterHtml.Of(letter, site.Value.BaseAddress),
    };
}
