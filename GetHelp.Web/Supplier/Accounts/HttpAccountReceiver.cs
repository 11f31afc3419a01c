using System.Text;
using GetHelp.Core.Supplier.Accounts;
using GetHelp.Web.Supplier.Caps;
using Microsoft.Extensions.Options;
using Polly;

namespace GetHelp.Web.Supplier.Accounts;

/// <summary>Where the supplier takes account changes, over HTTP: JSON with Basic authentication (spec 03 §4.4).</summary>
internal sealed class HttpAccountReceiver(IHttpClientFactory clients, IOptions<SupplierOptions> options, TimeProvider clock) : IAccountReceiver
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "supplier accounts";

    /// <summary>In which the supplier says under what name it keeps a change.</summary>
    public const string TransactionHeader = "X-Transaction-Id";

    private readonly ResiliencePipeline<SupplierAnswer> pipeline = SupplierPipeline.Build(clock);

    public bool IsConfigured => options.Value.AccountsAddress is not null;

    public async Task<AccountAnswer> SendAsync(string document, CancellationToken cancellationToken)
    {
        var answer = await pipeline.AskAsync(cancel => PostAsync(document, cancel), cancellationToken);
        return new((int)answer.Status, answer.Said, answer.TransactionId, answer.RetryAfter);
    }

    private async Task<SupplierAnswer> PostAsync(string document, CancellationToken cancellationToken)
    {
        var supplier = options.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, supplier.AccountsAddress)
        {
            Content = new StringContent(document, Encoding.UTF8, "application/json"),
            Headers = { Authorization = BasicCredentials.Header(supplier.AccountsUser!, supplier.AccountsPassword!) },
        };
        using var client = clients.CreateClient(Client);
        using var response = await client.SendAsync(request, cancellationToken);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.RetryAfter(clock))
        {
            TransactionId = response.Headers.TryGetValues(TransactionHeader, out var ids) ? ids.First() : null,
        };
    }
}
