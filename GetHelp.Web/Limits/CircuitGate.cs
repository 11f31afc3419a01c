using System.Security.Claims;
using GetHelp.Core.SignIn.Limits;
using GetHelp.Web.SignIn.Sessions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace GetHelp.Web.Limits;

/// <summary>Lets circuits in: for people who are signed in, and not without end.</summary>
internal static class CircuitGate
{
    private const string Hub = "/_blazor";
    private const string ClientClaim = "ght-client";

    /// <summary>After authentication: it has to be known who asks.</summary>
    public static WebApplication UseCircuitGate(this WebApplication app)
    {
        app.Use(PassAsync);
        return app;
    }

    /// <summary>Whose circuit this is. No request is to be seen from within one, so the gate has said where its connection comes from.</summary>
    public static CircuitOwner OwnerOf(ClaimsPrincipal person) =>
        new(SessionPrincipal.Of(person)?.OwnerId, ClientAddress.Again(person.FindFirstValue(ClientClaim)));

    private static Task PassAsync(HttpContext http, RequestDelegate next) =>
        http.Request.Path.StartsWithSegments(Hub, StringComparison.OrdinalIgnoreCase) ? ConnectAsync(http, next)
        : IsLivePage(http) ? OpenAsync(http, next)
        : next(http);

    /// <summary>The page is refused, and says so: its circuit alone, and it would stand there and not answer.</summary>
    private static Task OpenAsync(HttpContext http, RequestDelegate next) =>
        Circuits(http).WhyNotOpen(Owner(http)) is { } overdone ? RefuseAsync(http, overdone) : next(http);

    /// <summary>No page for everybody is live: whoever wants a circuit without having signed in was sent none of ours.</summary>
    private static Task ConnectAsync(HttpContext http, RequestDelegate next)
    {
        if (http.User.Identity?.IsAuthenticated is not true)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        if (IsNewConnection(http) && Circuits(http).WhyNotConnect(Owner(http)) is { } overdone)
        {
            return RefuseAsync(http, overdone);
        }

        http.User.AddIdentity(new([new Claim(ClientClaim, http.Client().Reveal())]));
        return next(http);
    }

    private static bool IsNewConnection(HttpContext http) =>
        HttpMethods.IsPost(http.Request.Method) && http.Request.Path.Value!.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase);

    private static bool IsLivePage(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } metadata
        && metadata.GetMetadata<ComponentTypeMetadata>() is not null
        && metadata.GetMetadata<ExcludeFromInteractiveRoutingAttribute>() is null;

    private static Task RefuseAsync(HttpContext http, Overdone overdone) => TooManyRequests.AnswerAsync(http, TimeSpan.FromSeconds(30), overdone);

    private static CircuitOwner Owner(HttpContext http) => new(SessionPrincipal.Of(http.User)?.OwnerId, http.Client());

    private static OpenCircuits Circuits(HttpContext http) => http.RequestServices.GetRequiredService<OpenCircuits>();
}
