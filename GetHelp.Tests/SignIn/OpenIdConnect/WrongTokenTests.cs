using System.Security.Cryptography;
using System.Text;
using GetHelp.Core.People;
using GetHelp.Tests.TestSupport;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.SignIn.OpenIdConnect;

/// <summary>Each way in which an ID token can be wrong: nobody is signed in by it, and nothing is kept.</summary>
public sealed class WrongTokenTests
{
    /// <summary>What a provider does that makes it so.</summary>
    internal static IReadOnlyDictionary<string, Action<FakeProvider>> Wrong { get; } = new Dictionary<string, Action<FakeProvider>>
    {
        ["of another issuer"] = p => p.Say = c => c["iss"] = "https://evil.example",
        ["of no issuer"] = p => p.Say = c => c.Remove("iss"),
        ["for another client"] = p => p.Say = c => c["aud"] = "another-client",
        ["for nobody"] = p => p.Say = c => c.Remove("aud"),
        ["for several, asked for by nobody"] = p => p.Say = c => c["aud"] = new[] { FakeProvider.ClientId, "another-client" },
        ["for several, asked for by another"] = p => p.Say = c => (c["aud"], c["azp"]) = (new[] { FakeProvider.ClientId, "another-client" }, "another-client"),
        ["for us, asked for by another"] = p => p.Say = c => c["azp"] = "another-client",
        ["expired"] = p => p.Say = c => c["exp"] = (long)c["iat"]! - 61,
        ["without an end"] = p => p.Say = c => c.Remove("exp"),
        ["not valid yet"] = p => p.Say = c => c["nbf"] = (long)c["iat"]! + 120,
        ["issued in the future"] = p => p.Say = c => c["iat"] = (long)c["iat"]! + 120,
        ["without a time of issue"] = p => p.Say = c => c.Remove("iat"),
        ["without a nonce"] = p => p.Say = c => c.Remove("nonce"),
        ["with another nonce"] = p => p.Say = c => c["nonce"] = "of-another-signing-in",
        ["with an empty nonce"] = p => p.Say = c => c["nonce"] = "",
        ["without a subject"] = p => p.Say = c => c.Remove("sub"),
        ["with an empty subject"] = p => p.Say = c => c["sub"] = "",
        ["with a subject that is too long"] = p => p.Say = c => c["sub"] = new string('s', 256),
        ["with a NUL in its subject"] = p => p.Say = c => c["sub"] = "a\0b",
        ["for another access token"] = p => p.Say = c => c["at_hash"] = WebEncoders.Base64UrlEncode(SHA256.HashData("another-token"u8)[..16]),
        ["signed with a key of somebody else's"] = p => p.Key = FakeProvider.NewKey("key-2"),
        ["signed with a key of somebody else's under the provider's name"] = p => p.Key = FakeProvider.NewKey("key-1"),
        ["not signed"] = p => p.Sign = payload => new JsonWebTokenHandler().CreateToken(payload),
        ["not signed, with the signature of another"] = p => p.Sign = payload => $"{Unsigned(payload)}c2lnbmF0dXJl",
        ["signed with the secret that we share"] = p => p.Sign = payload => Symmetric(payload, Encoding.UTF8.GetBytes(FakeProvider.ClientSecret)),
        ["signed with the public key taken for a secret"] = p => p.Sign = payload => Symmetric(payload, p.Key.Rsa.ExportSubjectPublicKeyInfo()),
        ["signed with the text of the public key taken for a secret"] = p => p.Sign = payload => Symmetric(payload, Encoding.ASCII.GetBytes(p.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
        ["changed after it was signed"] = p => p.Sign = payload => Changed(FakeProvider.Signed(payload, new(p.Key, SecurityAlgorithms.RsaSha256))),
        ["cut short"] = p => p.Sign = payload => FakeProvider.Signed(payload, new(p.Key, SecurityAlgorithms.RsaSha256))[..^8],
        ["no token"] = p => p.Sign = _ => "this is not a token",
        ["missing"] = p => p.Answer = a => a.Remove("id_token"),
        ["null"] = p => p.Answer = a => a["id_token"] = null,
        ["a number"] = p => p.Answer = a => a["id_token"] = 12,
        ["not with an access token"] = p => p.Answer = a => a.Remove("access_token"),
    };

    public static TheoryData<string> Ways => [.. Wrong.Keys];

    [Theory, MemberData(nameof(Ways))]
    public async Task Nobody_is_signed_in_by_a_token_that_is(string wrong)
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();
        Wrong[wrong](connected.Provider);
        var browser = connected.Portal.Open();

        var back = await connected.SignInAsync(browser, person);

        back.Location!.ShouldStartWith("/sign-in/openid-connect/refused?why=");
        (await browser.GetAsync(back.Location)).Heading.ShouldBe("You are not signed in");
        (await ProviderPortal.IsSignedInAsync(browser)).ShouldBeFalse();
        (await connected.IdentitiesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_same_provider_signs_in_with_a_token_that_is_right()
    {
        await using var connected = await ProviderPortal.StartAsync();
        var person = await connected.Given.SupportAsync();

        await ShouldSignInAsync(connected, person);

        connected.Provider.Say = c => (c["aud"], c["azp"]) = (new[] { FakeProvider.ClientId, "another-client" }, FakeProvider.ClientId);
        await ShouldSignInAsync(connected, person);
        connected.Provider.Say = c => c["at_hash"] = WebEncoders.Base64UrlEncode(SHA256.HashData("access-token"u8)[..16]);
        await ShouldSignInAsync(connected, person);
        connected.Provider.Say = c => c["exp"] = (long)c["iat"]! - 30; // the clocks differ
        await ShouldSignInAsync(connected, person);
    }

    private static async Task ShouldSignInAsync(ProviderPortal connected, Viewer person)
    {
        var browser = connected.Portal.Open();
        (await connected.SignInAsync(browser, person)).Location.ShouldBe("/home");
        (await ProviderPortal.IsSignedInAsync(browser)).ShouldBeTrue();
    }

    private static string Unsigned(string payload) => new JsonWebTokenHandler().CreateToken(payload);

    private static string Symmetric(string payload, byte[] key) =>
        FakeProvider.Signed(payload, new(new SymmetricSecurityKey(key) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256));

    /// <summary>Somebody else's subject under an honest signature.</summary>
    private static string Changed(string token)
    {
        var parts = token.Split('.');
        var payload = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(parts[1]));
        return $"{parts[0]}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(payload.Replace("subject-of", "subject-0f", StringComparison.Ordinal)))}.{parts[2]}";
    }
}
