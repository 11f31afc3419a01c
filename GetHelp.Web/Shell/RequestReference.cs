using System.Diagnostics;

namespace GetHelp.Web.Shell;

/// <summary>By what a request, or something that happens on a circuit, is found in the logs: the beginning of its trace (W3C), which every log line
/// has and which goes on to the supplier. Short enough to be read out on the telephone.</summary>
public static class RequestReference
{
    /// <summary>On every answer: the whole trace.</summary>
    public const string Header = "X-Correlation-Id";

    private const int Length = 8;

    /// <summary>Null where nothing is traced.</summary>
    public static string? Now => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.TraceId.ToHexString()[..Length].ToUpperInvariant() : null;

    /// <summary>Begins something that has no request around it.</summary>
    internal static Activity Begin(string what)
    {
        Activity.Current = null; // of a circuit: what was opened hours ago is not what this belongs to
        return new Activity(what).SetIdFormat(ActivityIdFormat.W3C).Start();
    }

    /// <summary>Says it with the answer, whatever becomes of that: an error begins it anew.</summary>
    internal static IApplicationBuilder UseRequestReference(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            var trace = activity.TraceId.ToHexString();
            context.Response.OnStarting(() =>
            {
                context.Response.Headers[Header] = trace;
                return Task.CompletedTask;
            });
        }

        return next(context);
    });
}
