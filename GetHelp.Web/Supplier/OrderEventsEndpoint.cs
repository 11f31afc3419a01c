using GetHelp.Core;
using GetHelp.Core.Supplier;
using GetHelp.Web.Limits;

namespace GetHelp.Web.Supplier;

/// <summary>Where the supplier tells what became of orders. docs/supplier.md says what travels.</summary>
internal static class OrderEventsEndpoint
{
    public const string Path = "/supplier/order-events";

    public static void MapOrderEvents(this IEndpointRouteBuilder routes)
    {
        // The token is the whole of the door: no cookie is read here, so there is no forgery to guard against.
        var events = routes.MapGroup(Path).AllowAnonymous().DisableAntiforgery().AddEndpointFilter(AnswerFailuresAsync)
            .WithMetadata(new TooManyAnswer(SupplierProblems.TooMany));
        events.MapPost("", HandleAsync);
        events.MapMethods("", ["GET", "PUT", "PATCH", "DELETE"], () => SupplierProblems.NotPosted);
    }

    private static async Task<IResult> HandleAsync(HttpRequest request, OrderEvents events, SupplierDoor door, CancellationToken cancellationToken)
    {
        if ((await door.AskAsync(request)).Admitted is not { } caller)
        {
            request.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return SupplierProblems.NotKnown;
        }

        if (!request.HasJsonContentType() || request.Headers.ContentEncoding.Count > 0)
        {
            return SupplierProblems.NotJson;
        }

        if (await request.ReadSmallAsync(cancellationToken) is not { } body)
        {
            return SupplierProblems.TooLarge;
        }

        var happened = OrderEventReader.Read(body);
        if (happened.Refused)
        {
            return SupplierProblems.Of(happened.Refusals[0]);
        }

        var outcome = await events.ApplyAsync(caller.Viewer, happened.Value, cancellationToken);
        return outcome.Refused
            ? SupplierProblems.Of(outcome.Refusals[0])
            : TypedResults.Json(new { outcome = outcome.Value }, PortalJson.Options);
    }

    /// <summary>The supplier's systems get a problem document even for our own mistakes, and nothing of what is inside.</summary>
    private static async ValueTask<object?> AnswerFailuresAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
#pragma warning disable CA1031 // The outermost place of this conversation.
        catch (Exception exception) when (!context.HttpContext.RequestAborted.IsCancellationRequested && exception is not BadHttpRequestException)
#pragma warning restore CA1031
        {
            Logger(context.HttpContext).LogError(exception, "An order event could not be applied.");
            return SupplierProblems.OurFault;
        }
    }

    private static ILogger Logger(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OrderEventsEndpoint));
}
