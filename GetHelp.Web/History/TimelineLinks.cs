using System.Globalization;
using GetHelp.Core.Organisations;

namespace GetHelp.Web.History;

/// <summary>The addresses of organisations' timelines; nobody else writes them.</summary>
public static class TimelineLinks
{
    public static string OfSchool(Urn urn, int page = 1) => Page($"/schools/{urn}/timeline", page);

    public static string OfResponsibleBody(int id, int page = 1) => Page(string.Create(CultureInfo.InvariantCulture, $"/responsible-bodies/{id}/timeline"), page);

    private static string Page(string path, int page) => page > 1 ? string.Create(CultureInfo.InvariantCulture, $"{path}?page={page}") : path;
}
