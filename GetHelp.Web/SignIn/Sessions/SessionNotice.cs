using GetHelp.Core.SignIn.Sessions;

namespace GetHelp.Web.SignIn.Sessions;

/// <summary>What an open page has to say of its session.</summary>
internal abstract record SessionNotice
{
    /// <summary>Nothing has been done for long. There is still time.</summary>
    internal sealed record EndsSoon(DateTime At) : SessionNotice;

    /// <param name="Lifetime">How long it lasts unused; null where nobody knows any more.</param>
    internal sealed record Over(SessionEnd Why, TimeSpan? Lifetime) : SessionNotice;

    /// <summary>Support looks as somebody else than when the page was opened.</summary>
    /// <param name="Name">As whom by now; null when as themselves.</param>
    internal sealed record LooksOtherwise(string? Name) : SessionNotice;

    /// <summary>Whether nothing on the page works any more.</summary>
    public bool IsOver => this is not EndsSoon;

    /// <summary>Null while the session goes on and has its time.</summary>
    /// <param name="page">The session as it was when the page was opened.</param>
    /// <param name="session">The same now; null when it was over long ago.</param>
    public static SessionNotice? Of(SessionPrincipal page, SessionState? session, DateTime now) => session switch
    {
        null => new Over(SessionEnd.Unused, null),
        { End: { } why } => new Over(why, SessionRules.Lifetime(session.Owner.Role)),
        { Viewer: { } viewer } when viewer.UserId != page.PersonId => new LooksOtherwise(session.Look?.Person.Name),
        _ when session.ExpiresAt - now <= SessionRules.Warning => new EndsSoon(session.ExpiresAt),
        _ => null,
    };
}
