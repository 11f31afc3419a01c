using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticAssets;

namespace GetHelp.Web.Shell;

internal static class SecurityHeaders
{
    private const string NonceKey = "ght.nonce";

    /// <summary>On every answer: no guessing of types, no framing by others, no address of ours told elsewhere, and nothing fetched or run that is
    /// not ours.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = Policy(Nonce(context), ShowsEmails(context));
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        context.Response.OnStarting(KeepNothingOfSomebodys, context);
        return next(context);
    });

    /// <summary>What the page's own scripts carry, so that no other runs: another for each answer.</summary>
    public static string Nonce(HttpContext context)
    {
        if (context.Items[NonceKey] is not string nonce)
        {
            context.Items[NonceKey] = nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        }

        return nonce;
    }

    /// <summary>No script runs that stands in a page or in one of its elements, unless it carries the nonce; what is loaded is a file of ours: a component
    /// brings one along. Not 'strict-dynamic': a script that made its way in could be added by Blazor's, and would run. Pictures may be within a stylesheet.</summary>
    /// <param name="showsEmails">Mail programs know styles that stand in the elements and no others. Frames have the policy of the page around them.</param>
    private static string Policy(string nonce, bool showsEmails) => string.Join(
        "; ",
        "default-src 'none'",
        $"script-src 'nonce-{nonce}' 'self'",
        "style-src 'self'",
        $"style-src-attr {(showsEmails ? "'unsafe-inline'" : "'none'")}",
        "img-src 'self' data:",
        "connect-src 'self'",
        $"frame-src {(showsEmails ? "'self'" : "'none'")}",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'");

    /// <summary>What somebody was shown is not to be found in their browser once they have signed out, nor in anything on the way to it.</summary>
    private static Task KeepNothingOfSomebodys(object state)
    {
        var context = (HttpContext)state;
        if (context.User.Identity?.IsAuthenticated is true && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        return Task.CompletedTask;
    }

    private static bool ShowsEmails(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<DevelopmentOnlyAttribute>() is not null && context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
}
