using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Shared.Grid;

/// <summary>What stands in a cell while it is changed. What is typed stays in the browser until it is saved, all of it at once (cell-grid.js): so it is one
/// piece of HTML, a third of what a browser would be sent for fields with handlers. Whoever has keys needs no buttons: Enter saves, Esc gives up, Tab
/// goes on.</summary>
public sealed record CellEditor
{
    private const string TheirsId = "cell-theirs";

    /// <summary>Which cell of what it is.</summary>
    public required string Label { get; init; }

    public required IReadOnlyList<CellField> Fields { get; init; }

    /// <summary>What somebody else has made of it meanwhile: there are two values to choose from. Null where nobody has.</summary>
    public string? Theirs { get; init; }

    /// <summary>Why not, where it is about no field.</summary>
    public string? Error { get; init; }

    /// <summary>How often it has been tried: an answer that is the same again must still be seen to be one.</summary>
    public int Tries { get; init; }

    public MarkupString ToHtml() => Html.Of(
        $"""<form class="cell-editor" aria-label="{Label}" data-cell="{(Theirs is null ? "" : "choose")}" data-tries="{Tries}">{Join(Fields.Select(Field))}{Why()}<div class="button-row">{Buttons()}</div></form>""");

    private MarkupString Field(CellField field) => field.IsTick
        ? Html.Of($"""<div><input class="tick" type="checkbox" id="{Id(field)}" name="{field.Name}" value="yes"{Flag(field.Value == "yes", "checked")}><label for="{Id(field)}">{field.Label}</label></div>""")
        : Html.Of($"""<div>{Why(field)}<label for="{Id(field)}"{Flag(Fields.Count == 1, "class=\"visually-hidden\"")}>{field.Label}</label>{Input(field)}</div>""");

    private MarkupString Input(CellField field) => field.Options is { } options
        ? Html.Of($"""<select class="input" id="{Id(field)}" name="{field.Name}"{State(field)}>{Join(options.Select(option => Option(field, option)))}</select>""")
        : Html.Of($"""<input class="input" id="{Id(field)}" name="{field.Name}" type="{field.Type}" value="{field.Value}" autocomplete="off"{State(field)}>""");

    private static MarkupString Option(CellField field, CellOption option) =>
        Html.Of($"""<option value="{option.Value}"{Flag(option.Value == field.Value, "selected")}>{option.Words}</option>""");

    private static MarkupString Why(CellField field) => field.Error is null
        ? default
        : Html.Of($"""<p class="field-error" id="{Id(field)}-error"><span class="visually-hidden">Error: </span>{field.Error}</p>""");

    private MarkupString Why() => this switch
    {
        { Theirs: not null } => Html.Of($"""<p class="field-error" id="{TheirsId}">Somebody has changed this meanwhile. It is now: <strong>{Theirs}</strong></p>"""),
        { Error: not null } => Html.Of($"""<p class="field-error">{Error}</p>"""),
        _ => default,
    };

    /// <summary>What describes the field, and whether it is wrong.</summary>
    private MarkupString State(CellField field) =>
        field.Error is not null ? Html.Of($""" aria-invalid="true" aria-describedby="{Id(field)}-error" """)
        : Theirs is not null ? Html.Of($""" aria-describedby="{TheirsId}" """)
        : default;

    /// <summary>Among the stops of the Tab key only where there is something to choose.</summary>
    private MarkupString Buttons() => Theirs is null
        ? Html.Of($"""<button class="button small" type="submit" tabindex="-1">Save</button><button class="button secondary small" type="reset" tabindex="-1">Cancel</button>""")
        : Html.Of($"""<button class="button small" type="submit">Save mine</button><button class="button secondary small" type="reset">Keep theirs</button>""");

    private static MarkupString Flag(bool isSet, string attribute) => isSet ? new(" " + attribute) : default;

    private static string Id(CellField field) => $"cell-{field.Name}";

    private static MarkupString Join(IEnumerable<MarkupString> parts) => new(string.Concat(parts.Select(part => part.Value)));
}
