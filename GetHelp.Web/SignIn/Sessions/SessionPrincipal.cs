using System.Globalization;
using System.Security.Claims;
using GetHelp.Core.People;
using GetHelp.Core.SignIn;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace GetHelp.Web.SignIn.Sessions;

/// <summary>The session of a request or of a circuit, as its principal tells it: the secret, who signed in with it, and as whom they look. Never more than who: what
/// they may do is read from the database.</summary>
public sealed record SessionPrincipal
{
    private const string SecretClaim = "ght:session";
    private const string OwnerClaim = "ght:signed-in";

    public required SignInSecret Secret { get; init; }

    /// <summary>Who signed in.</summary>
    public required int OwnerId { get; init; }

    /// <summary>As whom they look: themselves, unless support looks as somebody.</summary>
    public required int PersonId { get; init; }

    public bool IsLook => OwnerId != PersonId;

    /// <summary>Null when nobody is signed in.</summary>
    public static SessionPrincipal? Of(ClaimsPrincipal principal) =>
        SignInSecret.TryParse(principal.FindFirstValue(SecretClaim), out var secret)
        && Id(principal, OwnerClaim) is { } owner
        && Id(principal, ClaimTypes.NameIdentifier) is { } person
            ? new() { Secret = secret, OwnerId = owner, PersonId = person }
            : null;

    /// <param name="viewer">As whom the session looks.</param>
    public static ClaimsPrincipal Make(SignInSecret secret, Viewer owner, Viewer viewer)
    {
        Claim[] claims =
        [
            new(SecretClaim, secret.Reveal()),
            new(OwnerClaim, Text(owner)),
            new(ClaimTypes.NameIdentifier, Text(viewer)),
            new(ClaimTypes.Name, viewer.Name),
            new(ClaimTypes.Role, viewer.Role.ToString()),
        ];
        return new(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    private static int? Id(ClaimsPrincipal principal, string claim) =>
        int.TryParse(principal.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static string Text(Viewer person) => person.UserId!.Value.ToString(CultureInfo.InvariantCulture);
}
