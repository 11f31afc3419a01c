using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace GetHelp.Web.Supplier;

internal static class BearerToken
{
    /// <summary>Whether a request carries this token. Hashes are compared, in a time that tells nothing of how much of a guess was right,
    /// nor of how long the token is. No token expected is none that fits.</summary>
    public static bool Carries(this HttpRequest request, string? expected) =>
        !string.IsNullOrEmpty(expected)
        && AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var given)
        && given.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
        && AreSame(given.Parameter ?? "", expected);

    /// <inheritdoc cref="Carries"/>
    public static bool AreSame(string given, string expected) => CryptographicOperations.FixedTimeEquals(Hash(given), Hash(expected));

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
