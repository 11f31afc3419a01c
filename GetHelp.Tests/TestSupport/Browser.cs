using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GetHelp.Tests.TestSupport;

/// <summary>A browser without scripts: gets pages, fills in their forms and presses their buttons.</summary>
public sealed class Browser(HttpClient client)
{
    private readonly List<string> given = [];

    public HttpClient Client => client;

    /// <summary>What is in the cookies that it was ever given.</summary>
    public IReadOnlyList<string> Secrets => given;

    public async Task<WebPage> GetAsync(string url) => await ReadAsync(await client.GetAsync(url));

    /// <summary>Opens a link of an e-mail, and the page to which it leads at once.</summary>
    public async Task<WebPage> OpenLinkAsync(string url) => await GetAsync((await GetAsync(url)).Location!);

    /// <summary>Presses the button of the page's form (the last, after the header's), with these fields filled in.</summary>
    public Task<WebPage> SubmitAsync(WebPage page, params (string Name, string Value)[] fields) =>
        SubmitAsync(page.Document.QuerySelectorAll<IHtmlFormElement>("main form").Last(), page, fields);

    public async Task<WebPage> SubmitAsync(IHtmlFormElement form, WebPage page, params (string Name, string Value)[] fields)
    {
        var values = form.QuerySelectorAll<IHtmlInputElement>("input[name]")
            .Where(input => input.Type is not ("checkbox" or "radio") || input.IsChecked).ToDictionary(input => input.Name!, input => input.Value);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        var action = form.GetAttribute("action") is { Length: > 0 } url ? url : page.Url.PathAndQuery;
        return await ReadAsync(await client.PostAsync(action, new FormUrlEncodedContent(values)));
    }

    /// <summary>Chooses a file in a page's form, presses its button, and follows where that leads.</summary>
    public async Task<WebPage> GiveAsync(string url, string field, (string Name, byte[] Bytes) file, params (string Name, string Value)[] typed)
    {
        var form = (await GetAsync(url)).Document.QuerySelectorAll<IHtmlFormElement>("main form[enctype]").Last();
        using var content = new MultipartFormDataContent();
        foreach (var hidden in form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]"))
        {
            content.Add(new StringContent(hidden.Value), hidden.Name!);
        }

        foreach (var (name, value) in typed)
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(file.Bytes), field, file.Name);
        var answer = await ReadAsync(await client.PostAsync(form.GetAttribute("action"), content));
        return answer.Location is { } to ? await GetAsync(to) : answer;
    }

    private async Task<WebPage> ReadAsync(HttpResponseMessage response)
    {
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            given.AddRange(cookies.Select(cookie => cookie[(cookie.IndexOf('=') + 1)..cookie.IndexOf(';')]).Where(value => value.Length > 0));
        }

        var html = await response.Content.ReadAsStringAsync();
        return new(response, await new HtmlParser().ParseDocumentAsync(html));
    }
}

/// <summary>What a browser was answered.</summary>
public sealed record WebPage(HttpResponseMessage Response, IHtmlDocument Document)
{
    public HttpStatusCode Status => Response.StatusCode;

    public Uri Url => Response.RequestMessage!.RequestUri!;

    /// <summary>Where the browser is sent.</summary>
    public string? Location => Response.Headers.Location is { } to ? (to.IsAbsoluteUri ? to.PathAndQuery : to.ToString()) : null;

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string Title => Document.Title ?? "";

    public string Text => Document.Body?.TextContent ?? "";
}
