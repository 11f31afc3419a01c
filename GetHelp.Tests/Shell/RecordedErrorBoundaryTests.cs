using System.Diagnostics;
using Bunit;
using GetHelp.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shell;

/// <summary>What goes wrong on a circuit is in the log, and on the page is where in the log.</summary>
public sealed class RecordedErrorBoundaryTests : BunitContext
{
    private readonly KeptErrors kept = new();

    public RecordedErrorBoundaryTests() => Services.AddSingleton<ILogger<RecordedErrorBoundary>>(kept);

    [Fact]
    public void A_page_that_fails_under_somebodys_press_tells_the_trace_of_the_press()
    {
        using var press = new Activity("a press").Start();

        var page = RenderBroken();

        page.Markup.ShouldContain(press.TraceId.ToHexString()[..8].ToUpperInvariant());
        page.Markup.ShouldNotContain("the reading broke");
        kept.Errors.ShouldHaveSingleItem().ShouldBe((press.TraceId.ToHexString(), "the reading broke"));
    }

    [Fact]
    public void One_that_fails_by_itself_gets_a_trace_of_its_own()
    {
        Activity.Current = null;

        var (first, second) = (RenderBroken(), RenderBroken());

        kept.Errors.Select(error => error.Trace).ShouldBeUnique();
        first.Find(".reference").TextContent.ShouldBe(kept.Errors[0].Trace[..8].ToUpperInvariant());
        second.Find(".reference").TextContent.ShouldBe(kept.Errors[1].Trace[..8].ToUpperInvariant());
        Activity.Current.ShouldBeNull();
    }

    private IRenderedComponent<Page> RenderBroken() => Render<Page>();

    /// <summary>As the frame around every page has it.</summary>
    private sealed class Page : ComponentBase
    {
        private RecordedErrorBoundary? boundary;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenComponent<RecordedErrorBoundary>(0);
            builder.AddComponentParameter(1, nameof(ErrorBoundary.ChildContent), (RenderFragment)(content =>
            {
                content.OpenComponent<Broken>(0);
                content.CloseComponent();
            }));
            builder.AddComponentParameter(2, nameof(ErrorBoundary.ErrorContent), (RenderFragment<Exception>)(_ => content =>
            {
                content.OpenComponent<SomethingWentWrong>(0);
                content.AddComponentParameter(1, nameof(SomethingWentWrong.Reference), boundary!.Reference);
                content.CloseComponent();
            }));
            builder.AddComponentReferenceCapture(3, it => boundary = (RecordedErrorBoundary)it);
            builder.CloseComponent();
        }
    }

    private sealed class Broken : ComponentBase
    {
        protected override void OnInitialized() => throw new InvalidOperationException("the reading broke");
    }

    private sealed class KeptErrors : ILogger<RecordedErrorBoundary>
    {
        public List<(string Trace, string Message)> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Errors.Add((Activity.Current!.TraceId.ToHexString(), exception!.Message));
    }
}
