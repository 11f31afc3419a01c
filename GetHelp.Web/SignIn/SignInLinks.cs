namespace GetHelp.Web.SignIn;

/// <summary>The addresses of signing in and out.</summary>
public static class SignInLinks
{
    public const string SignIn = "/sign-in";
    public const string CheckYourEmail = "/sign-in/check-your-email";
    public const string Link = "/sign-in/link"; // SignInLinkSender writes it into e-mails
    public const string UseLink = "/sign-in/link/use";
    public const string SignOut = "/sign-out";

    /// <summary>The name of the query's parameter for the page that a person wanted.</summary>
    public const string ReturnUrl = "returnUrl";

    /// <summary>The page of a link: whom it would sign in, or why it does not work.</summary>
    public static string LinkWith(string secret, string? returnUrl) => $"{Link}?secret={Uri.EscapeDataString(secret)}"
        + (LocalUrl.OrNull(returnUrl) is { } local ? $"&{ReturnUrl}={Uri.EscapeDataString(local)}" : "");

    /// <summary>The sign-in page, leading on to the page that a person wanted.</summary>
    public static string SignInTo(string? returnUrl) =>
        LocalUrl.OrNull(returnUrl) is { } local ? $"{SignIn}?{ReturnUrl}={Uri.EscapeDataString(local)}" : SignIn;
}
