using GetHelp.Core.Data;
using GetHelp.Core.Notifications;

namespace GetHelp.Core.People;

/// <summary>To the address with which somebody no longer signs in: whoever reads the old mailbox can object. It does not say what the new address is,
/// because the old one may have been a stranger's, by a slip of the pen.</summary>
/// <param name="By">Who changed it, by name.</param>
public sealed record OldAddressLetter(Recipient To, string By) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples => [new OldAddressLetter(new("Ben Marsh", "ben.marsh@example.org"), "Ada Hill").Write()];

    public Letter Write() => new()
    {
        To = To,
        Subject = "You no longer sign in with this email address",
        Parts =
        [
            $"{By} has changed the email address with which you sign in to Get help with technology. It is no longer this one.",
            "Links to sign in that were sent here do not work any more. Emails about orders that were placed before may still come here.",
            $"If this is not what you wanted, ask {By}, or our support team.",
            new LetterLink("Contact us", "/contact"),
        ],
    };
}

/// <summary>To the address with which somebody signs in from now on.</summary>
/// <param name="By">Who changed it, by name.</param>
public sealed record NewAddressLetter(Recipient To, string Before, string By) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples => [new NewAddressLetter(new("Ben Marsh", "ben.marsh@example.org"), "b.marsh@example.org", "Ada Hill").Write()];

    public Letter Write() => new()
    {
        To = To,
        Subject = "You sign in with this email address from now on",
        Parts =
        [
            $"{By} has changed the email address with which you sign in to Get help with technology. It was {Before}, and it is this one from now on.",
            new LetterLink("Sign in", "/sign-in"),
            "If you do not know what this is about, tell our support team.",
        ],
    };
}

internal static class AddressChanged
{
    public static void TellOld(WriteTransaction write, PersonDetails before) =>
        Send(write, new OldAddressLetter(new(before.Name, before.EmailAddress), write.Viewer.Name));

    public static void TellNew(WriteTransaction write, PersonDetails before, PersonDetails after) =>
        Send(write, new NewAddressLetter(new(after.Name, after.EmailAddress), before.EmailAddress, write.Viewer.Name));

    /// <summary>Each time is another message: an address may be changed back.</summary>
    private static void Send<TLetter>(WriteTransaction write, TLetter letter)
        where TLetter : ILetterTemplate => write.Email(letter, $"email.address-changed-{Guid.NewGuid():N}");
}
