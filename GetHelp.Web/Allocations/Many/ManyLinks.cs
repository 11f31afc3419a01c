using GetHelp.Core.Allocations.Many;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Allocations.Many;

/// <summary>The addresses of the pages that change many schools at once.</summary>
public static class ManyLinks
{
    /// <summary>The form that takes a list, and the lists so far.</summary>
    public const string Lists = $"{AllocationLinks.Schools}/many";

    public static string List(Guid id, ListFilter? show = null, int page = 1) => (show, page) switch
    {
        (null, <= 1) => $"{Lists}/{id:N}",
        (null, _) => $"{Lists}/{id:N}?page={page}",
        ({ } rows, <= 1) => $"{Lists}/{id:N}?show={rows.Slug()}",
        ({ } rows, _) => $"{Lists}/{id:N}?show={rows.Slug()}&page={page}",
    };
}
