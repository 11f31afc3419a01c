using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GetHelp.Core.SignIn.SecondCodes;

/// <summary>Six digits that somebody reads in an e-mail and types.</summary>
public readonly record struct OneTimeCode
{
    public const int Digits = 6;

    private const int Codes = 1_000_000;

    private readonly string? digits;

    private OneTimeCode(string digits) => this.digits = digits;

    public static OneTimeCode New() => new(RandomNumberGenerator.GetInt32(Codes).ToString("D6", CultureInfo.InvariantCulture));

    /// <summary>Reads what was typed, spaces and hyphens between the digits or not.</summary>
    public static bool TryParse(string? typed, out OneTimeCode code)
    {
        var read = new string([.. (typed ?? "").Where(c => c is not ('-' or ' '))]);
        var isCode = read.Length == Digits && read.All(char.IsAsciiDigit);
        code = isCode ? new(read) : default;
        return isCode;
    }

    /// <summary>What is kept of it. Six digits are soon tried out by whoever has this and the salt; but nobody types a code who does not hold the other half
    /// too, a secret of 256 bits of which the database knows as little as of a link's.</summary>
    public byte[] Hash(byte[] salt) => HMACSHA256.HashData(salt, Encoding.ASCII.GetBytes(digits ?? ""));

    /// <summary>The code itself: for the e-mail, and for nowhere else.</summary>
    public string Reveal() => digits ?? "";

    public override string ToString() => "(code)";
}
