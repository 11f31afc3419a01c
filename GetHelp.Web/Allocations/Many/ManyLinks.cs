using GetHelp.Core.Allocations.Many;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Allocations.Many;

/// <summary>The addresses of the pages that change many schools at once.</summary>
public static class ManyLinks
{
    private const string Root = $"{AllocationLinks.Schools}/many";

    /// <summary>The form that takes a list, and the lists so far. Not the root: that page is static, and a circuit, which knows no static pages,
    /// would take "many" for the URN of a school.</summary>
    public const string Lists = $"{Root}/new";

    public static string List(Guid id, ListFilter? show = null, int page = 1) => (show, page) switch
    {
        (null, <= 1) => $"{Root}/{id:N}",
        (null, _) => $"{Root}/{id:N}?page={page}",
        ({ } rows, <= 1) => $"{Root}/{id:N}?show={rows.Slug()}",
        ({ } rows, _) => $"{Root}/{id:N}?show={rows.Slug()}&page={page}",
    };
}
