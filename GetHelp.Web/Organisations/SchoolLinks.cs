using GetHelp.Core.Organisations;

namespace GetHelp.Web.Organisations;

/// <summary>The addresses of what is known of a school; nobody else writes them.</summary>
public static class SchoolLinks
{
    public static string Details(Urn urn) => $"/schools/{urn}/details";
}
