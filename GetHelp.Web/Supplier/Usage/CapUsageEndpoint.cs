using System.Threading.RateLimiting;
using GetHelp.Core.Supplier.Tokens;
using GetHelp.Core.Supplier.Usage;
using GetHelp.Web.Limits;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier.Usage;

/// <summary>Where the supplier tells how many devices it counts as ordered. docs/supplier.md says what travels; the address is the one that
/// the supplier's systems have had from the beginning.</summary>
internal static class CapUsageEndpoint
{
    public const string Path = "/computacenter/api/cap-usage/bulk-update";

    public const string RateLimit = "supplier usage";

    /// <summary>So much of what is no message is kept for support.</summary>
    private const int UnreadKept = 64 * 1024;

    public static void AddCapUsage(this IServiceCollection services)
    {
        services.AddSingleton<SupplierDoor>();
        services.Configure<RateLimiterOptions>(limits => limits.AddPolicy(RateLimit, http => RateLimitPartition.GetFixedWindowLimiter(
            http.Client(),
            _ => new()
            {
                PermitLimit = http.RequestServices.GetRequiredService<IOptions<SupplierOptions>>().Value.UsageRequestsPerSecond,
                Window = TimeSpan.FromSeconds(1),
            })));
    }

    public static void MapCapUsage(this WebApplication app)
    {
        // The token is the whole of the door, as with order events.
        app.MapPost(Path, HandleAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimit)
            .WithMetadata(new TooManyAnswer(CapUsageAnswers.TooMany));
    }

    private static async Task<IResult> HandleAsync(
        HttpRequest request, SupplierDoor door, CapUsageService usage, IOptions<SupplierOptions> options, ILogger<CapUsageService> logger, CancellationToken cancellationToken)
    {
        try
        {
            var caller = await door.AskAsync(request);
            return !caller.BroughtToken ? Unknown(request)
                : caller.Admitted is not { } admitted ? CapUsageAnswers.NotAllowed
                : await request.ReadAtMostAsync(options.Value.UsageMaxBytes, cancellationToken) is { } body ? await ApplyAsync(usage, admitted, body, cancellationToken)
                : await RefuseAsync(usage, admitted, options.Value.UsageMaxBytes, cancellationToken);
        }
#pragma warning disable CA1031 // The outermost place of this conversation: the supplier's systems get XML even for our own mistakes.
        catch (Exception exception) when (!request.HttpContext.RequestAborted.IsCancellationRequested && exception is not BadHttpRequestException)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "A cap usage message could not be applied.");
            return CapUsageAnswers.OurFault;
        }
    }

    private static async Task<IResult> RefuseAsync(CapUsageService usage, AdmittedCaller caller, int mostBytes, CancellationToken cancellationToken)
    {
        await usage.KeepUnreadAsync(caller.Viewer, document: "", $"The message was larger than {mostBytes / 1024:N0} KB and was not read", caller.Sender, cancellationToken);
        return CapUsageAnswers.TooLarge(mostBytes);
    }

    private static IResult Unknown(HttpRequest request)
    {
        request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return CapUsageAnswers.NoToken;
    }

    private static async Task<IResult> ApplyAsync(CapUsageService usage, AdmittedCaller caller, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var message = CapUsageReader.Read(body);
        if (message.Refused)
        {
            var text = CapUsageReader.Text(body);
            var (answer, why) = message.Refusals[0] switch
            {
                NotXml notXml => (CapUsageAnswers.Malformed(notXml), $"{notXml.Message}: {notXml.Why}"),
                NotOfSchema invalid => (CapUsageAnswers.Invalid(invalid), $"{invalid.Message}: {string.Join("; ", invalid.Wrong)}"),
                var other => throw new ArgumentOutOfRangeException(nameof(body), other, "The supplier is not told of this."),
            };
            await usage.KeepUnreadAsync(caller.Viewer, text.Length <= UnreadKept ? text : text[..UnreadKept], why, caller.Sender, cancellationToken);
            return answer;
        }

        // Begun, a message is applied to its end, whether or not the supplier goes on waiting: it would only send it again.
        var applied = await usage.ApplyAsync(caller.Viewer, message.Value, caller.Sender, CancellationToken.None);
        return applied.Refused ? CapUsageAnswers.NotAllowed : CapUsageAnswers.Of(applied.Value);
    }
}
