using System.Net.Http.Headers;
using System.Net.Http.Json;
using GetHelp.Core;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier;
using Microsoft.Extensions.Options;
using Polly;

namespace GetHelp.Web.Supplier;

/// <summary>The supplier, over HTTP. docs/supplier.md says what travels.</summary>
public sealed class HttpSupplier(IHttpClientFactory clients, IOptions<SupplierOptions> options, TimeProvider clock) : ISupplier
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "supplier";

    /// <summary>So much of an answer is kept for support.</summary>
    private const int SaidMaxLength = 300;

    private readonly ResiliencePipeline<SupplierAnswer> pipeline = SupplierPipeline.Build(clock);

    public Task PlaceOrderAsync(SupplierOrder order, string idempotencyKey, CancellationToken cancellationToken) =>
        TellAsync("orders", order, idempotencyKey, cancellationToken);

    public Task AskAsync(SupplierRequest request, string idempotencyKey, CancellationToken cancellationToken) =>
        TellAsync($"orders/{request.OrderNumber}/requests", request, idempotencyKey, cancellationToken);

    public Task StopOrderAsync(SupplierStop stop, string idempotencyKey, CancellationToken cancellationToken) =>
        TellAsync($"orders/{stop.OrderNumber}/stop", stop, idempotencyKey, cancellationToken);

    public Task CorrectOrderAsync(SupplierCorrection correction, string idempotencyKey, CancellationToken cancellationToken) =>
        TellAsync($"orders/{correction.OrderNumber}/correction", correction, idempotencyKey, cancellationToken);

    /// <param name="path">Under the supplier's address.</param>
    private async Task TellAsync<T>(string path, T message, string idempotencyKey, CancellationToken cancellationToken)
    {
        var supplier = options.Value;
        if (!supplier.IsConfigured)
        {
            throw new NotSentException("No supplier is configured: the message waits until Supplier:BaseAddress, Supplier:Token and Supplier:EventsToken are set.");
        }

        var answer = await pipeline.AskAsync(cancel => PostAsync(supplier, path, message, idempotencyKey, cancel), cancellationToken);
        if (!answer.IsYes)
        {
            throw new NotSentException($"The supplier answered {answer}") { RetryAfter = answer.RetryAfter };
        }
    }

    private async Task<SupplierAnswer> PostAsync<T>(SupplierOptions supplier, string path, T message, string idempotencyKey, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, supplier.At(path))
        {
            Content = JsonContent.Create(message, options: PortalJson.Options),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", supplier.Token) },
        };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var client = clients.CreateClient(Client);
        using var response = await client.SendAsync(request, cancellationToken);
        var said = await response.Content.ReadAsStringAsync(cancellationToken);
        return new(response.StatusCode, said.Length <= SaidMaxLength ? said : said[..SaidMaxLength], response.RetryAfter(clock));
    }
}
