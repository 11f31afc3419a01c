using System.Threading.RateLimiting;
using GetHelp.Web.SignIn.Sessions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Limits;

/// <summary>How much of what may be asked in a minute. Each node counts for itself, in memory: it is the node that is to be spared. What must hold for
/// all of them together is counted in the database (<see cref="Core.SignIn.Limits.SignInLimits"/>).</summary>
internal static class RequestLimits
{
    private const string Hub = "/_blazor";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private enum Kind
    {
        /// <summary>Not limited here: styles and scripts, what comes over a circuit's connection, and the page that says "too many".</summary>
        Free,
        Supplier,
        SignIn,
        Upload,
        Export,
        Other,
    }

    public static IServiceCollection AddRequestLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (Kind, string)>(Partition);
        limiter.OnRejected = RefuseAsync;
    });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        await TooManyRequests.AnswerAsync(rejected.HttpContext, wait, new(OverdoneWith.Requests, Most: 0));
    }

    private static RateLimitPartition<(Kind, string)> Partition(HttpContext http)
    {
        var kind = KindOf(http);
        return kind == Kind.Free
            ? RateLimitPartition.GetNoLimiter((kind, ""))
            : RateLimitPartition.GetFixedWindowLimiter((kind, Who(http)), of => new() { PermitLimit = Most(http, of.Item1), Window = Minute });
    }

    private static Kind KindOf(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is not null ? Kind.Free
        : http.GetEndpoint() is { } endpoint ? KindOf(http.Request, endpoint)
        : Kind.Other;

    private static Kind KindOf(HttpRequest request, Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<TooManyAnswer>() is not null ? Kind.Supplier
        : endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || request.Path.StartsWithSegments(Hub, StringComparison.Ordinal) ? Kind.Free
        : HttpMethods.IsPost(request.Method) ? KindOfForm(request)
        : MakesAFile(endpoint) ? Kind.Export
        : Kind.Other;

    private static Kind KindOfForm(HttpRequest request) =>
        request.Path.StartsWithSegments(SignIn.SignInLinks.SignIn, StringComparison.OrdinalIgnoreCase) ? Kind.SignIn
        : request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true ? Kind.Upload
        : Kind.Other;

    private static bool MakesAFile(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } route }
        && (route.EndsWith(".csv", StringComparison.Ordinal) || route.EndsWith(".xlsx", StringComparison.Ordinal));

    private static int Most(HttpContext http, Kind kind)
    {
        var options = http.RequestServices.GetRequiredService<IOptions<LimitOptions>>().Value;
        return kind switch
        {
            Kind.Supplier => options.SupplierCallsPerMinute,
            Kind.SignIn => options.SignInsPerMinute,
            Kind.Upload => options.UploadsPerMinute,
            Kind.Export => options.ExportsPerMinute,
            _ => options.RequestsPerMinute,
        };
    }

    private static string Who(HttpContext http) =>
        SessionPrincipal.Of(http.User)?.OwnerId is { } person ? $"person {person}" : http.Client().Reveal();
}
