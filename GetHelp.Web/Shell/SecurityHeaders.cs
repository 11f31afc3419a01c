namespace GetHelp.Web.Shell;

internal static class SecurityHeaders
{
    /// <summary>On every answer: no guessing of types, no framing by others, no address of ours told elsewhere.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    });
}
