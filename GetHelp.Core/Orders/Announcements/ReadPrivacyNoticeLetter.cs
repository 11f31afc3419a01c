using GetHelp.Core.Notifications;

namespace GetHelp.Core.Orders.Announcements;

/// <summary>To somebody who would order for a school for which ordering opens, and has not signed in to read the privacy notice: until then the
/// supplier makes them no account.</summary>
public sealed record ReadPrivacyNoticeLetter(Recipient To, string School) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples => [new ReadPrivacyNoticeLetter(ExampleOfOpening.To, ExampleOfOpening.School).Write()];

    public Letter Write() => new()
    {
        To = To,
        Subject = $"Read our privacy notice, so that you can order devices for {School}",
        Parts =
        [
            $"Ordering is open for {School}, and you are one of the people who order for it.",
            "Before the supplier can make your account, please sign in and read our privacy notice. It says which of your details we pass on to the supplier, and why.",
            new LetterLink("Sign in and read it", "/privacy-notice"),
            "Your account follows within a few working days, and we write to you when it is ready.",
        ],
    };
}
