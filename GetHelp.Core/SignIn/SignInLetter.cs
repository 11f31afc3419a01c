using GetHelp.Core.Notifications;

namespace GetHelp.Core.SignIn;

/// <summary>To who asked for a link. It is written when it is sent, and goes to the <see cref="INotifier"/> alone: the outbox, which keeps
/// other letters, must never hold the secret.</summary>
/// <param name="ReturnUrl">Where to go once signed in; null for home.</param>
public sealed record SignInLetter(Recipient To, SignInSecret Secret, string? ReturnUrl) : ILetterTemplate
{
    public static IReadOnlyList<Letter> Examples => [new SignInLetter(new("Sam Teacher", "sam.teacher@example.org"), SignInSecret.New(), "/orders/GHT-000042").Write()];

    public Letter Write() => new()
    {
        To = To,
        Subject = "Your link to sign in to Get help with technology",
        Parts =
        [
            new LetterLink("Sign in", $"/sign-in/link?secret={Secret.Reveal()}" + (ReturnUrl is null ? "" : $"&returnUrl={Uri.EscapeDataString(ReturnUrl)}")),
            $"The link works once, and for {MagicLink.Lifetime.TotalMinutes:0} minutes. If it has expired, ask for a new one on the sign-in page.",
            "If you did not ask for this email, you need do nothing: nobody can sign in without the link. Do not pass it on.",
        ],
    };
}
