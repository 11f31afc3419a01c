using System.Net.Mime;
using GetHelp.Web.Supplier.Simulator;

namespace GetHelp.Web.Onboarding.Workspace;

/// <summary>Somebody to play Google's sign-in pages in Development, wherever the supplier is played, so that a fresh clone asks nobody outside.
/// The first part of a domain says what is answered.</summary>
internal static class SimulatedWorkspace
{
    private const string Path = "/simulator/google-workspace/";

    /// <summary>Where it answers, under the portal's own address.</summary>
    public static string At(Uri portal) => new Uri(portal, Path).AbsoluteUri + WorkspaceOptions.Placeholder;

    public static void MapSimulatedWorkspace(this WebApplication app)
    {
        if (SimulatorHosting.Plays(app.Environment, app.Configuration))
        {
            app.MapGet(Path + "{domain}", Answer).AllowAnonymous();
        }
    }

    private static IResult Answer(string domain) => domain.Split('.')[0] switch
    {
        "not-google" => Page("Page not found"),
        "own-sign-in" => TypedResults.Redirect("https://sign-in.example.org/"),
        "out-of-order" => TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable),
        _ => Page("Sign in - simulated"),
    };

    private static IResult Page(string title) => TypedResults.Text($"<!DOCTYPE html><html><head><title>{title}</title></head><body></body></html>", MediaTypeNames.Text.Html);
}
