using Bunit;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GetHelp.Tests.Shared;

public sealed class SharedComponentsTests : BunitContext
{
    [Fact]
    public void An_error_summary_links_each_error_to_its_field_on_this_very_page()
    {
        Services.GetService<NavigationManager>()!.NavigateTo("/orders/new?school=1");
        JSInterop.Mode = JSRuntimeMode.Loose;

        var summary = Render<ErrorSummary>(p => p.Add(s => s.Errors, [new("laptops", "Enter a number of laptops"), new("routers", "Enter a number of routers")]));

        summary.Find("h2").TextContent.ShouldBe("There is a problem");
        summary.FindAll("a").Select(a => a.GetAttribute("href")).ShouldBe(["/orders/new?school=1#laptops", "/orders/new?school=1#routers"]);
    }

    [Fact]
    public void An_error_summary_takes_the_focus_when_it_appears_and_when_the_errors_are_others_and_not_otherwise()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        IReadOnlyList<FieldError> errors = [new("laptops", "Enter a number")];

        var summary = Render<ErrorSummary>(p => p.Add(s => s.Errors, []));
        Focuses().ShouldBe(0);
        summary.Render(p => p.Add(s => s.Errors, errors));
        Focuses().ShouldBe(1);
        summary.Render(p => p.Add(s => s.Errors, errors));
        Focuses().ShouldBe(1);
        summary.Render(p => p.Add(s => s.Errors, [new("laptops", "Enter fewer")]));
        Focuses().ShouldBe(2);
    }

    [Fact]
    public void Without_errors_there_is_no_summary() =>
        Render<ErrorSummary>(p => p.Add(s => s.Errors, [])).MarkupMatches("");

    [Fact]
    public void A_number_field_keeps_what_was_typed_and_says_what_is_wrong_with_it()
    {
        string? typed = null;
        var field = Render<NumberField>(p => p
            .Add(f => f.Id, "laptops").Add(f => f.Label, "How many laptops?").Add(f => f.Hint, "You can order up to 10")
            .Add(f => f.Error, "Enter a whole number").Add(f => f.Value, "ten").Add(f => f.ValueChanged, value => typed = value));

        var input = field.Find("input");
        input.GetAttribute("type").ShouldBe("text");
        input.GetAttribute("inputmode").ShouldBe("numeric");
        input.GetAttribute("value").ShouldBe("ten");
        input.GetAttribute("aria-invalid").ShouldBe("true");
        input.GetAttribute("aria-describedby").ShouldBe("laptops-hint laptops-error");
        field.Find("label[for=laptops]").TextContent.ShouldBe("How many laptops?");
        field.Find("#laptops-error").TextContent.ShouldBe("Error: Enter a whole number");

        input.Change("10");
        typed.ShouldBe("10");
    }

    [Fact]
    public void A_field_without_hint_and_error_is_described_by_nothing()
    {
        var input = Render<TextField>(p => p.Add(f => f.Id, "name").Add(f => f.Label, "Name")).Find("input");

        input.HasAttribute("aria-describedby").ShouldBeFalse();
        input.HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Theory]
    [InlineData(Tone.Neutral, "tag neutral")]
    [InlineData(Tone.Attention, "tag attention")]
    public void A_tag_says_its_status_in_words(Tone tone, string classes) =>
        Render<Tag>(p => p.Add(t => t.Tone, tone).AddChildContent("Delayed")).MarkupMatches($"""<strong class="{classes}">Delayed</strong>""");

    [Fact]
    public void A_summary_row_says_what_its_change_link_changes()
    {
        var row = Render<SummaryRow>(p => p.Add(r => r.Key, "Delivery address").Add(r => r.ChangeUrl, "/change").AddChildContent("1 High Street"));

        row.Find("a").TextContent.ShouldBe("Change delivery address");
        row.Find("dt").TextContent.ShouldBe("Delivery address");
    }

    [Fact]
    public void A_summary_row_that_cannot_be_changed_has_no_link() =>
        Render<SummaryRow>(p => p.Add(r => r.Key, "Order").AddChildContent("GHT-000123")).FindAll("a").ShouldBeEmpty();

    [Fact]
    public void A_confirmation_is_the_pages_heading() =>
        Render<Panel>(p => p.Add(c => c.Title, "Order placed").AddChildContent("GHT-000123"))
            .MarkupMatches("""<div class="panel"><h1>Order placed</h1><p>GHT-000123</p></div>""");

    private int Focuses() => JSInterop.Invocations.Count(call => call.Identifier.Contains("focus", StringComparison.Ordinal));
}
