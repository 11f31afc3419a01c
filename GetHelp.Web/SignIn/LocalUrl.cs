namespace GetHelp.Web.SignIn;

/// <summary>An address that came from outside, and where it is safe to send a person.</summary>
public static class LocalUrl
{
    private const int MostCharacters = 2000;

    /// <summary>An address of ours is written as it is or encoded once; who encoded it more often wanted something of whoever decodes it.</summary>
    private const int MostDecodings = 3;

    /// <summary>The address if it stays on this site; null otherwise. A full address is never taken, not even one of ours: nobody needs it.</summary>
    public static string? OrNull(string? url) => IsLocal(url) ? url : null;

    /// <summary>A header carries ASCII alone, and browsers write everything else encoded.</summary>
    private static bool IsLocal(string? url) =>
        url is ['/', ..] && url.Length <= MostCharacters && url.All(c => char.IsAscii(c) && !char.IsControl(c)) && IsLocalPath(url.Split('?', '#')[0]);

    /// <summary>Whatever browsers, proxies and programs may make of it: they read "//", "/\" and either with a tab in between as another site, and some
    /// of them look at a path decoded.</summary>
    private static bool IsLocalPath(string path)
    {
        for (var i = 0; i < MostDecodings; i++)
        {
            if (path.Contains("//", StringComparison.Ordinal) || path.Any(c => c is '\\' or ' ' || !char.IsAscii(c) || char.IsControl(c)))
            {
                return false;
            }

            var decoded = Uri.UnescapeDataString(path);
            if (decoded == path)
            {
                return true;
            }

            path = decoded;
        }

        return false;
    }
}
