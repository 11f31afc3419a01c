using System.Buffers.Text;
using System.Security.Cryptography;

namespace GetHelp.Core.SignIn;

/// <summary>256 random bits as text that an address or a cookie can carry: the secret of a sign-in link or of a session, or
/// what a browser is known again by.</summary>
public readonly record struct SignInSecret
{
    private const int Bytes = 32;

    private readonly string? text;

    private SignInSecret(string text) => this.text = text;

    public static SignInSecret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Reads what came back; whatever cannot be a secret is not looked for.</summary>
    public static bool TryParse(string? text, out SignInSecret secret)
    {
        secret = default;
        if (text?.Length != Base64Url.GetEncodedLength(Bytes) || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return false;
        }

        secret = new(text);
        return true;
    }

    /// <summary>What is kept of it.</summary>
    public byte[] Hash() => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(text ?? ""));

    /// <summary>The secret itself: for the e-mail or the cookie, and for nowhere else. <see cref="ToString"/> does not tell, so that no log can.</summary>
    public string Reveal() => text ?? "";

    public override string ToString() => "(secret)";
}
