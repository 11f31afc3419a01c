using GetHelp.Core.Onboarding.Chromebooks;
using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Onboarding.Chromebooks;

/// <summary>The addresses of the Chromebook journey; nobody else writes them.</summary>
public static class ChromebookJourneyLinks
{
    /// <summary>Begins it, or goes on with it.</summary>
    public static string Start(Urn urn, string? returnUrl = null) => JourneyLinks.With($"/schools/{urn}/chromebooks", returnUrl);

    public static string Question(Urn urn, ChromebookQuestion question) => $"{Start(urn)}/{question.Slug()}";

    public static string Saved(Urn urn, string? returnUrl) => JourneyLinks.With($"{Start(urn)}/saved", returnUrl);
}
