using System.Security.Claims;
using GetHelp.Core.People;
using GetHelp.Core.SignIn.Sessions;
using GetHelp.Web.SignIn.Sessions;
using Microsoft.AspNetCore.Components.Authorization;

namespace GetHelp.Web.People;

/// <summary>Who is looking at this page, on a circuit or in a request that shows one. Read anew at each call, with their session, so that a membership
/// that was taken away is gone at the next thing the person does, and nothing is done in a session that is over.</summary>
public sealed class CurrentViewer(AuthenticationStateProvider authentication, SessionReader sessions)
{
    /// <summary>Somebody signed in opened this page, and it is not theirs any more: their session is over, or looks as somebody else.</summary>
    public event EventHandler? Lost;

    /// <summary>Null when nobody is signed in, or no longer.</summary>
    public async Task<Viewer?> FindAsync(CancellationToken cancellationToken = default) => await FindAsync(await PrincipalAsync(), cancellationToken);

    /// <summary>For pages that only signed-in people reach.</summary>
    /// <exception cref="NobodySignedInException">Their session is over.</exception>
    public async Task<Viewer> GetAsync(CancellationToken cancellationToken = default) =>
        await FindAsync(cancellationToken) ?? throw new NobodySignedInException();

    /// <summary>Who asks for a file, or posts one: such a request shows no page, and has its person from the cookie alone.</summary>
    /// <exception cref="NobodySignedInException">Their session is over.</exception>
    public async Task<Viewer> GetAsync(ClaimsPrincipal person, CancellationToken cancellationToken = default) =>
        await FindAsync(person, cancellationToken) ?? throw new NobodySignedInException();

    /// <summary>The same; null when nobody is signed in, or no longer.</summary>
    public async Task<Viewer?> FindAsync(ClaimsPrincipal person, CancellationToken cancellationToken = default) =>
        SessionPrincipal.Of(person) is { } session ? Of(session, await sessions.FindAsync(session.Secret, cancellationToken)) : null;

    /// <summary>As of at most ten seconds ago: for what a live page reads again, where every change would cost a reading of the person in each session.</summary>
    /// <exception cref="NobodySignedInException">Their session is over.</exception>
    public async Task<Viewer> GetRecentAsync() => await FindRecentAsync() ?? throw new NobodySignedInException();

    /// <summary>The same, on pages that everybody reaches: null when nobody is signed in, or no longer.</summary>
    public async Task<Viewer?> FindRecentAsync() => await FindRecentAsync(await PrincipalAsync());

    /// <inheritdoc cref="FindRecentAsync()"/>
    public async Task<Viewer?> FindRecentAsync(ClaimsPrincipal person) =>
        SessionPrincipal.Of(person) is { } session ? Of(session, await sessions.FindRecentAsync(session.Secret, session.OwnerId)) : null;

    private async Task<ClaimsPrincipal> PrincipalAsync() => (await authentication.GetAuthenticationStateAsync()).User;

    /// <summary>A page shows what one person sees. In a session that looks as another one by now, it is not to be read or written as that one.</summary>
    private Viewer? Of(SessionPrincipal page, SessionState? session)
    {
        if (session?.Viewer is { } viewer && viewer.UserId == page.PersonId)
        {
            return viewer;
        }

        Lost?.Invoke(this, EventArgs.Empty);
        return null;
    }
}

/// <summary>What was asked is called off, because nobody is signed in here, or no longer. On a circuit the page stays as it is, with what was typed into it:
/// Blazor leaves a page alone whose work was cancelled, and takes it down when its work fails.</summary>
public sealed class NobodySignedInException() : OperationCanceledException("Nobody is signed in here, or no longer.");
