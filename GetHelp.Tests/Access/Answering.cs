using System.Net;
using GetHelp.Tests.TestSupport;

namespace GetHelp.Tests.Access;

/// <summary>Asks the portal for what a table says, and reads what it answers.</summary>
internal static class Answering
{
    private const string TokenName = "__RequestVerificationToken";

    public static async Task<(Answer? Answer, string Said, string Content)> AskAsync(this Browser browser, string method, string address)
    {
        using var request = new HttpRequestMessage(new(method), address);
        if (request.Method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent([new(TokenName, await browser.TokenAsync())]);
        }

        using var response = await browser.Client.SendAsync(request);
        var location = response.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.PathAndQuery : to.ToString()) : null;
        return (Of(response.StatusCode, location), $"{(int)response.StatusCode} {location}".Trim(), await response.Content.ReadAsStringAsync());
    }

    /// <summary>That of a form that everybody has: the one that signs out, or the one that signs in.</summary>
    public static async Task<string> TokenAsync(this Browser browser)
    {
        var page = await browser.GetAsync("/contact");
        var field = page.Document.QuerySelector($"input[name={TokenName}]") ?? (await browser.GetAsync("/sign-in")).Document.QuerySelector($"input[name={TokenName}]");
        return field!.GetAttribute("value")!;
    }

    private static Answer? Of(HttpStatusCode status, string? location) => (status, location) switch
    {
        (HttpStatusCode.OK, _) => Answer.Sees,
        (HttpStatusCode.Found or HttpStatusCode.MovedPermanently, { } to) when to.StartsWith("/sign-in?returnUrl=", StringComparison.Ordinal) => Answer.SignIn,
        (HttpStatusCode.Found or HttpStatusCode.MovedPermanently, "/" or ['/', not '/', ..]) => Answer.Led,
        (HttpStatusCode.Forbidden, _) => Answer.Forbidden,
        (HttpStatusCode.NotFound, _) => Answer.NotFound,
        (HttpStatusCode.BadRequest, _) => Answer.NotRead,
        (HttpStatusCode.Unauthorized, _) => Answer.NoToken,
        (HttpStatusCode.MethodNotAllowed, _) => Answer.NotPosted,
        _ => null,
    };
}
