using GetHelp.Core.Data;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.Sessions;

/// <summary>One of the browsers in which somebody is signed in, as they see it.</summary>
/// <param name="IsHere">It is the one in which they see it.</param>
public sealed record SessionLine(int Id, SignInWay Way, DateTime StartedAt, DateTime SeenAt, bool IsHere);

/// <summary>Says whose a session is and whether it goes on, with what the person may do as of now: one statement for all of it.</summary>
public sealed class SessionReader(IDbContextFactory<GetHelpDbContext> contexts, SharedReads shared, TimeProvider clock)
{
    /// <summary>Null when there is no such session, or it was over long ago.</summary>
    public async Task<SessionState?> FindAsync(SignInSecret secret, CancellationToken cancellationToken = default) =>
        (await ReadAsync(secret, cancellationToken))?.AsOf(Now);

    /// <summary>The same, read at most <see cref="SharedReads.Longest"/> ago. To read by, never to write by.</summary>
    /// <param name="ownerId">Who signed in: what is said of them ends the sharing.</param>
    public async Task<SessionState?> FindRecentAsync(SignInSecret secret, int ownerId) =>
        await shared.GetAsync(Topic.Person(ownerId), (nameof(SessionReader), secret), () => ReadAsync(secret, CancellationToken.None)) is { } recent && recent.ExpiresAt - Now > SessionRules.Warning
            ? recent.AsOf(Now)
            : await FindAsync(secret); // near its end it may have been used since

    /// <summary>Where the viewer is signed in now, what was used last first.</summary>
    /// <param name="here">The session that asks.</param>
    public async Task<IReadOnlyList<SessionLine>> ListAsync(Viewer viewer, SignInSecret here, CancellationToken cancellationToken = default)
    {
        var hash = here.Hash();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Sessions.AsNoTracking().GoingOn(Now).Where(s => s.UserId == viewer.UserId).OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id)
            .Select(s => new SessionLine(s.Id, s.Way, s.StartedAt, s.SeenAt, s.SecretHash == hash)).ToListAsync(cancellationToken);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private async Task<SessionState?> ReadAsync(SignInSecret secret, CancellationToken cancellationToken)
    {
        var hash = secret.Hash();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var session = await db.Sessions.AsNoTracking().AsSingleQuery().Include(s => s.User!.Memberships).Include(s => s.LooksAs!.Memberships)
            .SingleOrDefaultAsync(s => s.SecretHash == hash, cancellationToken);
        return session is null ? null : State(session);
    }

    private static SessionState State(Session session) => new()
    {
        Id = session.Id,
        Owner = session.User!.AsViewer(),
        Look = session is { User.DeletedAt: null, LooksAs: { DeletedAt: null } person, LooksUntil: { } until } ? new(person.AsViewer(), until) : null,
        SeenAt = session.SeenAt,
        ExpiresAt = session.ExpiresAt,
        End = session.User.DeletedAt is not null ? SessionEnd.AccessRemoved : session.EndedBecause,
    };
}
