using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Shared;

/// <summary>What colour helps words along. It never says anything that the words do not.</summary>
public enum Tone
{
    Neutral,
    Info,
    Success,
    Attention,
    Danger,
}

internal static class Tones
{
    public static string Class(this Tone tone) => tone.ToString().ToLowerInvariant();
}

/// <summary>The tag as a piece of HTML, where a component for each would be too many.</summary>
internal static class Tags
{
    public static MarkupString Html(Tone tone, string words) => Shared.Html.Of($"""<strong class="tag {tone.Class()}">{words}</strong>""");
}
