using GetHelp.Core.Notifications;

namespace GetHelp.Core.SignIn.SecondCodes;

/// <summary>To whoever has used a link and has a code to type. It is written when it is sent, and the outbox never holds it.</summary>
public sealed record SecondCodeLetter(Recipient To, OneTimeCode Code) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples => [new SecondCodeLetter(new("Alex Support", "alex.support@example.org"), OneTimeCode.New()).Write()];

    public Letter Write() => new()
    {
        To = To,
        Subject = "Your code to sign in to Get help with technology",
        Parts =
        [
            $"Your code is {Code.Reveal()}",
            $"Type it on the page that asks for it. It works once, and for {SecondCode.Lifetime.TotalMinutes:0} minutes. If we have sent you more than one, only the newest works.",
            "We never ask for this code by telephone or in an email. If you did not just open our link, somebody else did: do not pass the code on, and tell us.",
            new LetterLink("Contact us", "/contact"),
        ],
    };
}
