using Microsoft.Extensions.Configuration.Json;

namespace GetHelp.Web.Shell;

/// <summary>Where the settings and the files of the service are.</summary>
internal static class Settings
{
    private const string DevelopmentFile = "appsettings.Development.json";

    /// <summary>A published program finds its own files beside it, wherever it is started; a project finds them in its folder.</summary>
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    };

    /// <summary>In Development the settings at the top of the repository are read too: after appsettings.json, before the environment
    /// and the command line, which go on to win.</summary>
    public static WebApplicationBuilder AddRepositorySettings(this WebApplicationBuilder builder)
    {
        if (Repository(builder.Environment) is { } repository)
        {
            var sources = builder.Configuration.Sources;
            var last = sources.OfType<JsonConfigurationSource>().LastOrDefault();
            var settings = new JsonConfigurationSource { Path = Path.Combine(repository, DevelopmentFile), ReloadOnChange = true };
            settings.ResolveFileProvider();
            sources.Insert(last is null ? 0 : sources.IndexOf(last) + 1, settings);
        }

        return builder;
    }

    /// <summary>What a relative path in the settings starts from: the repository in Development, so that data/ is found from any project;
    /// otherwise the folder in which the program was started.</summary>
    public static string PathsStartAt(IHostEnvironment environment) => Repository(environment) ?? Directory.GetCurrentDirectory();

    private static string? Repository(IHostEnvironment environment)
    {
        var above = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(environment.ContentRootPath));
        return environment.IsDevelopment() && above is not null && File.Exists(Path.Combine(above, DevelopmentFile)) ? above : null;
    }
}
