using GetHelp.Core.SignIn.Sessions;

namespace GetHelp.Web.SignIn.Looks;

/// <summary>On what may be sent by whoever looks as somebody else: it is about their own session.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AlsoInALookAttribute : Attribute;

/// <summary>Refuses what is sent by whoever looks as somebody else, before any of it is read: files would be kept before Core is asked. What is
/// done on a circuit Core refuses.</summary>
internal static class OnlyLooks
{
    private const string Refused = "ght.refused-to-a-look";

    /// <summary>After authentication, which says whether somebody looks.</summary>
    public static WebApplication UseOnlyLooks(this WebApplication app)
    {
        app.Use(RefuseAsync);
        return app;
    }

    /// <summary>Whether this was refused because somebody only looks: an error page says so.</summary>
    public static bool WasRefusedToALook(this HttpContext http) => http.Items.ContainsKey(Refused);

    public static bool IsALook(this HttpContext http) => http.Features.Get<SessionState>() is { Look: not null };

    private static Task RefuseAsync(HttpContext http, RequestDelegate next)
    {
        if (!http.IsALook() || IsReading(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<AlsoInALookAttribute>() is not null)
        {
            return next(http);
        }

        http.Items[Refused] = true;
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}
