using System.Globalization;

namespace GetHelp.Web.Limits;

/// <summary>Why there is no answer now: for the page that says so.</summary>
public sealed record Overdone(OverdoneWith What, int Most);

public enum OverdoneWith
{
    Requests,
    PagesOfPerson,
    PagesOfClient,
}

/// <summary>On an endpoint of the supplier's systems: how they are told to wait, in their own format.</summary>
internal sealed record TooManyAnswer(Func<TimeSpan, IResult> Of);

internal static class TooManyRequests
{
    /// <summary>Says so in the answer's head, whatever is in it.</summary>
    public static void SayTooMany(this HttpResponse response, TimeSpan wait)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Seconds(wait).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Answers: people are shown a page (<see cref="TooManyView"/>) because the answer is left empty.</summary>
    public static async Task AnswerAsync(HttpContext http, TimeSpan wait, Overdone overdone)
    {
        http.Response.SayTooMany(wait);
        http.Features.Set(overdone);
        if (http.GetEndpoint()?.Metadata.GetMetadata<TooManyAnswer>() is { } supplier)
        {
            await supplier.Of(wait).ExecuteAsync(http);
        }
    }

    public static int Seconds(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
