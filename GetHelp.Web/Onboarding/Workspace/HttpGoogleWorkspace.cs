using System.Net;
using System.Text.RegularExpressions;
using GetHelp.Core.Onboarding.Chromebooks;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace GetHelp.Web.Onboarding.Workspace;

/// <summary>Asks Google for a domain's sign-in page: Google's own, or the way to the domain's own, is a domain of Google Workspace (spec 04 §3).</summary>
public sealed partial class HttpGoogleWorkspace(IHttpClientFactory clients, IOptions<WorkspaceOptions> options, TimeProvider clock, ILogger<HttpGoogleWorkspace> log) : IGoogleWorkspace
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "google-workspace";

    /// <summary>The title stands at the beginning of a page; no more of one than this is read.</summary>
    public const int LargestPage = 1024 * 1024;

    /// <summary>Somebody waits for the answer: longer than this, and the domain is checked later.</summary>
    private static readonly TimeSpan Total = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan EachTry = TimeSpan.FromSeconds(4);

    private readonly ResiliencePipeline<WorkspaceAnswer> pipeline = Build(clock);

    public async Task<WorkspaceAnswer> AskAsync(string domain, CancellationToken cancellationToken)
    {
        if (!options.Value.IsConfigured)
        {
            return WorkspaceAnswer.CouldNotBeAsked;
        }

        try
        {
            return await pipeline.ExecuteAsync(async cancel => await AskOnceAsync(domain, cancel), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or BrokenCircuitException)
        {
            log.LogWarning(exception, "Whether {Domain} is a Google Workspace domain could not be checked; this is tried again later", domain);
            return WorkspaceAnswer.CouldNotBeAsked;
        }
    }

    private async Task<WorkspaceAnswer> AskOnceAsync(string domain, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(Client);
        using var response = await client.GetAsync(options.Value.Of(domain), cancellationToken);
        return response switch
        {
            { IsSuccessStatusCode: true } => IsSignIn(await response.Content.ReadAsStringAsync(cancellationToken)) ? WorkspaceAnswer.Yes : WorkspaceAnswer.No,
            { StatusCode: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest } => WorkspaceAnswer.Yes, // to the domain's own identity provider
            _ => WorkspaceAnswer.CouldNotBeAsked,
        };
    }

    private bool IsSignIn(string page) =>
        Title().Match(page) is { Success: true } title && WebUtility.HtmlDecode(title.Groups["title"].Value).Trim().StartsWith(options.Value.SignInTitle, StringComparison.OrdinalIgnoreCase);

    private static ResiliencePipeline<WorkspaceAnswer> Build(TimeProvider clock)
    {
        var failures = new PredicateBuilder<WorkspaceAnswer>()
            .Handle<HttpRequestException>().Handle<TimeoutRejectedException>().HandleResult(WorkspaceAnswer.CouldNotBeAsked);
        return new ResiliencePipelineBuilder<WorkspaceAnswer> { TimeProvider = clock }
            .AddTimeout(Total)
            .AddRetry(new RetryStrategyOptions<WorkspaceAnswer>
            {
                ShouldHandle = failures,
                MaxRetryAttempts = 1,
                Delay = TimeSpan.FromMilliseconds(500),
                UseJitter = true,
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<WorkspaceAnswer>
            {
                ShouldHandle = failures,
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(30),
            })
            .AddTimeout(EachTry)
            .Build();
    }

    [GeneratedRegex("<title[^>]*>(?<title>[^<]*)</title>", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Title();
}
