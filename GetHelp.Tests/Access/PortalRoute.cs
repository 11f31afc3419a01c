using GetHelp.Tests.TestSupport;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace GetHelp.Tests.Access;

/// <summary>An address that the running portal answers at: a page, or an endpoint with one of its methods.</summary>
/// <param name="Method">GET for a page; those of its forms are known by the page.</param>
/// <param name="Page">The component; null where it is no page.</param>
public sealed record PortalRoute(string Method, string Pattern, Type? Page, Endpoint Endpoint)
{
    public bool IsOpen => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public IReadOnlyList<IAuthorizeData> Policies => Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();

    public override string ToString() => $"{Method} {Pattern}";

    /// <summary>Everything that is mapped, but for stylesheets and scripts, which everybody is sent, and for what Blazor maps for itself.</summary>
    public static IReadOnlyList<PortalRoute> Of(Portal portal) =>
    [
        .. portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !IsBlazors(PatternOf(endpoint)))
            .SelectMany(Of)
            .Distinct(),
    ];

    private static IEnumerable<PortalRoute> Of(RouteEndpoint endpoint)
    {
        var page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type;
        return page is not null
            ? [new("GET", PatternOf(endpoint), page, endpoint)]
            : (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => new PortalRoute(method, PatternOf(endpoint), null, endpoint));
    }

    private static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static bool IsBlazors(string pattern) => pattern == "/{**path:file}" // static files, where they are not published yet
        || pattern.StartsWith("/_blazor", StringComparison.Ordinal) || pattern.StartsWith("/_framework", StringComparison.Ordinal);
}
