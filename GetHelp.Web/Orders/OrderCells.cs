using GetHelp.Core.Orders;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>What grids show of an order.</summary>
internal static class OrderCells
{
    public static MarkupString Number(OrderBoardRow row) => Html.Of($"""<a href="{OrderLinks.Order(row.Number)}">{row.Number}</a>""");

    public static MarkupString School(OrderBoardRow row) =>
        row.Urn is { } urn
            ? Html.Of($"""<span>{row.School} <span class="quiet">{(row.Town is null ? urn.ToString() : $"{row.Town}, {urn}")}</span></span>""")
            : Html.Of($"""{row.For}""");

    /// <summary>What is in it, where its Chromebooks are enrolled, and with whom it was placed if not here.</summary>
    public static MarkupString What(OrderBoardRow row) => Html.Of($"""<span>{row.Contents}{Domain(row)}{Source(row)}</span>""");

    /// <summary>Where it is, and what waits for support's answer.</summary>
    public static MarkupString State(OrderBoardRow row) => new(string.Join(' ', StateTags(row)));

    private static IEnumerable<MarkupString> StateTags(OrderBoardRow row)
    {
        yield return Tags.Html(row.Status.Tone(), row.Status.Words());
        if (row.OpenRequest is { } asked)
        {
            yield return Tags.Html(Tone.Attention, asked.Words());
        }

        if (row.OpenReports > 0)
        {
            yield return Tags.Html(Tone.Attention, "Problem reported");
        }

        if (row.CountsDiffer)
        {
            yield return Tags.Html(Tone.Attention, "Counts differ");
        }
    }

    private static MarkupString Domain(OrderBoardRow row) =>
        row.GoogleDomain is null ? default
        : ChromebookRules.IsUnknown(row.GoogleDomain) ? Html.Of($" {Tags.Html(Tone.Attention, "No domain")}")
        : Html.Of($""" <span class="quiet breakable">{Breakable.Parts(row.GoogleDomain)}</span>""");

    private static MarkupString Source(OrderBoardRow row) =>
        row.Source == OrderSource.Portal ? default : Html.Of($""" <span class="quiet">Placed with the supplier</span>""");

    /// <summary>Time passing is no news: an order does not light up for being a minute older.</summary>
    public static bool IsNews(OrderBoardRow before, OrderBoardRow now) => before with { Age = now.Age } != now;

    public static MarkupString Due(OrderBoardRow row) => row switch
    {
        { DueOn: null } => default,
        { Overdue: true } => Html.Of($"""<span class="nowrap">{row.DueOn.Value.ToShortDateText()}</span> {Tags.Html(Tone.Danger, "Overdue")}"""),
        _ => Html.Of($"""<span class="nowrap">{row.DueOn.Value.ToShortDateText()}</span>"""),
    };
}
