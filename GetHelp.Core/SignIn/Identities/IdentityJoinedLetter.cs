using GetHelp.Core.Notifications;

namespace GetHelp.Core.SignIn.Identities;

/// <summary>To whom an account of a provider signs in from now on: if it is not theirs, they are the only one who can tell.</summary>
/// <param name="AccountName">What the provider calls who signed in; null where it did not say.</param>
public sealed record IdentityJoinedLetter(Recipient To, string Provider, string? AccountName) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples =>
    [
        new IdentityJoinedLetter(new("Sam Teacher", "sam.teacher@example.org"), "DfE Sign-in", "Samantha Teacher").Write(),
        new IdentityJoinedLetter(new("Sam Teacher", "sam.teacher@example.org"), "DfE Sign-in", null).Write(),
    ];

    public Letter Write() => new()
    {
        To = To,
        Subject = $"You can sign in with {Provider} from now on",
        Parts =
        [
            $"Somebody signed in to Get help with technology with an account of {Provider} that has your email address. From now on that account signs you in here.",
            .. AccountName is null ? Array.Empty<LetterPart>() : [$"{Provider} calls the owner of the account {AccountName}."],
            "If that was you, you need do nothing. If it was not, tell our support team.",
            new LetterLink("Contact us", "/contact"),
        ],
    };
}
