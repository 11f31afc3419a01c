using System.Net;
using AngleSharp.Dom;
using GetHelp.Tests.TestSupport;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shell;

public sealed class ShellPagesTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/privacy")]
    [InlineData("/accessibility")]
    [InlineData("/contact")]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/check-your-email")]
    public async Task A_static_page_has_one_heading_a_title_and_no_script(string url)
    {
        await using var portal = await Portal.StartAsync();

        var page = await portal.Open().GetAsync(url);

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.QuerySelectorAll("h1").Length.ShouldBe(1);
        page.Title.ShouldEndWith(" – Get help with technology");
        page.Document.QuerySelectorAll("script").ShouldBeEmpty();
        page.Document.QuerySelector("html")!.GetAttribute("lang").ShouldBe("en-GB");
        page.Document.Body!.FirstElementChild!.TextContent.ShouldBe("Skip to main content");
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/css/base.css", HttpStatusCode.OK)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/home", HttpStatusCode.Redirect)]
    public async Task Every_answer_carries_the_security_headers(string url, HttpStatusCode status)
    {
        await using var portal = await Portal.StartAsync();

        var page = await portal.Open().GetAsync(url);

        page.Status.ShouldBe(status);
        page.Response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        page.Response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        var policy = page.Response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; script-src 'nonce-");
        policy.ShouldContain("style-src-attr 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        page.Response.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
    }

    [Theory]
    [InlineData("/no-such-page")]
    [InlineData("/schools/not-a-number/nothing")]
    [InlineData("/development/mailbox")]
    [InlineData("/development/letters")]
    public async Task What_is_not_there_is_a_page_that_says_so(string url)
    {
        await using var portal = await Portal.StartAsync("Production");

        var page = await portal.Open().GetAsync(url);

        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.Heading.ShouldBe("Page not found");
        page.Document.QuerySelector(".site-header").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_in_words()
    {
        await using var portal = await Portal.StartAsync();

        var answer = await portal.Open().Client.PostAsync("/sign-in", new FormUrlEncodedContent([new("_handler", "sign-in"), new("EmailAddress", "a@example.org")]));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("We could not read that");
    }

    [Fact]
    public async Task Assets_are_fingerprinted_and_compressed()
    {
        await using var portal = await Portal.StartAsync();
        var browser = portal.Open();
        var sheet = (await browser.GetAsync("/")).Document.QuerySelector("link[href*='base.']")!.GetAttribute("href")!;

        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + sheet);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        var answer = await browser.Client.SendAsync(request);

        sheet.ShouldMatch(@"^css/base\.[a-z0-9]{10}\.css$");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
    }
}
