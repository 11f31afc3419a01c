namespace GetHelp.Web.Shell;

/// <summary>Secrets from a folder of files, as container platforms mount them: each file is a setting, its name with <c>__</c> for each <c>:</c>.</summary>
internal static class SecretFiles
{
    public const string Folder = "Secrets:Folder";

    /// <summary>They win over everything else that is set: whoever mounts a secret means it.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder is not there: better not to start than to start without them.</exception>
    public static WebApplicationBuilder AddSecretFiles(this WebApplicationBuilder builder)
    {
        if (builder.Configuration[Folder] is { Length: > 0 } folder)
        {
            builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        }

        return builder;
    }
}
