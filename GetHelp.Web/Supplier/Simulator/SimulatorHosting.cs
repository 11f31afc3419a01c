using System.Text.Json;
using GetHelp.Core;
using GetHelp.Core.Allocations;
using GetHelp.Core.Orders;
using GetHelp.Core.Supplier;
using GetHelp.Web.Shell;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier.Simulator;

/// <summary>Somebody to play the supplier in Development: it takes orders where Supplier:BaseAddress points and calls the portal back.
/// Nothing of it is there in any other environment.</summary>
internal static class SimulatorHosting
{
    public const string BasePath = "/simulator/supplier";

    public static IHostApplicationBuilder AddSimulator(this IHostApplicationBuilder builder)
    {
        if (Plays(builder.Environment, builder.Configuration))
        {
            builder.Services.AddOptions<SimulatorOptions>()
                .BindConfiguration(SimulatorOptions.Section)
                .PostConfigure<IConfiguration, IHostEnvironment>((options, configuration, environment) =>
                {
                    options.PortalAddress ??= configuration.GetValue<Uri>("Site:BaseAddress")!;
                    options.Folder = Path.Combine(Settings.PathsStartAt(environment), options.Folder);
                })
                .ValidateDataAnnotations()
                .ValidateOnStart();
            builder.Services.AddSingleton<SimulatorBook>();
            builder.Services.AddSingleton<SimulatedAccounts>();
            builder.Services.AddHostedService<SimulatedAccountsWorker>();
            builder.Services.AddHttpClient(SimulatorWorker.Client, client => client.Timeout = TimeSpan.FromSeconds(10)).RemoveAllLoggers();
            builder.Services.AddHostedService<SimulatorWorker>();
        }

        return builder;
    }

    public static void MapSimulator(this WebApplication app)
    {
        if (Plays(app.Environment, app.Configuration))
        {
            var orders = app.MapGroup(BasePath + "/orders").AllowAnonymous().DisableAntiforgery().AddEndpointFilter(KnowAsync);
            orders.MapPost("", TakeAsync);
            orders.MapPost("/{number}/requests", AskAsync);
            orders.MapPost("/{number}/stop", (string number, SimulatorBook book) => Replan(book, number, (order, _) => order.Stop()));
            orders.MapPost("/{number}/correction", CorrectAsync);
            app.MapPost(BasePath + "/direct-orders", (SimulatorBook book, string shipTo, DeviceCategory category, int quantity) => book.OrderDirectly(shipTo, category, quantity))
                .AllowAnonymous().DisableAntiforgery();
            app.MapPost(BasePath + "/accounts", SimulatedAccounts.TakeAsync).AllowAnonymous().DisableAntiforgery();
            app.MapPost(BasePath + "/caps", SimulatedCaps.TakeAsync).AllowAnonymous().DisableAntiforgery();
        }
    }

    public static bool Plays(IHostEnvironment environment, IConfiguration configuration) =>
        environment.IsDevelopment() && configuration.GetValue<bool>($"{SimulatorOptions.Section}:{nameof(SimulatorOptions.Enabled)}");

    private static async ValueTask<object?> KnowAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (!request.Carries(request.HttpContext.RequestServices.GetRequiredService<IOptions<SupplierOptions>>().Value.Token))
        {
            return TypedResults.Problem("The token is not the one of this supplier.", statusCode: 401);
        }

        return request.Headers["Idempotency-Key"].Count == 1 ? await next(context) : TypedResults.Problem("Send one Idempotency-Key.", statusCode: 400);
    }

    private static async Task<IResult> TakeAsync(HttpRequest request, SimulatorBook book, CancellationToken cancellationToken)
    {
        if (await ReadAsync<SupplierOrder>(request, cancellationToken) is not { } order || !OrderNumber.TryParse(order.OrderNumber, out var number))
        {
            return TypedResults.Problem("This is not an order.", statusCode: 400);
        }

        var taken = book.Take(order, number);
        return TypedResults.Json(new { orderNumber = taken.Number, receivedAt = taken.ReceivedAt }, PortalJson.Options, statusCode: 202);
    }

    private static async Task<IResult> AskAsync(
        HttpRequest request, string number, SimulatorBook book, IOptions<SimulatorOptions> options, CancellationToken cancellationToken) =>
        await ReadAsync<SupplierRequest>(request, cancellationToken) is { } asked
            ? Replan(book, number, (order, now) => options.Value.AnswersRequests ? order.Answer(asked, request.Headers["Idempotency-Key"]!, now, options.Value) : order)
            : TypedResults.Problem("This is not a request.", statusCode: 400);

    private static async Task<IResult> CorrectAsync(
        HttpRequest request, string number, SimulatorBook book, IOptions<SimulatorOptions> options, CancellationToken cancellationToken) =>
        await ReadAsync<SupplierCorrection>(request, cancellationToken) is { } correction
            ? Replan(book, number, (order, now) => order.Correct(correction.Deliveries, now, options.Value.WorkingDay))
            : TypedResults.Problem("This is not a correction.", statusCode: 400);

    private static IResult Replan(SimulatorBook book, string number, Func<SimulatedOrder, DateTime, SimulatedOrder> plan) =>
        OrderNumber.TryParse(number, out var parsed) && book.Replan(parsed, plan) is not null
            ? TypedResults.Json(new { orderNumber = parsed }, PortalJson.Options, statusCode: 202)
            : TypedResults.Problem("This order has not come here.", statusCode: 404);

    private static async Task<T?> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await request.ReadFromJsonAsync<T>(PortalJson.Options, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // not JSON of what it should be, or not said to be JSON
        }
    }
}
