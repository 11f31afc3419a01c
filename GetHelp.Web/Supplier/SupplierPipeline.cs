using System.Net;
using GetHelp.Core.Outbox;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace GetHelp.Web.Supplier;

/// <summary>What the supplier answered to one try.</summary>
/// <param name="Said">The beginning of the answer's body, for support.</param>
internal sealed record SupplierAnswer(HttpStatusCode Status, string Said, TimeSpan? RetryAfter)
{
    /// <summary>The supplier's own name for what it took, where it gives one.</summary>
    public string? TransactionId { get; init; }

    public bool IsYes => (int)Status is >= 200 and < 300;

    /// <summary>Worth asking again: not this order is wrong, but this moment.</summary>
    public bool MayPass => Status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)Status >= 500;

    public override string ToString() => Said.Length == 0 ? $"{(int)Status} {Status}" : $"{(int)Status} {Status}: {Said}";
}

/// <summary>How patiently the supplier is asked: a few tries close together here; what they do not achieve the outbox tries again later.</summary>
internal static class SupplierPipeline
{
    /// <summary>Everything together; well within <see cref="OutboxDelivery.LongestAttempt"/>.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromSeconds(40);

    public static readonly TimeSpan EachTry = TimeSpan.FromSeconds(10);

    /// <summary>A supplier that asks for a longer pause gets it from the outbox.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    /// <summary>How long the supplier is left alone after half of at least ten tries within half a minute failed.</summary>
    public static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(30);

    public const int Retries = 3;

    public const int TriesBeforeLeavingAlone = 10;

    public static ResiliencePipeline<SupplierAnswer> Build(TimeProvider clock) => new ResiliencePipelineBuilder<SupplierAnswer> { TimeProvider = clock }
        .AddTimeout(Total)
        .AddRetry(new RetryStrategyOptions<SupplierAnswer>
        {
            ShouldHandle = Failures().HandleResult(answer => answer.MayPass && !(answer.RetryAfter > LongestPause)),
            MaxRetryAttempts = Retries,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = LongestPause,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = again => ValueTask.FromResult(again.Outcome.Result?.RetryAfter),
        })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<SupplierAnswer>
        {
            ShouldHandle = Failures().HandleResult(answer => answer.MayPass),
            FailureRatio = 0.5,
            MinimumThroughput = TriesBeforeLeavingAlone,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = LeftAlone,
        })
        .AddTimeout(EachTry)
        .Build();

    /// <summary>Asks as patiently as that; an answer that is a "no" is an answer.</summary>
    /// <exception cref="NotSentException">There was none.</exception>
    public static async Task<SupplierAnswer> AskAsync(
        this ResiliencePipeline<SupplierAnswer> pipeline, Func<CancellationToken, Task<SupplierAnswer>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await pipeline.ExecuteAsync(async cancel => await ask(cancel), cancellationToken);
        }
        catch (HttpRequestException exception)
        {
            throw new NotSentException($"The supplier could not be reached: {exception.Message}", exception);
        }
        catch (TimeoutRejectedException exception)
        {
            throw new NotSentException($"The supplier did not answer within {exception.Timeout.TotalSeconds} seconds", exception);
        }
        catch (BrokenCircuitException exception)
        {
            throw new NotSentException("The supplier has just failed repeatedly and is left alone for a while", exception) { RetryAfter = exception.RetryAfter };
        }
    }

    /// <summary>How long the supplier asks to be left alone, from now.</summary>
    public static TimeSpan? RetryAfter(this HttpResponseMessage response, TimeProvider clock)
    {
        var asked = response.Headers.RetryAfter?.Delta ?? response.Headers.RetryAfter?.Date - clock.GetUtcNow();
        return asked > TimeSpan.Zero ? asked : null;
    }

    private static PredicateBuilder<SupplierAnswer> Failures() => new PredicateBuilder<SupplierAnswer>().Handle<HttpRequestException>().Handle<TimeoutRejectedException>();
}
