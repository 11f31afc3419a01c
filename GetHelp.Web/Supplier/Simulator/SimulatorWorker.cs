using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using GetHelp.Core;
using GetHelp.Core.Supplier;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier.Simulator;

/// <summary>Tells the portal what becomes of orders, as the supplier would: over HTTP, with its token, again and again until it is heard.</summary>
internal sealed class SimulatorWorker(
    SimulatorBook book,
    IHttpClientFactory clients,
    IOptions<SimulatorOptions> options,
    IOptions<SupplierOptions> supplier,
    TimeProvider clock,
    ILogger<SimulatorWorker> logger) : BackgroundService
{
    public const string Client = "simulator";

    private static readonly TimeSpan BeforeNextTry = TimeSpan.FromSeconds(2);

    private readonly Uri events = new(options.Value.PortalAddress, OrderEventsEndpoint.Path);

    /// <summary>How often it looks: often enough for the length of its days.</summary>
    private TimeSpan Tick => TimeSpan.FromMilliseconds(Math.Clamp(options.Value.WorkingDay.TotalMilliseconds / 20, 10, 500));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var order in book.Due())
            {
                await TellAsync(order, stoppingToken);
            }

            await Task.Delay(Tick, clock, stoppingToken);
        }
    }

    private async Task TellAsync(SimulatedOrder order, CancellationToken stopping)
    {
        try
        {
            var step = order.Next!;
            using var response = await PostAsync(step.Event, stopping);
            book.Change(await AfterAsync(order, response, stopping));
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested && exception is HttpRequestException or TaskCanceledException)
        {
            logger.LogInformation("The simulated supplier cannot reach the portal at {Address} and tries again: {Why}", events, exception.Message);
            book.Change(Later(order));
        }
    }

    private async Task<HttpResponseMessage> PostAsync(OrderEvent happened, CancellationToken stopping)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, events)
        {
            Content = JsonContent.Create(happened, options: PortalJson.Options),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", supplier.Value.EventsToken) },
        };
        using var client = clients.CreateClient(Client);
        return await client.SendAsync(request, stopping);
    }

    private async Task<SimulatedOrder> AfterAsync(SimulatedOrder order, HttpResponseMessage response, CancellationToken stopping)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return order with { Told = order.Told + 1 };
            case HttpStatusCode.Conflict when order.Next!.Event.Type is OrderEventType.Stopped or OrderEventType.Corrected or OrderEventType.RequestRefused:
                return order with { Told = order.Told + 1 }; // support was quicker: the order goes on as support said
            case HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Conflict:
                var why = await response.Content.ReadAsStringAsync(stopping);
                logger.LogWarning("The portal does not take event {Event} of the simulated supplier: {Why}", order.Next!.Event.EventId, why);
                return order with { GivenUp = why };
            default:
                logger.LogInformation("The portal answered the simulated supplier {Status}; it tries again.", response.StatusCode);
                return Later(order);
        }
    }

    private SimulatedOrder Later(SimulatedOrder order) => order with { NotBefore = clock.GetUtcNow().UtcDateTime + BeforeNextTry };
}
