namespace GetHelp.Web.SignIn;

/// <summary>The addresses of signing in and out.</summary>
public static class SignInLinks
{
    public const string SignIn = "/sign-in";
    public const string CheckYourEmail = "/sign-in/check-your-email";
    public const string SentAgain = $"{CheckYourEmail}?{Sent}=again";
    public const string Link = "/sign-in/link"; // SignInLetter writes it into e-mails
    public const string Continue = "/sign-in/continue";
    public const string ContinueUnconfirmed = $"{Continue}?{Confirm}=missing";
    public const string UseLink = "/sign-in/link/use";
    public const string Code = "/sign-in/code";
    public const string CodeSentAgain = $"{Code}?{Sent}=again";
    public const string SignOut = "/sign-out";

    /// <summary>The name of the query's parameter for the page that a person wanted.</summary>
    public const string ReturnUrl = "returnUrl";

    public const string Sent = "sent";
    public const string Confirm = "confirm";

    /// <summary>The sign-in page, leading on to the page that a person wanted.</summary>
    public static string SignInTo(string? returnUrl) =>
        LocalUrl.OrNull(returnUrl) is { } local ? $"{SignIn}?{ReturnUrl}={Uri.EscapeDataString(local)}" : SignIn;
}
