using System.Net.Http.Headers;
using GetHelp.Core.People;
using GetHelp.Core.Supplier.Tokens;
using Microsoft.Extensions.Options;

namespace GetHelp.Web.Supplier;

/// <summary>Lets the supplier's systems in, the same way at every address of theirs: by a bearer token that somebody of the supplier has
/// made, or by the one of the settings.</summary>
/// <remarks>The scheme has to be said: a bare token is none.</remarks>
internal sealed class SupplierDoor(ApiTokens tokens, IOptions<SupplierOptions> options)
{
    private const string OfTheSettings = "The token of the settings";

    public async Task<SupplierCaller> AskAsync(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var given)
            || !given.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || string.IsNullOrWhiteSpace(given.Parameter))
        {
            return new(BroughtToken: false, null);
        }

        return new(
            BroughtToken: true,
            request.Carries(options.Value.EventsToken) ? new(Viewer.Supplier, OfTheSettings) : await tokens.AdmitAsync(given.Parameter, request.HttpContext.RequestAborted));
    }
}

/// <summary>Who is at the door.</summary>
/// <param name="Admitted">Null for who is not let in.</param>
internal sealed record SupplierCaller(bool BroughtToken, AdmittedCaller? Admitted);
