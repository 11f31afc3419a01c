using System.Net;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.StartUp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.StartUp;

public sealed class WaitingPageTests
{
    [Fact]
    public async Task Until_the_data_is_there_every_page_says_how_far_it_has_come_and_then_opens()
    {
        var slow = new SlowData();
        await using var portal = await Portal.StartAsync(ready: false, configure: services => services.AddSingleton<IFirstData>(slow));
        var browser = portal.Open();
        await slow.Begun;

        var waiting = await browser.GetAsync("/home");
        waiting.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        waiting.Response.Headers.RetryAfter.ShouldNotBeNull();
        waiting.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        waiting.Heading.ShouldBe("The service is starting");
        waiting.Document.QuerySelector("progress")!.GetAttribute("value").ShouldBe("42");
        waiting.Text.ShouldContain("Reading <the> register");
        waiting.Document.QuerySelector("meta[http-equiv=refresh]").ShouldNotBeNull();

        slow.Finish();
        await portal.Services.GetRequiredService<StartUpState>().WhenReadyAsync(CancellationToken.None);
        (await browser.GetAsync("/")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_it_starts_the_stylesheets_are_served()
    {
        var slow = new SlowData();
        await using var portal = await Portal.StartAsync(ready: false, configure: services => services.AddSingleton<IFirstData>(slow));
        await slow.Begun;

        var css = await portal.Open().Client.GetAsync("/css/base.css");

        css.StatusCode.ShouldBe(HttpStatusCode.OK);
        css.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        (await css.Content.ReadAsStringAsync()).ShouldContain(".site-header");
        slow.Finish();
    }

    [Fact]
    public async Task What_cannot_start_stops_and_never_says_it_is_ready()
    {
        var broken = new SlowData();
        await using var portal = await Portal.StartAsync(ready: false, configure: services => services.AddSingleton<IFirstData>(broken));
        var state = portal.Services.GetRequiredService<StartUpState>();
        var lifetime = portal.Services.GetRequiredService<IHostApplicationLifetime>();
        var stopping = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStopping.Register(stopping.SetResult);

        broken.Fail();
        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(20));

        state.IsReady.ShouldBeFalse();
        Environment.ExitCode.ShouldBe(1);
        Environment.ExitCode = 0; // this process goes on
    }

    private sealed class SlowData : IFirstData
    {
        private readonly TaskCompletionSource begun = new();
        private readonly TaskCompletionSource finish = new();

        public Task Begun => begun.Task;

        public void Finish() => finish.SetResult();

        public void Fail() => finish.SetException(new InvalidDataException("Broken on purpose."));

        public async Task FillAsync(IProgress<StartUpProgress> progress, CancellationToken cancellationToken)
        {
            progress.Report(new("Reading <the> register", 42));
            begun.SetResult();
            await finish.Task.WaitAsync(cancellationToken);
        }
    }
}
