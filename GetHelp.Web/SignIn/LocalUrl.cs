namespace GetHelp.Web.SignIn;

/// <summary>An address that came from outside, and where it is safe to send a person.</summary>
public static class LocalUrl
{
    /// <summary>The address if it stays on this site; null otherwise. Browsers read "//", "/\" and a tab in between as another site.</summary>
    public static string? OrNull(string? url) => IsLocal(url) ? url : null;

    private static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && url.Length <= 2000 && !url.Any(char.IsControl);
}
