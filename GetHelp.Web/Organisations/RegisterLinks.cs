namespace GetHelp.Web.Organisations;

/// <summary>The addresses of the register import.</summary>
public static class RegisterLinks
{
    /// <summary>The list of imports, and the form that starts one.</summary>
    public const string Imports = "/support/register";

    /// <summary>Where the form is posted.</summary>
    public const string Upload = Imports + "/upload";

    public static string Import(int id) => $"{Imports}/{id}";

    /// <summary>The form again, with what was wrong with it.</summary>
    public static string ImportsWith(UploadProblem problem) => $"{Imports}?problem={problem}";
}

/// <summary>Why an upload did not become an import.</summary>
public enum UploadProblem
{
    NoFile,
    TooLarge,

    /// <summary>The form was open for too long, or it did not come from this service.</summary>
    Stale,
}
