using System.Buffers.Text;
using System.Security.Cryptography;

namespace GetHelp.Core.SignIn;

/// <summary>The 256 random bits in a sign-in link, or of a session, as text that an address or a cookie can carry.</summary>
public readonly record struct LinkSecret
{
    private const int Bytes = 32;

    private readonly string? text;

    private LinkSecret(string text) => this.text = text;

    public static LinkSecret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Reads what an address carried; whatever cannot be a secret is not looked for.</summary>
    public static bool TryParse(string? text, out LinkSecret secret)
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
