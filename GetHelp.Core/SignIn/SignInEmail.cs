using GetHelp.Core.Notifications;
using GetHelp.Core.People;

namespace GetHelp.Core.SignIn;

internal static class SignInEmail
{
    public static EmailMessage To(User person, Uri link) => new()
    {
        To = person.EmailAddress,
        Subject = "Your link to sign in to Get help with technology",
        Body = $"""
            Dear {person.FullName}

            Open this link to sign in:

            {link}

            It works once, and for {MagicLink.Lifetime.TotalMinutes:0} minutes. If it has expired, ask for a new one on the sign-in page.

            If you did not ask for this email, you need do nothing: nobody can sign in without the link. Do not pass it on.

            Get help with technology
            """,
    };
}
