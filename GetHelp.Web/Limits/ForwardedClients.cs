using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Limits;

/// <summary>Makes a request come from the person's machine, and not from the proxy in between.</summary>
internal static class ForwardedClients
{
    private const string ForwardedFor = "X-Forwarded-For";

    public static IServiceCollection AddForwardedClients(this IServiceCollection services)
    {
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptionsRules>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxyOptions>>((forwarded, proxies) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor; // the scheme is the settings' to say (PublicAddress)
            forwarded.ForwardLimit = null; // back through every proxy that is known, to the first address that is not
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in proxies.Value.Networks)
            {
                forwarded.KnownIPNetworks.Add(network);
            }
        });
        return services;
    }

    /// <summary>Before everything that asks where a request comes from.</summary>
    public static WebApplication UseForwardedClients(this WebApplication app)
    {
        app.UseForwardedHeaders();
        var warned = 0;
        app.Use((http, next) =>
        {
            if (IsPassedOnByStranger(http) && Interlocked.Exchange(ref warned, 1) == 0)
            {
                app.Logger.LogWarning(
                    "Requests carry {Header} from an address that Proxy:Known does not name. If that is your proxy, name it there: until then all who come through it are limited as one client.",
                    ForwardedFor);
            }

            return next(http);
        });
        return app;
    }

    /// <summary>A proxy that is known has had its header read and put aside.</summary>
    private static bool IsPassedOnByStranger(HttpContext http) =>
        http.Request.Headers.ContainsKey(ForwardedFor) && !http.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XOriginalForHeaderName);
}
