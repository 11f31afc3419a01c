using GetHelp.Core.SignIn.Limits;

namespace GetHelp.Web.Limits;

internal static class ClientOfRequest
{
    /// <summary>From where this request comes, behind the proxies that the settings name.</summary>
    public static ClientAddress Client(this HttpContext http) => ClientAddress.Of(http.Connection.RemoteIpAddress);
}
