namespace GetHelp.Core.Organisations.Register;

/// <summary>The section "RegisterImport" of the settings.</summary>
public sealed class RegisterImportOptions
{
    public const string Section = "RegisterImport";

    /// <summary>Where uploaded files wait until their import is done. With more than one web node, a folder that all of them share.</summary>
    public string Folder { get; set; } = "data/uploads";
}
