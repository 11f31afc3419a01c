using System.Security.Cryptography;
using System.Text.Json;
using GetHelp.Core.SignIn.SecondCodes;
using Microsoft.AspNetCore.DataProtection;

namespace GetHelp.Web.SignIn;

/// <summary>What a browser carries from one page of signing in to the next, so that no address has to: encrypted, hidden from scripts, sent to
/// these pages alone, and worth nothing after a while.</summary>
public sealed class SignInNote<T>(IDataProtectionProvider protection, TimeProvider clock, string name, TimeSpan lifetime)
    where T : class
{
    private readonly IDataProtector protector = protection.CreateProtector($"GetHelp.SignIn.{name}");

    public void Write(HttpContext http, T content)
    {
        var note = JsonSerializer.SerializeToUtf8Bytes(new Note(content, clock.GetUtcNow().UtcDateTime + lifetime));
        http.Response.Cookies.Append(name, Convert.ToBase64String(protector.Protect(note)), Options(http, lifetime));
    }

    /// <summary>Null where there is none, it is too old, or somebody else wrote it.</summary>
    public T? Read(HttpContext http)
    {
        try
        {
            return http.Request.Cookies[name] is { } written
                && JsonSerializer.Deserialize<Note>(protector.Unprotect(Convert.FromBase64String(written))) is { } note
                && note.Until >= clock.GetUtcNow().UtcDateTime
                ? note.Content
                : null;
        }
        catch (Exception notOurs) when (notOurs is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(name, Options(http, lifetime: null));

    private static CookieOptions Options(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = http.Request.IsHttps,
        SameSite = SameSiteMode.Lax, // the link in the e-mail comes from another site
        Path = SignInLinks.SignIn,
        MaxAge = lifetime,
    };

    private sealed record Note(T Content, DateTime Until);
}

/// <summary>The link that was opened last.</summary>
/// <param name="Secret">Null where the address carried nothing that could be one.</param>
/// <param name="ReturnUrl">The page that the person wanted.</param>
public sealed record OpenedNote(string? Secret, string? ReturnUrl)
{
    /// <summary>So long the page may stay open before yes is said.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
}

/// <summary>For which address a link was asked last.</summary>
/// <param name="IsSent">Whether it may be said that one is on its way.</param>
public sealed record AskedNote(string EmailAddress, string? ReturnUrl, bool IsSent)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
}

/// <summary>A link was used up, and a code is awaited.</summary>
public sealed record CodeNote(string Secret, string? ReturnUrl);

internal static class SignInNotes
{
    public static IServiceCollection AddSignInNotes(this IServiceCollection services) => services
        .AddSingleton(provider => Note<OpenedNote>(provider, "ght-link", OpenedNote.Lifetime))
        .AddSingleton(provider => Note<AskedNote>(provider, "ght-asked", AskedNote.Lifetime))
        .AddSingleton(provider => Note<CodeNote>(provider, "ght-code", SecondCode.TimeToSignIn));

    private static SignInNote<T> Note<T>(IServiceProvider provider, string name, TimeSpan lifetime)
        where T : class => new(provider.GetRequiredService<IDataProtectionProvider>(), provider.GetRequiredService<TimeProvider>(), name, lifetime);
}
