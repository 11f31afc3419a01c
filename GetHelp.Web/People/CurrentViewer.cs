using System.Globalization;
using System.Security.Claims;
using GetHelp.Core.People;
using Microsoft.AspNetCore.Components.Authorization;

namespace GetHelp.Web.People;

/// <summary>Who is looking at this page, on a circuit or in a request that shows one. Read anew at each call, so that a membership that was
/// taken away is gone at the next thing the person does.</summary>
public sealed class CurrentViewer(AuthenticationStateProvider authentication, Viewers viewers)
{
    /// <summary>Null when nobody is signed in, or the person has been removed since.</summary>
    public async Task<Viewer?> FindAsync(CancellationToken cancellationToken = default)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return UserId(state.User) is { } id ? await viewers.FindAsync(id, cancellationToken) : null;
    }

    /// <summary>For pages that only signed-in people reach.</summary>
    /// <exception cref="NobodySignedInException">The person has been removed since they signed in.</exception>
    public async Task<Viewer> GetAsync(CancellationToken cancellationToken = default) =>
        await FindAsync(cancellationToken) ?? throw new NobodySignedInException();

    /// <summary>Who asks for a file, or posts one: such a request shows no page, and has its person from the cookie alone.</summary>
    /// <exception cref="NobodySignedInException">The person has been removed since they signed in.</exception>
    public async Task<Viewer> GetAsync(ClaimsPrincipal person, CancellationToken cancellationToken = default) =>
        (UserId(person) is { } id ? await viewers.FindAsync(id, cancellationToken) : null) ?? throw new NobodySignedInException();

    /// <summary>As of at most ten seconds ago: for what a live page reads again, where every change would cost a reading of the person in each session.</summary>
    /// <exception cref="NobodySignedInException">The person has been removed since they signed in.</exception>
    public async Task<Viewer> GetRecentAsync() => await FindRecentAsync() ?? throw new NobodySignedInException();

    /// <summary>The same, on pages that everybody reaches: null when nobody is signed in, or the person has been removed since.</summary>
    public async Task<Viewer?> FindRecentAsync()
    {
        var state = await authentication.GetAuthenticationStateAsync();
        return UserId(state.User) is { } id ? await viewers.FindRecentAsync(id) : null;
    }

    internal static int? UserId(ClaimsPrincipal person) =>
        int.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

/// <summary>Somebody without a name reached a page that is for signed-in people.</summary>
public sealed class NobodySignedInException() : InvalidOperationException("Nobody is signed in here, or they have been removed.");
