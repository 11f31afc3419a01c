using System.Globalization;

namespace GetHelp.Web.SignIn.Looks;

/// <summary>The addresses of seeing the service as somebody else.</summary>
public static class LookLinks
{
    public const string Stop = "/looking/stop";

    /// <summary>Where support says why, and begins.</summary>
    public static string Begin(int userId) => string.Create(CultureInfo.InvariantCulture, $"/support/people/{userId}/look");
}
