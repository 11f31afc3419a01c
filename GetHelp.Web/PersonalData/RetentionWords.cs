using GetHelp.Core.PersonalData.Retention;

namespace GetHelp.Web.PersonalData;

/// <summary>How the page and the command say what retention came to.</summary>
internal static class RetentionWords
{
    public static string Count(int? count) => count is { } known ? known.ToString("N0") : "Failed";

    /// <summary>"3 letters, 1 drafts": what went, and what could not be carried out.</summary>
    public static string InShort(IReadOnlyList<RetentionOutcome> outcomes) =>
        outcomes.Where(outcome => outcome.Count != 0).Select(outcome => $"{outcome.Rule}: {Count(outcome.Count).ToLowerInvariant()}").ToList() is { Count: > 0 } said
            ? string.Join(", ", said)
            : "Nothing was too old";
}
