using Bunit;
using GetHelp.Core.Live;
using GetHelp.Tests.TestSupport;
using GetHelp.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Live;

public sealed class LiveMarkTests : BunitContext
{
    private readonly TestClock clock = new();
    private readonly LiveUpdates live;
    private int readings;

    public LiveMarkTests()
    {
        live = new(clock);
        Services.AddSingleton<TimeProvider>(clock).AddSingleton(live);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Fact]
    public void A_page_without_a_circuit_subscribes_to_nothing_and_does_not_claim_to_be_live()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));

        var mark = RenderMark(Topic.Orders);

        live.Subscriptions.ShouldBe(0);
        mark.Find(".live").TextContent.Trim().ShouldBe("Connecting…");
    }

    [Fact]
    public void A_page_on_a_circuit_reads_again_after_a_change_and_says_when_it_was()
    {
        var mark = RenderMark(Topic.School(1), Topic.Stock);
        live.Subscriptions.ShouldBe(1);
        mark.Find(".live").TextContent.Trim().ShouldBe("Live");

        clock.Advance(TimeSpan.FromMinutes(5));
        live.Publish([Topic.School(2)]);
        live.Publish([Topic.Stock]);

        mark.WaitForAssertion(() => mark.Find(".live").TextContent.ShouldContain("Changed at 10:05:00am"));
        readings.ShouldBe(1);
    }

    [Fact]
    public void A_page_that_renders_it_after_the_reading_has_it_rendered_once()
    {
        IRenderedComponent<LiveMark> mark = null!;
        mark = RenderMark(
            () =>
            {
                readings++;
                mark.Render();
                return Task.CompletedTask;
            },
            Topic.Orders);
        clock.Advance(TimeSpan.FromMinutes(5));

        live.Publish([Topic.Orders]);

        mark.WaitForAssertion(() => mark.Find(".live").TextContent.ShouldContain("Changed at 10:05:00am"));
        live.Subscriptions.ShouldBe(1);
        (readings, mark.RenderCount).ShouldBe((1, 2));
    }

    [Fact]
    public void Rendering_again_with_the_same_topics_subscribes_once()
    {
        var mark = RenderMark(Topic.Orders);

        mark.Render(parameters => parameters.Add(m => m.Topics, [Topic.Orders]));
        live.Subscriptions.ShouldBe(1);

        live.Publish([Topic.Orders]);
        mark.WaitForAssertion(() => readings.ShouldBe(1));
    }

    [Fact]
    public void Other_topics_take_the_place_of_the_first_ones()
    {
        var mark = RenderMark(Topic.School(1));

        mark.Render(parameters => parameters.Add(m => m.Topics, [Topic.School(2)]));
        live.Publish([Topic.School(1)]);
        live.Publish([Topic.School(2)]);

        mark.WaitForAssertion(() => readings.ShouldBe(1));
        live.Subscriptions.ShouldBe(1);
    }

    [Fact]
    public async Task Changes_during_a_reading_are_one_more_reading()
    {
        var (reading, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var mark = RenderMark(
            async () =>
            {
                if (++readings == 1)
                {
                    reading.SetResult();
                    await goOn.Task;
                }
            },
            Topic.Orders);

        live.Publish([Topic.Orders]);
        await reading.Task;
        for (var i = 0; i < 100; i++)
        {
            live.Publish([Topic.Orders]);
        }

        goOn.SetResult();
        await Eventually.BecomesTrueAsync("somebody to wait for the clock", () => clock.TimersWaiting == 1);
        clock.Advance(LiveSubscription.Pace);
        mark.WaitForAssertion(() => readings.ShouldBe(2));
        clock.TimersWaiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_page_that_is_left_leaves_no_subscription()
    {
        RenderMark(Topic.Orders);
        live.Subscriptions.ShouldBe(1);

        await DisposeComponentsAsync();

        live.Subscriptions.ShouldBe(0);
    }

    [Fact]
    public void What_a_reading_throws_reaches_the_pages_error_boundary()
    {
        var page = Render<ErrorBoundary>(parameters => parameters
            .Add(b => b.ErrorContent, failure => $"<p>It says: {failure.Message}</p>")
            .AddChildContent<LiveMark>(mark => mark
                .Add(m => m.Topics, [Topic.Orders])
                .Add(m => m.OnChange, () => throw new InvalidOperationException("the reading broke"))));

        live.Publish([Topic.Orders]);

        page.WaitForAssertion(() => page.Find("p").TextContent.ShouldBe("It says: the reading broke"));
        live.Subscriptions.ShouldBe(0);
    }

    [Fact]
    public async Task What_changed_while_the_page_was_on_its_way_is_read_again()
    {
        live.Publish([Topic.Orders]);
        clock.Advance(TimeSpan.FromSeconds(9));

        RenderMark(Topic.Orders);

        await Eventually.BecomesTrueAsync("the page to be read again", () => readings == 1);
    }

    [Fact]
    public void What_changed_long_before_is_not()
    {
        live.Publish([Topic.Orders]);
        clock.Advance(TimeSpan.FromSeconds(11));
        var mark = RenderMark(Topic.Orders);

        live.Publish([Topic.Orders]);

        mark.WaitForAssertion(() => readings.ShouldBe(1));
        clock.TimersWaiting.ShouldBe(0);
    }

    private IRenderedComponent<LiveMark> RenderMark(params Topic[] topics) => RenderMark(
        () =>
        {
            readings++;
            return Task.CompletedTask;
        },
        topics);

    private IRenderedComponent<LiveMark> RenderMark(Func<Task> onChange, params Topic[] topics) =>
        Render<LiveMark>(parameters => parameters.Add(m => m.Topics, topics).Add(m => m.OnChange, onChange));
}
