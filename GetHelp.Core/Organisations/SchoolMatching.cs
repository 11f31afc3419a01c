using GetHelp.Core.Data;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.Organisations;

/// <summary>The one search for schools, wherever somebody types what they know of one.</summary>
internal static class SchoolMatching
{
    /// <summary>The school of this URN, or every school whose name or town contains the text; all of them where nothing was typed.</summary>
    public static IQueryable<School> Matching(this IQueryable<School> schools, string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return schools;
        }

        var pattern = Containing.Pattern(text);
        return Urn.TryParse(text, out var urn)
            ? schools.Where(s => s.Urn == urn)
            : schools.Where(s => EF.Functions.Like(s.Name.ToLower(), pattern, Containing.Escape) || EF.Functions.Like(s.Address.Town!.ToLower(), pattern, Containing.Escape));
    }
}
