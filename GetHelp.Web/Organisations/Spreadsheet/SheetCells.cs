using GetHelp.Core.Organisations.Spreadsheet;
using GetHelp.Web.Organisations.YourSchools;
using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Organisations.Spreadsheet;

/// <summary>The cells of the table that shows a workbook row by row.</summary>
internal static class SheetCells
{
    public static MarkupString School(int responsibleBodyId, SheetLine line) => line.Urn is { } urn
        ? Html.Of($"""<span class="name"><a href="{YourSchoolsLinks.School(new() { ResponsibleBodyId = responsibleBodyId }, urn)}">{line.Named}</a> <span class="quiet">{urn}</span></span>""")
        : Html.Of($"""<span class="name">{(line.Named.Length == 0 ? "No school" : line.Named)}</span>""");

    /// <summary>Each cell that changes, before and after; or each that cannot be used, and why.</summary>
    public static MarkupString Words(SheetLine line)
    {
        IReadOnlyList<MarkupString> words = line.Problems.Count > 0
            ? [.. line.Problems.Select(problem => problem.Column is null ? Html.Of($"{problem.Why}") : Html.Of($"<strong>{problem.Column}:</strong> {problem.Why}"))]
            : [.. line.Changes.Select(change => Html.Of($"<strong>{change.Column}:</strong> {change.From} → {change.To}"))];
        return words switch
        {
            [] => Html.Of($"Stays as it is"),
            [var only] => Html.Of($"""<div class="breakable">{only}</div>"""),
            _ => new($"""<ul class="breakable">{string.Concat(words.Select(word => $"<li>{word.Value}</li>"))}</ul>"""),
        };
    }

    public static MarkupString Outcome(SheetLine line, SpreadsheetStage stage) => (line.State, stage) switch
    {
        (SheetLineState.Changes, SpreadsheetStage.Done) => Tags.Html(Tone.Success, "Changed"),
        (SheetLineState.Changes, _) => Tags.Html(Tone.Info, "Would change"),
        (SheetLineState.Conflict, _) => Tags.Html(Tone.Attention, "Changed meanwhile"),
        (SheetLineState.Bad, _) => Tags.Html(Tone.Danger, "Cannot be used"),
        _ => Tags.Html(Tone.Neutral, "As it is"),
    };
}
