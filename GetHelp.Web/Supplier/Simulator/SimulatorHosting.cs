using System.Text.Json;
using GetHelp.Core;
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
            builder.Services.AddHttpClient(SimulatorWorker.Client, client => client.Timeout = TimeSpan.FromSeconds(10)).RemoveAllLoggers();
            builder.Services.AddHostedService<SimulatorWorker>();
        }

        return builder;
    }

    public static void MapSimulator(this WebApplication app)
    {
        if (Plays(app.Environment, app.Configuration))
        {
            app.MapPost(BasePath + "/orders", TakeAsync).AllowAnonymous().DisableAntiforgery();
            app.MapPost(BasePath + "/caps", SimulatedCaps.TakeAsync).AllowAnonymous().DisableAntiforgery();
        }
    }

    private static bool Plays(IHostEnvironment environment, IConfiguration configuration) =>
        environment.IsDevelopment() && configuration.GetValue<bool>($"{SimulatorOptions.Section}:{nameof(SimulatorOptions.Enabled)}");

    private static async Task<IResult> TakeAsync(HttpRequest request, SimulatorBook book, IOptions<SupplierOptions> supplier, CancellationToken cancellationToken)
    {
        if (!request.Carries(supplier.Value.Token))
        {
            return TypedResults.Problem("The token is not the one of this supplier.", statusCode: 401);
        }

        if (request.Headers["Idempotency-Key"].Count != 1)
        {
            return TypedResults.Problem("Send one Idempotency-Key.", statusCode: 400);
        }

        if (await ReadAsync(request, cancellationToken) is not { } order || !OrderNumber.TryParse(order.OrderNumber, out var number))
        {
            return TypedResults.Problem("This is not an order.", statusCode: 400);
        }

        var taken = book.Take(order, number);
        return TypedResults.Json(new { orderNumber = taken.Number, receivedAt = taken.ReceivedAt }, PortalJson.Options, statusCode: 202);
    }

    private static async Task<SupplierOrder?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFromJsonAsync<SupplierOrder>(PortalJson.Options, cancellationToken);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // not JSON of an order, or not said to be JSON
        }
    }
}
