using GetHelp.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace GetHelp.Web.Orders;

/// <summary>A domain as it is shown: nobody breaks it by a space, so it breaks before a dot where it has to.</summary>
internal static class Breakable
{
    public static MarkupString Of(string? text) => Html.Of($"""<span class="breakable">{Parts(text)}</span>""");

    /// <summary>The same without the element around it.</summary>
    public static MarkupString Parts(string? text) => new(Html.Of($"{text}").Value.Replace(".", "<wbr>.", StringComparison.Ordinal));
}
