namespace GetHelp.Web.Shell;

internal static class SafeAddress
{
    /// <summary>Whether secrets and what is known of people may travel there: not in the clear, but to this machine.</summary>
    public static bool KeepsSecrets(this Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
}
