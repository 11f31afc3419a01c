using System.Net;
using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Onboarding.Workspace;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Onboarding.Workspace;

public sealed class HttpGoogleWorkspaceTests
{
    private readonly TestClock clock = new();
    private readonly List<Uri> asked = [];

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html><title>Sign in - Accounts</title>", WorkspaceAnswer.Yes)]
    [InlineData(HttpStatusCode.OK, "<html><TITLE dir=ltr> sign in &ndash; Accounts</TITLE>", WorkspaceAnswer.Yes)]
    [InlineData(HttpStatusCode.OK, "<html><title>Server error</title><p>Sign in</p>", WorkspaceAnswer.No)]
    [InlineData(HttpStatusCode.OK, "", WorkspaceAnswer.No)]
    [InlineData(HttpStatusCode.Found, "", WorkspaceAnswer.Yes)]
    [InlineData(HttpStatusCode.NotFound, "<title>Sign in</title>", WorkspaceAnswer.CouldNotBeAsked)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "", WorkspaceAnswer.CouldNotBeAsked)]
    public async Task What_comes_back_says_whether_it_is_a_Workspace_domain(HttpStatusCode status, string body, WorkspaceAnswer answer)
    {
        (await AskAsync(_ => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) }))).ShouldBe(answer);

        asked[0].ShouldBe(new Uri("https://google.example.org/a/school.example.org/sign-in"));
        asked.Count.ShouldBe(answer == WorkspaceAnswer.CouldNotBeAsked ? 2 : 1, "what may pass is asked once more");
    }

    [Fact]
    public async Task Nobody_there_is_no_answer() =>
        (await AskAsync(_ => throw new HttpRequestException("No such host"))).ShouldBe(WorkspaceAnswer.CouldNotBeAsked);

    [Fact]
    public async Task Whoever_does_not_answer_is_not_waited_for()
    {
        (await AskAsync(async cancel =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancel);
            throw new InvalidOperationException("never");
        })).ShouldBe(WorkspaceAnswer.CouldNotBeAsked);

        (clock.Now - new TestClock().Now).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Without_an_address_nobody_is_asked()
    {
        (await AskAsync(_ => throw new InvalidOperationException("asked"), address: "")).ShouldBe(WorkspaceAnswer.CouldNotBeAsked);
        asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("https://google.example.net/{domain}", true)]
    [InlineData("https://google.example.net/", false)]
    [InlineData("google.example.net/{domain}", false)]
    [InlineData("https://{domain}/sign-in", false)] // would ask whatever host somebody types
    public void An_address_has_the_domain_in_its_path(string address, bool isValid) =>
        new WorkspaceOptionsRules().Validate(null, new() { Address = address }).Succeeded.ShouldBe(isValid);

    private Task<WorkspaceAnswer> AskAsync(Func<CancellationToken, Task<HttpResponseMessage>> answer, string address = "https://google.example.org/a/{domain}/sign-in") =>
        new HttpGoogleWorkspace(new Clients(this, answer), Options.Create(new WorkspaceOptions { Address = address }), clock, NullLogger<HttpGoogleWorkspace>.Instance)
            .AskAsync("school.example.org", CancellationToken.None)
            .PassingTimeAsync(clock, TimeSpan.FromSeconds(0.25));

    private sealed class Clients(HttpGoogleWorkspaceTests test, Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler, IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test.asked.Add(request.RequestUri!);
            return answer(cancellationToken);
        }
    }
}
