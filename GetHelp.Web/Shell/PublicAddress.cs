using GetHelp.Core;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Shell;

internal static class PublicAddress
{
    /// <summary>Where people reach the service by https, a proxy has ended it and goes on in plain: the request is what the person's browser made of it.
    /// So cookies are secure, HSTS is said and forms are taken, without belief in headers that anybody can write.</summary>
    public static IApplicationBuilder UsePublicScheme(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<IOptions<SiteOptions>>().Value.BaseAddress.Scheme == Uri.UriSchemeHttps
            ? app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            })
            : app;
}
