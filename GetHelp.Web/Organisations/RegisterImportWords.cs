using GetHelp.Core.Organisations;
using GetHelp.Web.Shared;

namespace GetHelp.Web.Organisations;

/// <summary>How pages speak of an import.</summary>
internal static class RegisterImportWords
{
    public static string Words(this RegisterImportState state) => state switch
    {
        RegisterImportState.Reading => "Reading",
        RegisterImportState.Previewed => "Waits for you",
        RegisterImportState.Applying => "Applying",
        RegisterImportState.Applied => "Applied",
        _ => "Failed",
    };

    public static Tone Tone(this RegisterImportState state) => state switch
    {
        RegisterImportState.Previewed => Shared.Tone.Attention,
        RegisterImportState.Applied => Shared.Tone.Success,
        RegisterImportState.Failed => Shared.Tone.Danger,
        _ => Shared.Tone.Info,
    };
}
