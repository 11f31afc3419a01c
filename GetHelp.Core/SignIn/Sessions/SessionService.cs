using GetHelp.Core.Data;
using GetHelp.Core.History;
using GetHelp.Core.Live;
using GetHelp.Core.People;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.Sessions;

/// <summary>Begins sessions, keeps them going while they are used, and ends them. Every change is one conditional statement, so that whoever ends a session
/// while another tab uses it has ended it.</summary>
public sealed class SessionService(WriteTransactions transactions, TimeProvider clock)
{
    /// <summary>Begins a session for somebody who has just shown who they are. Its secret is always a new one: whatever the browser held before is worthless
    /// from now on, or somebody could have put it there (spec 08 C2).</summary>
    /// <param name="before">The secret of the session that the browser had; null when it had none.</param>
    /// <returns>The secret: for the browser's cookie, and for nowhere else.</returns>
    public async Task<SignInSecret> StartAsync(Viewer person, SignInWay way, SignInSecret? before = null, CancellationToken cancellationToken = default)
    {
        var secret = SignInSecret.New();
        var started = await transactions.RunAsync<SignInSecret>(
            person,
            async write =>
            {
                if (before is { } replaced)
                {
                    await write.EndAsync(replaced, SessionEnd.SignedInAgain, cancellationToken);
                }

                write.Db.Sessions.Add(new()
                {
                    SecretHash = secret.Hash(),
                    UserId = person.UserId!.Value,
                    Way = way,
                    StartedAt = write.Now,
                    SeenAt = write.Now,
                    ExpiresAt = write.Now + SessionRules.Lifetime(person.Role),
                });
                write.Tell(Topic.Person(person.UserId.Value));
                return secret;
            },
            cancellationToken);
        return started.Value;
    }

    /// <summary>Something was done in the session, so it goes on. Written at most once a minute; one that is over stays so.</summary>
    public async Task SeenAsync(SessionState session, CancellationToken cancellationToken = default)
    {
        if (session.End is null && clock.GetUtcNow().UtcDateTime - session.SeenAt >= SessionRules.UseWorthKeeping)
        {
            // Nobody's own doing: whoever only looks as somebody else keeps their session too.
            await transactions.RunAsync<int>(
                Viewer.Service,
                async write => await write.Db.Sessions.GoingOn(write.Now).Where(s => s.Id == session.Id && s.SeenAt < write.Now).ExecuteUpdateAsync(
                    set => set.SetProperty(s => s.SeenAt, write.Now).SetProperty(s => s.ExpiresAt, write.Now + SessionRules.Lifetime(session.Owner.Role)),
                    cancellationToken),
                cancellationToken);
        }
    }

    /// <summary>The person signs out in the browser whose session it is.</summary>
    public Task SignOutAsync(SignInSecret secret, CancellationToken cancellationToken = default) => transactions.RunAsync<int>(
        Viewer.Service, async write => await write.EndAsync(secret, SessionEnd.SignedOut, cancellationToken), cancellationToken);

    /// <summary>Ends one of the viewer's sessions from another one.</summary>
    /// <returns>Whether it went on until now.</returns>
    public Task<Result<bool>> EndAsync(Viewer viewer, int sessionId, CancellationToken cancellationToken = default) =>
        EndAsync(viewer, sessions => sessions.Where(s => s.UserId == viewer.UserId && s.Id == sessionId), default, cancellationToken);

    /// <summary>Signs the viewer out everywhere but here.</summary>
    /// <param name="here">The session that goes on.</param>
    /// <returns>Whether there was another one.</returns>
    public Task<Result<bool>> EndOthersAsync(Viewer viewer, SignInSecret here, CancellationToken cancellationToken = default)
    {
        var hash = here.Hash();
        return EndAsync(viewer, sessions => sessions.Where(s => s.UserId == viewer.UserId && s.SecretHash != hash), default, cancellationToken);
    }

    /// <summary>Support signs somebody out everywhere: their machine is lost, or somebody else may be at it.</summary>
    /// <returns>Whether they were signed in anywhere.</returns>
    public async Task<Result<bool>> EndAllOfAsync(Viewer viewer, int userId, CancellationToken cancellationToken = default) => viewer.IsSupport
        ? await EndAsync(viewer, sessions => sessions.Where(s => s.UserId == userId), new() { PersonId = userId }, cancellationToken)
        : new NotAllowed("sign other people out");

    private Task<Result<bool>> EndAsync(
        Viewer viewer, Func<IQueryable<Session>, IQueryable<Session>> which, HistorySubject about, CancellationToken cancellationToken) => transactions.RunAsync<bool>(
        viewer,
        async write =>
        {
            var ended = await write.EndAsync(which, SessionEnd.EndedElsewhere, cancellationToken);
            if (ended > 0)
            {
                write.Record(HistoryKind.SignedOutElsewhere, about, $"Signed out in {(ended == 1 ? "1 browser" : $"{ended} browsers")}");
            }

            return ended > 0;
        },
        cancellationToken);
}
