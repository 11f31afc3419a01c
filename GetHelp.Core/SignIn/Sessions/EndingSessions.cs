using GetHelp.Core.Data;
using GetHelp.Core.Live;
using Microsoft.EntityFrameworkCore;

namespace GetHelp.Core.SignIn.Sessions;

/// <summary>Ending sessions as a step of a write. Open pages of theirs hear of it after the commit.</summary>
public static class EndingSessions
{
    /// <summary>Ends every session of somebody whose access ends with this write.</summary>
    public static Task<int> EndAllOfAsync(this WriteTransaction write, int userId, CancellationToken cancellationToken = default) =>
        write.EndAsync(sessions => sessions.Where(s => s.UserId == userId), SessionEnd.AccessRemoved, cancellationToken);

    internal static Task<int> EndAsync(this WriteTransaction write, SignInSecret secret, SessionEnd why, CancellationToken cancellationToken)
    {
        var hash = secret.Hash();
        return write.EndAsync(sessions => sessions.Where(s => s.SecretHash == hash), why, cancellationToken);
    }

    /// <returns>How many of them went on until now.</returns>
    internal static async Task<int> EndAsync(
        this WriteTransaction write, Func<IQueryable<Session>, IQueryable<Session>> which, SessionEnd why, CancellationToken cancellationToken)
    {
        var theirs = which(write.Db.Sessions.GoingOn(write.Now));
        foreach (var owner in await theirs.Select(s => s.UserId).Distinct().ToListAsync(cancellationToken))
        {
            write.Tell(Topic.Person(owner));
        }

        return await theirs.ExecuteUpdateAsync(
            set => set.SetProperty(s => s.EndedAt, write.Now).SetProperty(s => s.EndedBecause, why), cancellationToken);
    }

    internal static IQueryable<Session> GoingOn(this IQueryable<Session> sessions, DateTime now) => sessions.Where(s => s.EndedAt == null && s.ExpiresAt > now);
}
