using Microsoft.Extensions.Logging;

namespace GetHelp.Web.SignIn;

/// <summary>Keeps the secret of a link out of the logs, whatever the settings ask for: the address in the e-mail carries it once, and the web server
/// would write every address down.</summary>
internal static class SecretsInLogs
{
    /// <summary>Writes the whole address of each request, at Information.</summary>
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>Last, and for each kind of log by its name: a rule of the settings that names one would win over one that does not.</summary>
    public static IServiceCollection AddSecretsStayOutOfLogs(this IServiceCollection services) => services.PostConfigure<LoggerFilterOptions>(filters =>
    {
        foreach (var provider in filters.Rules.Select(rule => rule.ProviderName).Prepend(null).Distinct().ToList())
        {
            filters.Rules.Add(new(provider, RequestLog, LogLevel.Warning, filter: null));
        }
    });
}
