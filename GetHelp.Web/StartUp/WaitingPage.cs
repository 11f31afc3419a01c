using System.Net.Mime;
using System.Text.Encodings.Web;

namespace GetHelp.Web.StartUp;

/// <summary>What everybody sees until the database is ready. Written by hand: no component and no session is there yet.</summary>
internal static class WaitingPage
{
    private const int ReloadSeconds = 1;

    public static IApplicationBuilder UseWaitingPage(this IApplicationBuilder app)
    {
        var state = app.ApplicationServices.GetRequiredService<StartUpState>();
        return app.Use((context, next) => state.IsReady || IsAsset(context) ? next(context) : WriteAsync(context, state.Progress));
    }

    // Stylesheets and scripts are endpoints of their own and need no database.
    private static bool IsAsset(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null;

    private static Task WriteAsync(HttpContext context, StartUpProgress progress)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "2";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentType = MediaTypeNames.Text.Html + "; charset=utf-8";
        return context.Response.WriteAsync(Html(progress), context.RequestAborted);
    }

    private static string Html(StartUpProgress progress) => $"""
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta http-equiv="refresh" content="{ReloadSeconds}">
          <title>Starting – Get help with technology</title>
          <link rel="stylesheet" href="/css/tokens.css">
          <link rel="stylesheet" href="/css/base.css">
          <link rel="stylesheet" href="/css/components.css">
        </head>
        <body>
          <div class="shell reading">
            <header class="site-header"><div class="frame"><span class="site-name">Get help with technology</span></div></header>
            <div class="frame"><main>
              <h1>The service is starting</h1>
              <p>This page opens what you asked for as soon as it is ready. The first start takes longest.</p>
              {Bar(progress)}
              <p class="quiet">{HtmlEncoder.Default.Encode(progress.Doing)}</p>
            </main></div>
          </div>
        </body>
        </html>
        """;

    private static string Bar(StartUpProgress progress) => progress.Percent is { } percent
        ? $"""<p><label for="progress">{percent}% done</label> <progress id="progress" max="100" value="{percent}"></progress></p>"""
        : """<p><progress aria-label="Starting"></progress></p>""";
}
