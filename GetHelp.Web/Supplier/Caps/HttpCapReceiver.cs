using System.Net.Http.Headers;
using System.Text;
using GetHelp.Core.Outbox;
using GetHelp.Core.Supplier.Caps;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier.Caps;

/// <summary>Where the supplier takes caps, over HTTP: XML with Basic authentication (spec 03 §1.2).</summary>
/// <remarks>One try: every call is kept, and the outbox tries again. Orders go another way (<see cref="HttpSupplier"/>).</remarks>
internal sealed class HttpCapReceiver(IHttpClientFactory clients, IOptions<SupplierOptions> options, TimeProvider clock) : ICapReceiver
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "supplier caps";

    /// <summary>A pool of hundreds of schools takes the supplier its time; well within <see cref="OutboxDelivery.LongestAttempt"/>.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Every record of a large pool refused, each with its reason.</summary>
    public const int LargestAnswer = 4 * 1024 * 1024;

    public bool IsConfigured => options.Value.CapsAddress is not null;

    public async Task<CapAnswer> SendAsync(string document, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await PostAsync(document, either.Token);
        }
        catch (HttpRequestException exception)
        {
            throw new NotSentException($"The supplier could not be reached: {exception.Message}", exception);
        }
        catch (OperationCanceledException exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new NotSentException($"The supplier did not answer within {Patience.TotalSeconds} seconds", exception);
        }
    }

    private async Task<CapAnswer> PostAsync(string document, CancellationToken cancellationToken)
    {
        var supplier = options.Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, supplier.CapsAddress)
        {
            Content = new StringContent(document, Encoding.UTF8, "application/xml"),
            Headers = { Authorization = BasicCredentials.Header(supplier.CapsUser!, supplier.CapsPassword!) },
        };
        using var client = clients.CreateClient(Client);
        using var response = await client.SendAsync(request, cancellationToken);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.RetryAfter(clock));
    }
}

/// <summary>A user and a password as Basic authentication carries them (RFC 7617).</summary>
internal static class BasicCredentials
{
    private const string Scheme = "Basic";

    public static AuthenticationHeaderValue Header(string user, string password) => new(Scheme, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));

    /// <summary>Whether a request carries these. In a time that tells nothing of how much of a guess was right.</summary>
    public static bool CarriesBasic(this HttpRequest request, string? user, string? password) =>
        !string.IsNullOrEmpty(user) && !string.IsNullOrEmpty(password)
        && AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var given)
        && given.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase)
        && BearerToken.AreSame(given.Parameter ?? "", Header(user, password).Parameter!);
}
