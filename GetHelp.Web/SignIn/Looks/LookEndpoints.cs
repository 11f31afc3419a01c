using GetHelp.Core.SignIn.Looks;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Web.Home;
using GetHelp.Web.People;
using GetHelp.Web.People.Support;
using GetHelp.Web.Shell;
using Microsoft.AspNetCore.Antiforgery;

namespace GetHelp.Web.SignIn.Looks;

internal static class LookEndpoints
{
    public static IEndpointRouteBuilder MapLooks(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(LookLinks.Stop, StopAsync).RequireAuthorization(Policies.SignedIn).WithMetadata(FormCheckedInside.Mark, new AlsoInALookAttribute());
        return endpoints;
    }

    /// <summary>Back to the page of whoever it was: that is where it began. Where it has ended by itself there is nothing left to stop.</summary>
    private static async Task<IResult> StopAsync(HttpContext http, IAntiforgery antiforgery, LookService looks)
    {
        if (!http.IsALook())
        {
            return Results.LocalRedirect(Landing.Home);
        }

        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.BadRequest();
        }

        var session = http.Features.Get<SessionState>()!;
        await looks.StopAsync(session, http.RequestAborted);
        return Results.LocalRedirect(SupportPeopleLinks.Person(session.Look!.Person.UserId!.Value));
    }
}
