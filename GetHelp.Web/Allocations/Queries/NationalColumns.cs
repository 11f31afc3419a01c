using GetHelp.Core.Allocations;
using GetHelp.Core.Allocations.Queries;
using GetHelp.Web.Shared;
using GetHelp.Web.Shared.Grid;

namespace GetHelp.Web.Allocations.Queries;

/// <summary>National totals as a grid.</summary>
internal static class NationalColumns
{
    public static GridColumns<NationalLine> Of { get; } = new(
        line => line.Category,
        new("Devices", line => Html.Of($"{line.Category.Name()}")) { IsRowHeader = true },
        new("National total", line => Html.Of($"{line.Total?.ToString("N0") ?? "Not set"}")) { IsNumber = true },
        new("Set aside, social care included", line => Html.Of($"{line.SetAside.ToString("N0")}")) { IsNumber = true },
        new("Left", line => Html.Of($"{Left(line)}")) { IsNumber = true });

    private static string Left(NationalLine line) => line.Left switch
    {
        null => "No limit",
        < 0 and var over => $"None: {-over:N0} too many are set aside",
        var left => $"{left:N0}",
    };
}
