using System.Diagnostics;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace GetHelp.Web.Shell;

/// <summary>Catches what goes wrong on a page of a circuit: once in the log, whole, and on the page nothing but where in the log.</summary>
public sealed class RecordedErrorBoundary : ErrorBoundary
{
    [Inject]
    public required ILogger<RecordedErrorBoundary> Log { get; init; }

    /// <summary>Of what went wrong last.</summary>
    public string? Reference { get; private set; }

    protected override Task OnErrorAsync(Exception exception)
    {
        // What came from a live update, and not from somebody's press, has no trace yet.
        using var activity = Activity.Current is null ? RequestReference.Begin("circuit") : null;
        Reference = RequestReference.Now;
        Log.LogError(exception, "A page failed");
        return Task.CompletedTask;
    }
}
