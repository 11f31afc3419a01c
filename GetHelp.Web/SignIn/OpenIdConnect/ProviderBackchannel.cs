using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace GetHelp.Web.SignIn.OpenIdConnect;

/// <summary>Speaks with the provider, without the browser in between. Somebody waits for each answer: nothing is tried for long.</summary>
internal sealed class ProviderBackchannel(IHttpClientFactory clients, TimeProvider clock) : IDocumentRetriever
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "openid-connect";

    public const int LargestAnswer = 512 * 1024;

    public static readonly TimeSpan EachTry = TimeSpan.FromSeconds(6);

    private readonly ResiliencePipeline<Answer> reading = Build(clock, tries: 2);

    /// <summary>A code can be redeemed once: whether the first try did is not to be known.</summary>
    private readonly ResiliencePipeline<Answer> redeeming = Build(clock, tries: 1);

    /// <summary>What the provider tells of itself: where everything is, and its keys.</summary>
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        var answer = await AskAsync(reading, () => new(HttpMethod.Get, address), cancel);
        return answer.IsYes ? answer.Body : throw Failed("a document of the provider's", answer);
    }

    /// <summary>Gives a code for tokens.</summary>
    public async Task<JsonDocument> RedeemAsync(string address, IReadOnlyDictionary<string, string> form, CancellationToken cancel)
    {
        var answer = await AskAsync(redeeming, () => new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form) }, cancel);
        return answer.IsYes ? Read(answer) : throw Failed("the tokens", answer);
    }

    /// <summary>What the provider knows of whom a token is for.</summary>
    public async Task<JsonDocument> GetUserInfoAsync(string address, string accessToken, CancellationToken cancel)
    {
        var bearer = new AuthenticationHeaderValue("Bearer", accessToken);
        var answer = await AskAsync(reading, () => new(HttpMethod.Get, address) { Headers = { Authorization = bearer } }, cancel);
        return answer.IsYes ? Read(answer) : throw Failed("the user info", answer);
    }

    private async Task<Answer> AskAsync(ResiliencePipeline<Answer> pipeline, Func<HttpRequestMessage> ask, CancellationToken cancel)
    {
        try
        {
            return await pipeline.ExecuteAsync(async token => await AskOnceAsync(ask, token), cancel);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException)
        {
            throw new ProviderException(WhyNotSignedIn.Unavailable, "The provider could not be reached", exception);
        }
    }

    private async Task<Answer> AskOnceAsync(Func<HttpRequestMessage> ask, CancellationToken cancel)
    {
        using var request = ask();
        request.Headers.Accept.Add(new(MediaTypeNames.Application.Json));
        using var client = clients.CreateClient(Client);
        using var response = await client.SendAsync(request, cancel);
        return new(response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    private static JsonDocument Read(Answer answer)
    {
        try
        {
            var read = JsonDocument.Parse(answer.Body);
            return read.RootElement.ValueKind == JsonValueKind.Object ? read : throw new JsonException();
        }
        catch (JsonException)
        {
            throw ProviderException.NotTrusted("The provider answered with something that is no JSON object");
        }
    }

    private static ProviderException Failed(string what, Answer answer) => new(
        answer.MayPass ? WhyNotSignedIn.Unavailable : WhyNotSignedIn.NotTrusted,
        $"Asked for {what}, the provider answered {(int)answer.Status}");

    private static ResiliencePipeline<Answer> Build(TimeProvider clock, int tries)
    {
        var pipeline = new ResiliencePipelineBuilder<Answer> { TimeProvider = clock };
        if (tries > 1)
        {
            pipeline.AddRetry(new RetryStrategyOptions<Answer>
            {
                ShouldHandle = new PredicateBuilder<Answer>().Handle<HttpRequestException>().Handle<TimeoutRejectedException>().HandleResult(answer => answer.MayPass),
                MaxRetryAttempts = tries - 1,
                Delay = TimeSpan.FromMilliseconds(300),
                UseJitter = true,
            });
        }

        return pipeline.AddTimeout(EachTry).Build();
    }

    private sealed record Answer(HttpStatusCode Status, string Body)
    {
        public bool IsYes => Status == HttpStatusCode.OK;

        /// <summary>Not what was asked is wrong, but this moment.</summary>
        public bool MayPass => (int)Status >= 500 || Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
    }
}
