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
