using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GetHelp.Tests.SignIn.OpenIdConnect;

/// <summary>A provider in this process that does whatever a test tells it to: what an honest one would never do. It keeps the rules of codes and PKCE.</summary>
internal sealed class FakeProvider : HttpMessageHandler
{
    public const string Issuer = "https://provider.example.org";
    public const string ClientId = "gethelp";
    public const string ClientSecret = "a-secret-between-the-two-of-us-alone";

    private readonly Dictionary<string, Question> codes = [];
    private readonly TimeProvider clock;

    public FakeProvider(TimeProvider clock)
    {
        this.clock = clock;
        Published = [Key];
    }

    /// <summary>With what it signs.</summary>
    public RsaSecurityKey Key { get; set; } = NewKey("key-1");

    /// <summary>The keys that it tells.</summary>
    public IReadOnlyList<RsaSecurityKey> Published { get; set; }

    /// <summary>Changes what the next ID tokens say.</summary>
    public Action<Dictionary<string, object?>> Say { get; set; } = _ => { };

    /// <summary>Makes the ID token of what it says; signs it, unless told otherwise.</summary>
    public Func<string, string>? Sign { get; set; }

    /// <summary>Changes what is answered to a code.</summary>
    public Action<Dictionary<string, object?>> Answer { get; set; } = _ => { };

    /// <summary>Changes what it tells of itself.</summary>
    public Action<Dictionary<string, object?>> Tell { get; set; } = _ => { };

    /// <summary>What it knows beyond the token; null and it has no such address.</summary>
    public Dictionary<string, object?>? UserInfo { get; set; }

    /// <summary>Paths that answer with this instead.</summary>
    public Dictionary<string, HttpStatusCode> Broken { get; } = [];

    /// <summary>Whether nothing answers at all.</summary>
    public bool IsDown { get; set; }

    /// <summary>How often it was asked for each path.</summary>
    public Dictionary<string, int> Asked { get; } = [];

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    /// <summary>From now on it does what it should.</summary>
    public void BeHonest() => (Key, Say, Sign, Answer) = (Published[0], _ => { }, null, _ => { });

    /// <summary>Somebody came with this address, and signed in as this account: the code with which they go back.</summary>
    public string SignIn(Uri address, string subject, string emailAddress)
    {
        var asked = QueryHelpers.ParseQuery(address.Query);
        var code = $"code-{codes.Count + 1}";
        codes[code] = new(asked["nonce"]!, asked["code_challenge"]!, asked["redirect_uri"]!, subject, emailAddress);
        return code;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        Asked[path] = Asked.GetValueOrDefault(path) + 1;
        if (IsDown)
        {
            throw new HttpRequestException("Connection refused");
        }

        return Broken.TryGetValue(path, out var status) ? new(status) { Content = new StringContent("somebody@example.org is unwell") } : path switch
        {
            "/.well-known/openid-configuration" => Json(Metadata()),
            "/keys" => Json(new() { ["keys"] = Published.Select(PublicPart).ToArray() }),
            "/token" => Redeem(QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken))),
            "/userinfo" when UserInfo is not null && request.Headers.Authorization?.ToString() == "Bearer access-token" => Json(UserInfo),
            _ => new(HttpStatusCode.NotFound),
        };
    }

    private Dictionary<string, object?> Metadata()
    {
        Dictionary<string, object?> metadata = new()
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize?tenant=schools",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["end_session_endpoint"] = $"{Issuer}/end",
            ["userinfo_endpoint"] = UserInfo is null ? null : $"{Issuer}/userinfo",
        };
        Tell(metadata);
        return metadata;
    }

    private HttpResponseMessage Redeem(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form)
    {
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret || form["grant_type"] != "authorization_code"
            || !codes.Remove(form["code"]!, out var question)
            || form["redirect_uri"] != question.RedirectUri
            || WebEncoders.Base64UrlEncode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"]!))) != question.Challenge)
        {
            return new(HttpStatusCode.BadRequest) { Content = new StringContent("""{"error":"invalid_grant"}""") };
        }

        Dictionary<string, object?> answer = new() { ["access_token"] = "access-token", ["token_type"] = "Bearer", ["id_token"] = IdToken(question) };
        Answer(answer);
        return Json(answer);
    }

    private string IdToken(Question question)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        Dictionary<string, object?> claims = new()
        {
            ["iss"] = Issuer,
            ["aud"] = ClientId,
            ["sub"] = question.Subject,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["nonce"] = question.Nonce,
            ["email"] = question.EmailAddress,
            ["email_verified"] = true,
            ["name"] = "Somebody There",
        };
        Say(claims);
        var payload = Serialize(claims);
        return Sign is null ? Signed(payload, new(Key, SecurityAlgorithms.RsaSha256)) : Sign(payload);
    }

    public static string Signed(string payload, SigningCredentials credentials) => new JsonWebTokenHandler().CreateToken(payload, credentials);

    private static string Serialize(Dictionary<string, object?> values) =>
        JsonSerializer.Serialize(values.Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value));

    private static HttpResponseMessage Json(Dictionary<string, object?> values) => new(HttpStatusCode.OK) { Content = new StringContent(Serialize(values)) };

    private static object PublicPart(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", kid = key.KeyId, n = WebEncoders.Base64UrlEncode(parameters.Modulus!), e = WebEncoders.Base64UrlEncode(parameters.Exponent!) };
    }

    private sealed record Question(string Nonce, string Challenge, string RedirectUri, string Subject, string EmailAddress);
}
